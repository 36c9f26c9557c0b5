"""The queries that come with kg: kg/data/queries has a file for each, which begins with what it asks."""

from pathlib import Path

from kg.errors import QueryError

FOLDER = Path(__file__).parents[1] / "data" / "queries"


def read_named(name: str) -> str:
    """Return the text of a query by its name.

    Raises:
        QueryError: there is none of this name.
    """
    known = {path.stem: path for path in sorted(FOLDER.glob("*.cypher"))}
    if name not in known:
        raise QueryError(f'no query is called "{name}"; there are {", ".join(known)}')
    return known[name].read_text(encoding="utf-8")
