"""Knowledge graphs of actors, roles and relations, read from news articles."""
