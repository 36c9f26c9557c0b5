// What analysts ask, one query a line: each gives the same rows on the graph of tests/talks_graph.py in process and on a real Neo4j.
// Where a query has ORDER BY, the rows' order is compared too.

// who represents whom
MATCH (p)-[:REPRESENTS]->(c:Place {name: 'Norland'}) RETURN p.name
MATCH (p)-[r:REPRESENTS]->(c) RETURN p.name AS who, c.name AS whom, r.basis AS basis ORDER BY who, whom, basis
MATCH (p:Person)-[r:REPRESENTS {basis: 'stated'}]->(c) RETURN p.name, r.capacity, c.name
MATCH (p)-[r:REPRESENTS]->(c) WHERE r.basis <> 'office' RETURN p.name, c.name
MATCH (p)-[r:REPRESENTS]->(c:Place) WHERE c.iso2 IN $codes RETURN c.iso2, collect(p.name) AS names
MATCH (p)-[r:REPRESENTS]->(c) WHERE r.capacity IS NULL RETURN p.id, c.id
MATCH (p)-[r:REPRESENTS]->(c) WHERE r.capacity IS NOT NULL RETURN p.id, r.capacity
MATCH (p)-[r:REPRESENTS]->(c) WHERE coalesce(r.modality, 'asserted') = 'asserted' RETURN p.name, c.name
MATCH (c:Place {kind: 'country'}) OPTIONAL MATCH (p:Person)-[:REPRESENTS]->(c) RETURN c.name AS country, count(DISTINCT p) AS people ORDER BY country
MATCH (c:Place) WHERE NOT (c)<-[:REPRESENTS]-() RETURN c.name
MATCH (c:Place) WHERE NOT EXISTS { (c)<-[:REPRESENTS]-(:Person) } RETURN c.name
MATCH (c:Place) WHERE EXISTS { MATCH (c)<-[r:REPRESENTS]-() WHERE r.basis = 'stated' } RETURN c.name
MATCH (a)-[r:REPRESENTS]->(c) MATCH (e:Event) WHERE e.id = r.at RETURN a.name, e.name
MATCH (a)-[r:REPRESENTS]->(c) WITH a, r.at AS at MATCH (e:Event {id: at}) RETURN a.name, e.start_date
MATCH (p:Person {name: $person})-[r:REPRESENTS]->(c) RETURN c.name, r.basis, r.at

// who holds and held which office
MATCH (p:Person)-[r:HAS_ROLE]->(o) RETURN p.name AS p, r.title AS t, o.name AS o ORDER BY p, t, o
MATCH (p:Person)-[r:HAS_ROLE {title: 'foreign minister'}]->(:Place {name: 'Norland'}) RETURN p.name, r.status
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.title = $title RETURN p.name, o.name, r.status
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.title CONTAINS 'minister' RETURN p.name, r.title
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.title STARTS WITH 'foreign' RETURN p.name
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.title ENDS WITH 'minister' RETURN DISTINCT p.name
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.title =~ '.*minister' RETURN p.name, r.title
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE toUpper(r.title) = 'CHAIR' RETURN p.name, toUpper(o.name)
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE coalesce(r.status, 'current') IN ['current', 'acting'] RETURN p.name, r.title, r.status
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.status = 'former' AND NOT r.title = 'chair' RETURN p.name, r.title
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.status = 'former' OR r.status = 'acting' RETURN p.name, r.title
MATCH (p:Person)-[r:HAS_ROLE]->(o) WHERE r.status = 'former' XOR r.title CONTAINS 'minister' RETURN p.name, r.title
MATCH (p:Person)-[r:HAS_ROLE]->(o) RETURN r.status AS status, count(*) AS n ORDER BY n DESC, status
MATCH (p:Person)-[r:HAS_ROLE]->(o) RETURN labels(o) AS kind, count(*) AS n ORDER BY n DESC, kind
MATCH (p:Person)-[r:HAS_ROLE]->(o) WITH p, count(r) AS n WHERE n > 1 RETURN p.name, n
MATCH (p:Person)-[r:HAS_ROLE]->(o) WITH p, collect(r.title) AS titles RETURN p.name AS name, size(titles) AS n ORDER BY n DESC, name
MATCH (p:Person) OPTIONAL MATCH (p)-[r:HAS_ROLE]->(o:Organization) RETURN p.name AS name, r.title AS title, o.name AS body ORDER BY name, title
MATCH (p:Person)-[r:HAS_ROLE]->(o) RETURN p.name, CASE r.status WHEN 'former' THEN 'was' WHEN 'acting' THEN 'acts as' ELSE 'is' END AS verb, r.title
MATCH (p:Person)-[r:HAS_ROLE]->(o) RETURN p.name, CASE WHEN r.end_date IS NULL THEN 'open' ELSE r.end_date END AS until
MATCH (p:Person) WHERE NOT (p)-[:HAS_ROLE]->() RETURN p.name
MATCH (p:Person) WHERE (p)-[:HAS_ROLE]->(:Place) RETURN p.name
MATCH (p:Person) WHERE COUNT { (p)-[:HAS_ROLE]->() } >= 2 RETURN p.name
MATCH (p:Person) RETURN p.name AS name, COUNT { (p)-[:HAS_ROLE]->() } AS n ORDER BY n DESC, name
MATCH (p:Person)-[:SUCCEEDED]->(q:Person) RETURN p.name, q.name
MATCH (p:Person)-[s:SUCCEEDED]->(q:Person)-[r:HAS_ROLE]->(o) WHERE r.title = s.title RETURN p.name, q.name, r.title, r.end_date
MATCH (p:Person)-[:HAS_ROLE]->(o)<-[:HAS_ROLE]-(q:Person) WHERE p.id < q.id RETURN p.name, q.name, o.name
MATCH (p:Person)-[:HAS_ROLE]->(o)<-[:HAS_ROLE]-(q:Person) RETURN p.name, q.name, o.name
MATCH (p:Person)-[:HAS_ROLE]->(boss:Person)-[:HAS_ROLE]->(o) RETURN p.name, boss.name, o.name

