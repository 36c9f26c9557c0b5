// Which countries nobody speaks for.
MATCH (country:Place {kind: 'country'})
WHERE NOT EXISTS { (country)<-[:REPRESENTS]-() }
RETURN country.name AS country
ORDER BY country
