// The sentences from which was read what holds between two.
// $from: text // the name of the one
// $to: text // the name of the other
MATCH (a)-[r]->(b)
WHERE (a.name = $from OR $from IN a.aliases) AND (b.name = $to OR $to IN b.aliases)
UNWIND r.evidence AS sentence
RETURN type(r) AS relation, coalesce(r.title, r.capacity) AS title, r.confidence AS confidence, sentence
ORDER BY relation, title, sentence