// who met whom, events
MATCH (a)-[:PARTICIPATED_IN]->(e:Event)<-[:PARTICIPATED_IN]-(b) WHERE a.id < b.id RETURN a.name, b.name, e.name
MATCH (a:Person)-[:PARTICIPATED_IN]->(e)<-[:PARTICIPATED_IN]-(b:Person) RETURN e.name AS e, a.name AS a, b.name AS b ORDER BY e, a, b
MATCH (a:Person {name: $person})-[:PARTICIPATED_IN]->(e)<-[:PARTICIPATED_IN]-(b) RETURN DISTINCT b.name, labels(b)
MATCH (e:Event)-[:TOOK_PLACE_IN]->(p:Place) RETURN e.name, p.name
MATCH (e:Event) OPTIONAL MATCH (e)-[:TOOK_PLACE_IN]->(p) RETURN e.name AS event, p.name AS place ORDER BY event
MATCH (e:Event) OPTIONAL MATCH (e)-[:TOOK_PLACE_IN]->(p)-[:LOCATED_IN]->(c) RETURN e.name, p.name, c.name
MATCH (e:Event) WHERE e.start_date >= '2024-03-01' AND e.start_date < '2024-06' RETURN e.name, e.start_date
MATCH (e:Event) RETURN e.name, e.start_date ORDER BY e.start_date DESC
MATCH (e:Event) RETURN substring(e.start_date, 0, 7) AS month, count(*) AS n ORDER BY month
MATCH (e:Event) WHERE e.end_date IS NOT NULL RETURN e.name, e.end_date
MATCH (e:Event) RETURN min(e.start_date) AS first, max(e.start_date) AS last
MATCH (e:Event) WHERE date(e.start_date + '-01') > date('2024-05-01') OR size(e.start_date) = 10 RETURN e.name
MATCH (e:Event) WHERE size(e.start_date) = 10 RETURN e.name, date(e.start_date).year AS year, date(e.start_date).month AS month
MATCH (e:Event) WHERE size(e.start_date) = 10 AND date(e.start_date) > date('2024-04-01') RETURN e.name
MATCH (e:Event) WHERE e.modality = 'planned' RETURN e.name
MATCH (x)-[r:PARTICIPATED_IN]->(e:Event) RETURN e.name AS event, collect(x.name) AS who, count(*) AS n ORDER BY event
MATCH (x)-[r:PARTICIPATED_IN]->(e:Event) WHERE r.as = 'side' RETURN x.name, e.name
MATCH (x)-[:PARTICIPATED_IN]->(e:Event)-[:TOOK_PLACE_IN]->(w:Place {name: 'Westport'}) RETURN DISTINCT x.name

