// Who met whom: two people who took part in the same event.
// $person: text = null // the name of one of them; everybody where none is given
MATCH (a:Person)-[x:PARTICIPATED_IN]->(e:Event)<-[y:PARTICIPATED_IN]-(b:Person)
WHERE (a.id < b.id OR $person IS NOT NULL)
  AND ($person IS NULL OR a.name = $person OR $person IN a.aliases)
  AND coalesce(x.modality, 'asserted') IN ['asserted', 'reported'] AND coalesce(y.modality, 'asserted') IN ['asserted', 'reported']
RETURN a.name AS one, b.name AS other, e.name AS event, e.start_date AS date
ORDER BY one, other, date, event
