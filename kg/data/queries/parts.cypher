// Which bodies belong to a body or country, directly or through others.
// $name: text // the name or another name of the whole
MATCH p = (part)-[:PART_OF*1..4]->(whole)
WHERE whole.name = $name OR $name IN whole.aliases
RETURN part.name AS part, labels(part) AS kind, min(length(p)) AS steps
ORDER BY steps, part
