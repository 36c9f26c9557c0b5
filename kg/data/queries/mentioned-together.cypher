// Who or what is mentioned in the same documents as somebody, most often first.
// $name: text // the name or another name
// $limit: integer = 20 // how many rows
MATCH (x)-[:MENTIONED_IN]->(d:Document)<-[:MENTIONED_IN]-(y)
WHERE x.name = $name OR $name IN x.aliases
RETURN y.name AS other, labels(y) AS kind, count(DISTINCT d) AS documents
ORDER BY documents DESC, other
LIMIT $limit
