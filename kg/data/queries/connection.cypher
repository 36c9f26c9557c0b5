// How two are connected: the shortest chain of edges between them, whatever their direction, without that of being in one document.
// $from: text // the name of the one
// $to: text // the name of the other
MATCH (a {name: $from}), (b {name: $to})
WHERE a.id <> b.id
MATCH p = shortestPath((a)-[:HAS_ROLE|REPRESENTS|NATIONALITY|PART_OF|LOCATED_IN|SUCCEEDED|PARTICIPATED_IN|TOOK_PLACE_IN|SAID|ABOUT*..8]-(b))
RETURN length(p) AS steps, [x IN nodes(p) | x.name] AS through, [x IN relationships(p) | type(x)] AS by
ORDER BY steps
