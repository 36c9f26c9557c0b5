// Which edges the program is least sure of.
// $below: number = 0.7 // the confidence, from 0 to 1, that they stay under
MATCH (a)-[r]->(b)
WHERE r.confidence < $below
RETURN r.confidence AS confidence, a.name AS from, type(r) AS relation, coalesce(r.title, r.capacity) AS title, b.name AS to
ORDER BY confidence, from, relation, to, title