// statements
MATCH (p)-[r:SAID]->(s:Statement) RETURN p.name, r.verb, s.text, s.date
MATCH (p)-[:SAID]->(s)-[:ABOUT]->(x) RETURN p.name AS p, x.name AS x ORDER BY p, x
MATCH (s:Statement) WHERE s.direct RETURN s.text
MATCH (s:Statement) WHERE NOT s.direct RETURN s.text
MATCH (s:Statement) WHERE s.direct = false RETURN s.text
MATCH (p)-[r:SAID]->(s) WHERE r.via = 'Coast Radio' RETURN p.name, s.text
MATCH (p)-[:SAID]->(s)-[:ABOUT]->(x) WITH p, collect(DISTINCT x.name) AS topics RETURN p.name, size(topics)

// two hops, variable length, shortest paths
MATCH (a:Person)-[:HAS_ROLE]->(b:Organization)-[:PART_OF]->(c) RETURN a.name, b.name, c.name
MATCH (a)-[:PART_OF]->(b)-[:PART_OF]->(c) RETURN a.name, b.name, c.name
MATCH (a)-[:PART_OF*1..3]->(b) RETURN a.name, b.name
MATCH (a)-[:PART_OF*2]->(b) RETURN a.name, b.name
MATCH (a)-[:PART_OF*0..1]->(b) WHERE a.name = 'League of Coasts' RETURN b.name
MATCH (a)-[:PART_OF*..2]->(b) RETURN count(*)
MATCH (a)-[:PART_OF*1..3]-(b) RETURN a.name, b.name, count(*) AS n
MATCH (a {name: 'Harbour Board'})-[*1..2]-(b) RETURN DISTINCT b.name
MATCH (a {name: 'Harbour Board'})-[*1..3]->(b) RETURN b.name, count(*)
MATCH p = (a)-[:PART_OF*1..4]->(b {name: 'Dockers'}) RETURN length(p) AS n, a.name AS name ORDER BY n, name
MATCH p = (a)-[:PART_OF*1..3]->(b) RETURN [x IN nodes(p) | x.name] AS names
MATCH p = (a)-[:PART_OF*1..3]->(b) RETURN [x IN relationships(p) | type(x)] AS kinds, length(p)
MATCH p = (a)-[:PART_OF*1..3]->(b) WHERE all(x IN relationships(p) WHERE coalesce(x.modality, '') <> 'denied') RETURN a.name, b.name, length(p)
MATCH p = (a)-[:PART_OF*1..3]->(b) WHERE any(x IN nodes(p) WHERE x.name = 'Dockers') RETURN a.name, b.name, length(p)
MATCH p = (a)-[:PART_OF*1..3]->(b) WHERE none(x IN nodes(p) WHERE x.name = 'Dockers') RETURN a.name, b.name
MATCH p = (a)-[:PART_OF*1..3]->(b) WHERE single(x IN nodes(p) WHERE x.name = 'Dockers') RETURN a.name, b.name, length(p)
MATCH p = shortestPath((a:Person {name: 'Per Holm'})-[*..8]-(b:Person {name: 'Lena Osei'})) RETURN length(p)
MATCH p = shortestPath((a:Person {name: 'Per Holm'})-[:HAS_ROLE|PART_OF*..8]-(b:Person {name: 'Lena Osei'})) RETURN [x IN nodes(p) | x.name] AS names
MATCH (a {name: 'Per Holm'}), (b {name: 'Lena Osei'}) MATCH p = shortestPath((a)-[:HAS_ROLE|PART_OF*..8]-(b)) RETURN length(p)
MATCH p = shortestPath((a:Person {name: 'Per Holm'})-[:SAID*..8]-(b:Person {name: 'Lena Osei'})) RETURN length(p)
MATCH p = allShortestPaths((a {name: 'Ada Moss'})-[:HAS_ROLE|SUCCEEDED|REPRESENTS*..4]-(b {name: 'Norland'})) RETURN length(p), count(*)
MATCH (p:Person)-[:HAS_ROLE|REPRESENTS]->(x) RETURN p.name, x.name, count(*)
MATCH (p:Person)-[r:HAS_ROLE|REPRESENTS|NATIONALITY]->(x:Place) RETURN p.name AS p, type(r) AS t, x.name AS x ORDER BY p, t, x

