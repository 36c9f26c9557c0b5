// Who is of which country, without speaking for it by that.
// $country: text = null // the country's name or another name of it; every country where none is given
MATCH (p:Person)-[:NATIONALITY]->(country:Place)
WHERE $country IS NULL OR country.name = $country OR $country IN country.aliases
OPTIONAL MATCH (p)-[r:REPRESENTS]->(country)
WITH country, p, count(r) AS roles
RETURN country.name AS country, p.name AS person, roles > 0 AS speaks_for_it
ORDER BY country, person
