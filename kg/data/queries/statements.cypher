// What somebody said, and where it is known through which outlet.
// $speaker: text = null // the name of who said it; everybody where none is given
MATCH (speaker)-[r:SAID]->(s:Statement)
WHERE $speaker IS NULL OR speaker.name = $speaker OR $speaker IN speaker.aliases
RETURN speaker.name AS speaker, r.verb AS verb, s.text AS statement, s.direct AS quoted, s.date AS date, r.via AS via
ORDER BY speaker, date, statement
