// Who holds or held which office where.
MATCH (p:Person)-[r:HAS_ROLE]->(of)
RETURN p.name AS person, r.title AS title, of.name AS of, coalesce(r.status, 'current') AS status, r.start_date AS since
ORDER BY person, title, of, status, since
