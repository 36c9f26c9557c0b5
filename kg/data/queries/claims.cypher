// What nobody but somebody in the text says: no document says it in its own words.
// $by: text = null // the name of who says so; everybody where none is given
MATCH (a)-[r]->(b)
WHERE r.asserted_by IS NOT NULL
UNWIND split(r.asserted_by, ', ') AS speaker
MATCH (s)
WHERE s.id = speaker AND ($by IS NULL OR s.name = $by OR $by IN s.aliases)
RETURN s.name AS says, a.name AS from, type(r) AS relation, coalesce(r.title, r.capacity, r.as) AS title, b.name AS to, coalesce(r.modality, 'asserted') AS modality
ORDER BY says, from, relation, to, title
