// Who speaks for which country: what is stated in the text or follows from an office that is held now.
MATCH (actor)-[r:REPRESENTS]->(country:Place {kind: 'country'})
WHERE coalesce(r.modality, 'asserted') IN ['asserted', 'reported']
OPTIONAL MATCH (actor)-[role:HAS_ROLE]->(:Organization|Place|Person)
  WHERE coalesce(role.status, 'current') <> 'former'
WITH country, actor, r, collect(DISTINCT role.title) AS titles
RETURN country.name AS country, actor.name AS represented_by, r.basis AS basis, r.capacity AS capacity, titles
ORDER BY country, represented_by, basis, capacity