// parallel edges, cycles, loops
MATCH (p:Person {name: 'Mara Quill'})-[r]->(c:Place {name: 'Norland'}) RETURN type(r) AS t, r.title AS title, r.basis AS basis ORDER BY t, title, basis
MATCH (p:Person {name: 'Mara Quill'})-[a]->(c:Place {name: 'Norland'})<-[b]-(p) RETURN type(a), type(b), count(*)
MATCH (p:Person)-[a:HAS_ROLE]->(c)<-[b:HAS_ROLE]-(p) RETURN p.name, a.title, b.title
MATCH (a)-[:PART_OF]->(a) RETURN a.name
MATCH (a)-[r1:PART_OF]->(b)-[r2:PART_OF]->(c)-[r3:PART_OF]->(a) RETURN a.name, b.name, c.name
MATCH (a)-[:PART_OF]-(b) RETURN a.name, b.name
MATCH (a)-[r]-(a) RETURN a.name, type(r)
MATCH (a)--(b {name: 'Westport'}) RETURN a.name
MATCH (a {name: 'Mara Quill'})-->(b) RETURN b.name, count(*)
MATCH (a {name: 'Mara Quill'})<--(b) RETURN b.name, count(*)

// aggregation
MATCH (n) RETURN count(n)
MATCH (n) RETURN labels(n) AS kind, count(*) AS n ORDER BY n DESC, kind
MATCH ()-[r]->() RETURN type(r) AS kind, count(*) AS n ORDER BY n DESC, kind
MATCH ()-[r]->() RETURN type(r) AS kind, avg(r.confidence) AS mean ORDER BY kind
MATCH ()-[r]->() RETURN min(r.confidence), max(r.confidence), count(r.title), count(DISTINCT r.title)
MATCH ()-[r:HAS_ROLE]->() RETURN sum(r.confidence) AS s
MATCH (n:Person) RETURN count(n.kind), count(*), collect(n.kind)
MATCH (n:Ship) RETURN count(n), collect(n.name), sum(n.x), avg(n.x), max(n.x)
MATCH (n:Ship) RETURN n.name
MATCH (p:Person)-[r]->() WITH p, count(r) AS n ORDER BY n DESC, p.name LIMIT 2 RETURN p.name, n
MATCH (p:Person)-[r]->(x) RETURN p.name AS name, collect(DISTINCT type(r)) AS kinds ORDER BY name
MATCH (d:Document)<-[:MENTIONED_IN]-(x) RETURN d.name AS d, count(x) AS n ORDER BY n DESC, d
MATCH (d:Document)<-[:MENTIONED_IN]-(x) WITH d, count(*) AS n RETURN avg(n) AS mean, sum(n) AS total
MATCH (n) WITH labels(n) AS kind, collect(n.name) AS names UNWIND names AS name RETURN kind, max(name) AS last ORDER BY kind

// lists
MATCH (n) WHERE 'Quill' IN n.aliases RETURN n.name
MATCH (n) WHERE size(n.aliases) > 1 RETURN n.name, size(n.aliases)
MATCH (n:Person) RETURN n.name AS name, n.aliases AS aliases ORDER BY name
MATCH (n:Person) UNWIND n.aliases AS alias RETURN n.name AS name, alias ORDER BY name, alias
MATCH (n:Person) RETURN n.name AS name, [x IN n.aliases WHERE x STARTS WITH 'B' | toUpper(x)] AS upper ORDER BY name
MATCH (n:Person) WHERE any(x IN n.aliases WHERE x CONTAINS 'ran') RETURN n.name
MATCH (n:Person) WHERE n.name = $person OR $person IN n.aliases RETURN n.id
MATCH (n:Person) WHERE $alias IN n.aliases RETURN n.id
MATCH ()-[r:SAID]->() RETURN r.evidence
MATCH ()-[r:SAID]->() UNWIND r.evidence AS sentence RETURN sentence ORDER BY sentence
MATCH ()-[r]->() WHERE any(x IN r.evidence WHERE x CONTAINS 'strike') RETURN type(r), count(*)
MATCH ()-[r]->() WHERE size(r.evidence) > 1 RETURN type(r), count(*)
UNWIND [3, 1, 2] AS x RETURN x ORDER BY x
UNWIND range(1, 5) AS x RETURN sum(x) AS s, collect(x) AS l
UNWIND $codes AS code MATCH (c:Place {iso2: code}) RETURN code, c.name
RETURN [1, 2, 3][1] AS second, [1, 2, 3][0..2] AS firsts, size([1, 2]) AS n, head([5, 6]) AS h, last([5, 6]) AS l, reverse([1, 2]) AS r
RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS total
WITH [1, 2] + [3] AS l RETURN l, 2 IN l AS has, 4 IN l AS hasnt
MATCH (p:Person) RETURN p.name AS name, [(p)-[:HAS_ROLE]->(o) | o.name] AS bodies ORDER BY name
MATCH (p:Person) RETURN p.name AS name, size([(p)-[r:HAS_ROLE]->(o) WHERE r.status = 'former' | o.name]) AS n ORDER BY name

