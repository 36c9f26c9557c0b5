// What was said about a person, body, place or event, and by whom.
// $name: text // its name or another name of it
MATCH (speaker)-[:SAID]->(s:Statement)-[:ABOUT]->(x)
WHERE x.name = $name OR $name IN x.aliases
RETURN x.name AS about, speaker.name AS speaker, s.text AS statement, s.date AS date
ORDER BY date, speaker, statement
