// Who and what is mentioned in most documents.
// $limit: integer = 20 // how many rows
MATCH (x)-[:MENTIONED_IN]->(d:Document)
RETURN x.name AS name, labels(x) AS kind, count(DISTINCT d) AS documents
ORDER BY documents DESC, name
LIMIT $limit
