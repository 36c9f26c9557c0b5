// What happened, where and when, from a day on.
// $since: date = 0000 // the first day, or month, or year
// $kind: text = null // talks, attack, visit ...; every kind where none is given
MATCH (e:Event)
WHERE coalesce(e.start_date, '9999') >= $since AND ($kind IS NULL OR e.kind = $kind)
OPTIONAL MATCH (e)-[:TOOK_PLACE_IN]->(place:Place)
WITH e, collect(DISTINCT place.name) AS places
RETURN e.name AS event, e.kind AS kind, e.start_date AS begins, e.end_date AS ends, places, coalesce(e.modality, 'asserted') AS modality
ORDER BY begins, event
