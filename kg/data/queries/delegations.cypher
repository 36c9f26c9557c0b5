// Who spoke for whom at which event.
MATCH (actor)-[r:REPRESENTS]->(of)
MATCH (e:Event)
WHERE e.id = r.at
RETURN e.name AS event, e.start_date AS date, of.name AS side, actor.name AS represented_by, r.capacity AS capacity
ORDER BY date, event, side, represented_by, capacity
