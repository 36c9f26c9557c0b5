// Which people have most offices, represent most and took part in most events.
// $limit: integer = 20 // how many rows
MATCH (p:Person)-[r:HAS_ROLE|REPRESENTS|PARTICIPATED_IN]->(x)
RETURN p.name AS person, count(r) AS edges, count(DISTINCT x) AS things, collect(DISTINCT type(r)) AS kinds
ORDER BY edges DESC, person
LIMIT $limit
