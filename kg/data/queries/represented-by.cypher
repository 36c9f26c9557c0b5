// Whom a person or body speaks for, and on what that rests.
// $name: text // the actor's name or another name of it
MATCH (actor)-[r:REPRESENTS]->(of)
WHERE actor.name = $name OR $name IN actor.aliases
RETURN of.name AS represents, labels(of) AS kind, r.basis AS basis, r.capacity AS capacity, coalesce(r.modality, 'asserted') AS modality
ORDER BY represents, basis, capacity
