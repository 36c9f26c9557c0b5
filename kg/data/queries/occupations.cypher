// Who does which kind of work that is no office.
// $occupation: text = null // words of it: analyst; every kind where none are given
MATCH (p:Person)-[r:HAS_OCCUPATION]->(o:Occupation)
WHERE $occupation IS NULL OR toLower(o.name) CONTAINS toLower($occupation)
RETURN o.name AS occupation, p.name AS person, coalesce(r.status, 'current') AS status
ORDER BY occupation, person, status
