// Who has an office in a body or country, or in what belongs to it.
// $name: text // the name or another name of the body or country
MATCH (person:Person)-[r:HAS_ROLE]->(body)-[:PART_OF*0..3]->(whole)
WHERE whole.name = $name OR $name IN whole.aliases
RETURN DISTINCT person.name AS person, r.title AS title, body.name AS body, coalesce(r.status, 'current') AS status
ORDER BY person, title, body, status
