// What is denied, doubted or only planned.
// $modality: text = null // denied, doubted, planned or reported; all but what is asserted where none is given
MATCH (a)-[r]->(b)
WHERE r.modality <> 'asserted' AND ($modality IS NULL OR r.modality = $modality)
RETURN r.modality AS modality, a.name AS from, type(r) AS relation, coalesce(r.title, r.capacity) AS title, b.name AS to
ORDER BY modality, from, relation, to, title
