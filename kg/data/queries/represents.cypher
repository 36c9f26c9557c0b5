// Who speaks for which country: what is stated in the text or follows from an office that is held now.
// $country: text = null // the country's name or another name of it; every country where none is given
MATCH (actor)-[r:REPRESENTS]->(country:Place {kind: 'country'})
WHERE coalesce(r.modality, 'asserted') IN ['asserted', 'reported']
  AND ($country IS NULL OR country.name = $country OR $country IN country.aliases)
OPTIONAL MATCH (actor)-[role:HAS_ROLE]->(:Organization|Place|Person)
  WHERE coalesce(role.status, 'current') <> 'former'
WITH country, actor, r, collect(DISTINCT role.title) AS titles
RETURN country.name AS country, actor.name AS represented_by, r.basis AS basis, r.capacity AS capacity, titles
ORDER BY country, represented_by, basis, capacity
