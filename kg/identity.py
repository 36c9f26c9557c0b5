"""How documents and edges get their ids: from what they are, never from order or place."""

import re
from hashlib import sha256

from kg.model import Document, Edge


def slug(text: str) -> str:
    """Write a text in lower case with hyphens between its words: "Prime Minister" gives "prime-minister"."""
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def document_node_id(document: Document) -> str:
    """Return the id of the node that stands for a document.

    Where the slug loses a part of the document's id ("News 7", "news/7"), a piece of the id's hash keeps the two apart.
    """
    name = slug(document.id)
    if name == document.id:
        return f"document:{name}"
    return f"document:{name}~{sha256(document.id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def edge_key(edge: Edge) -> str:
    """Return what tells an edge from others of its pair: type, title or capacity, status, event ("HAS_ROLE:prime-minister:former").

    Titles that differ only in capitals and punctuation ("vice-president", "Vice President") give the same key.
    """
    title, capacity, status, event = (str(edge.properties.get(name) or "") for name in ("title", "capacity", "status", "at"))
    return ":".join((edge.type, slug(title or capacity), slug(status), event)).rstrip(":")
