// Which documents mention somebody or something.
// $name: text // its name or another name of it
MATCH (x)-[:MENTIONED_IN]->(d:Document)
WHERE x.name = $name OR $name IN x.aliases
RETURN d.date AS date, d.name AS document, d.path AS path, x.name AS mentions
ORDER BY date, document, mentions
