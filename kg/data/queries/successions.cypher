// Who came after whom, in which office.
// $title: text = null // words of the office; every office where none are given
MATCH (new:Person)-[r:SUCCEEDED]->(old:Person)
WHERE $title IS NULL OR toLower(r.title) CONTAINS toLower($title)
RETURN r.title AS office, old.name AS before, new.name AS after
ORDER BY office, before, after
