// Who holds or held which office where.
// $person: text = null // the person's name or another name; everybody where none is given
MATCH (p:Person)-[r:HAS_ROLE]->(of)
WHERE $person IS NULL OR p.name = $person OR $person IN p.aliases
RETURN p.name AS person, r.title AS title, of.name AS of, coalesce(r.status, 'current') AS status, r.start_date AS since
ORDER BY person, title, of, status, since
