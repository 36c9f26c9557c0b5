// All that is said of somebody or something, in both directions.
// $name: text // the name or another name
MATCH (x)-[r]-(other)
WHERE (x.name = $name OR $name IN x.aliases) AND type(r) <> 'MENTIONED_IN'
WITH x, r, other, CASE WHEN startNode(r).id = x.id THEN '->' ELSE '<-' END AS direction
RETURN type(r) AS relation, direction, other.name AS other, coalesce(r.title, r.capacity) AS title, coalesce(r.modality, 'asserted') AS modality
ORDER BY relation, direction, other, title
