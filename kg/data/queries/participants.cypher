// Who took part in an event, and as what.
// $event: text // words of the event's name
MATCH (actor)-[r:PARTICIPATED_IN]->(e:Event)
WHERE toLower(e.name) CONTAINS toLower($event)
RETURN e.name AS event, actor.name AS actor, labels(actor) AS kind, r.as AS as_what, coalesce(r.modality, 'asserted') AS modality
ORDER BY event, actor, as_what
