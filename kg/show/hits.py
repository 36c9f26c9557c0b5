"""Several nodes that a name may mean, for a person to choose from."""

from collections.abc import Sequence

from kg.model import Entity
from kg.show.cite import one_line


def hits(name: str, entities: Sequence[Entity]) -> str:
    """Return the nodes as lines of text: the id of each, what it is called, what it is."""
    width = max(len(entity.id) for entity in entities)
    lines = [f"  {entity.id:{width}}  {_described(entity)}" for entity in entities]
    return "\n".join([f'"{one_line(name)}" may mean one of {len(entities):,}; give the id of the one to show:', *lines])


def _described(entity: Entity) -> str:
    kind = entity.properties.get("kind")
    also = f", also called {', '.join(map(one_line, entity.aliases))}" if entity.aliases else ""
    return f"{one_line(entity.name)} ({entity.type}{f', {kind}' if kind else ''}){also}"