// whole nodes, edges and paths; labels(), type(), properties
MATCH (p:Place {iso2: 'SM'}) RETURN p
MATCH (p:Place {iso2: 'SM'}) RETURN p.id, p.name, p.aliases, p.confidence, p.kind
MATCH ()-[r:SUCCEEDED]->() RETURN r
MATCH p = (:Person {name: 'Lena Osei'})-[:REPRESENTS]->() RETURN p
MATCH (n:Occupation) RETURN n ORDER BY n.name
MATCH (n) WHERE n:Person RETURN n.name
MATCH (n) WHERE n:Person OR n:Event RETURN n.name
MATCH (n:Person|Event) RETURN n.name
MATCH (n) WHERE NOT n:Document RETURN count(*)
MATCH (n {id: 'place:nl'}) RETURN labels(n), labels(n)[0]
MATCH (n:Place) RETURN n {.id, .name, .iso2} AS n ORDER BY n.id
MATCH (n:Place) RETURN {id: n.id, code: n.iso2} AS m
MATCH (a)-[r:LOCATED_IN]->(b) RETURN startNode(r).name, endNode(r).name, type(r)
MATCH (a)-[r:LOCATED_IN]->(b) RETURN a, r.basis, b.name
MATCH (n:Place) WHERE n.iso2 IS NULL RETURN n.name
MATCH (n) WHERE n.kind IS NOT NULL RETURN n.kind AS kind, count(*) AS n ORDER BY kind
MATCH (n:Person) RETURN n.kind AS kind ORDER BY kind
MATCH (n:Person) RETURN n.kind AS kind ORDER BY kind DESC

// order, skip, limit, distinct, union, with, subqueries
MATCH (n:Person) RETURN n.name AS name ORDER BY name SKIP 1 LIMIT 2
MATCH (n:Person) RETURN n.name ORDER BY n.name DESC LIMIT $limit
MATCH (n)-[r:HAS_ROLE]->() RETURN DISTINCT r.status AS s ORDER BY s
MATCH (n:Person) WITH n ORDER BY n.name LIMIT 2 MATCH (n)-[r]->(x) RETURN n.name, type(r), x.name
MATCH (n:Person) WITH n.name AS name WHERE name CONTAINS 'a' RETURN name ORDER BY size(name), name
MATCH (n:Person) RETURN n.name AS x UNION MATCH (n:Event) RETURN n.name AS x
MATCH (n:Person) RETURN labels(n) AS x UNION ALL MATCH (n:Event) RETURN labels(n) AS x
MATCH (p:Person) CALL { WITH p MATCH (p)-[:HAS_ROLE]->(o) RETURN count(o) AS n } RETURN p.name, n
MATCH (a:Person), (b:Event) RETURN count(*)
MATCH (a:Person) MATCH (b:Place) WHERE a.name < b.name RETURN a.name, b.name
MATCH (n:Person) RETURN toLower(n.name) AS low, size(n.name) AS n, left(n.name, 3) AS l, right(n.name, 3) AS r, replace(n.name, 'a', 'o') AS o ORDER BY low
MATCH (n:Person) RETURN split(n.name, ' ')[0] AS first ORDER BY first
RETURN 7 / 2 AS a, 7.0 / 2 AS b, 7 % 3 AS c, 2 ^ 3 AS d, -7 / 2 AS e, abs(-3) AS f, floor(2.5) AS g, toInteger('7') AS h, toFloat('1.5') AS i
RETURN 1 = 1.0 AS a, 'a' < 'b' AS b, null = null AS c, null IS NULL AS d, 1 <> 2 AS e, NOT null AS f, true AND null AS g, false AND null AS h
RETURN $text AS text, $number + 1 AS number, $list AS list, $nothing AS nothing, $flag AS flag
RETURN toString(1) AS a, toString(1.5) AS b, 'x' + 1 AS c, trim('  y ') AS d
