// Which places and bodies lie in a place, directly or through others.
// $place: text // the place's name or another name of it
MATCH p = (x)-[:LOCATED_IN*1..4]->(place:Place)
WHERE place.name = $place OR $place IN place.aliases
RETURN x.name AS name, labels(x) AS kind, x.kind AS what, min(length(p)) AS steps
ORDER BY steps, name
