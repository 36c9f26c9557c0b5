// Who has held an office: all whose title has these words in it, those of today first.
// $title: text // words of the office: foreign minister
MATCH (p:Person)-[r:HAS_ROLE]->(of)
WHERE toLower(r.title) CONTAINS toLower($title)
WITH p, r, of, CASE coalesce(r.status, 'current') WHEN 'current' THEN 0 WHEN 'acting' THEN 1 WHEN 'designate' THEN 2 ELSE 3 END AS rank
RETURN p.name AS person, r.title AS title, of.name AS of, coalesce(r.status, 'current') AS status, r.start_date AS since, r.end_date AS until
ORDER BY rank, person, title, of, since
