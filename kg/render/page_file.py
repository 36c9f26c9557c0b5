"""Our page as one file: its HTML, style, script and data in one, and a rule that lets it load nothing."""

import html
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kg.errors import StoreError
from kg.model import Graph
from kg.render.page_data import page_data
from kg.render.places import Styles
from kg.vocabulary.source import read_data

_LONE = re.compile("[\ud800-\udfff]")
_BUNDLE = "bundle/map.js"


def render_page(graph: Graph, *, title: str) -> str:
    """Return the page. Raises StoreError where the script isn't bundled."""
    styles = read_data("map.toml")
    data = page_data(graph, styles, _LONE.sub("\ufffd", title))
    style, script = _file("page/map.css") + _colours(styles), _script()
    parts = {
        "POLICY": _policy(style, script),
        "TITLE": html.escape(data["title"]),
        "NOTE": html.escape(_note(data)),
        "STYLE": f"<style>{style}</style>",
        "DATA": f'<script type="application/json" id="data">{_json(data)}</script>',
        "SCRIPT": f"<script>{script}</script>",
    }
    # In one pass: what is put in may hold "%STYLE%" itself.
    return re.sub("%([A-Z]+)%", lambda found: parts[found[1]], _file("page/index.html"))


def _note(data: Mapping[str, Any]) -> str:
    count = len(data["documents"])
    parts = [f"from {count:,} document{'s' if count != 1 else ''}"]
    if data["cut"]:
        parts.append(f"{data['cut']:,} names with the fewest relations aren't drawn: search for them")
    return "; ".join(parts)


def _json(data: Mapping[str, Any]) -> str:
    """Return JSON that can't end the script that it stands in; a lone surrogate, which UTF-8 can't write, is escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("<", "\\u003c"))


def _colours(styles: Styles) -> str:
    """Return the rules that give each type's sign its colour, by day and by night."""
    day = "".join(f".sign-{style['shape']} {{ color: {style['colour']}; }}\n" for style in styles.values())
    night = "".join(f".sign-{style['shape']} {{ color: {style['dark']}; }}\n" for style in styles.values())
    return f"{day}@media (prefers-color-scheme: dark) {{\n{night}}}\n"


def _policy(style: str, script: str) -> str:
    """Return the rule that lets the browser load nothing, and use no script and no style but the page's own, told by their hashes."""
    own = f"script-src {_hash(script)}; style-src {_hash(style)}"
    rule = f"default-src 'none'; {own}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{rule}">'


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _script() -> str:
    try:
        return _file(_BUNDLE)
    except FileNotFoundError as error:
        raise StoreError(
            f"kg/render/{_BUNDLE} is missing: run python hatch_build.py in the checkout to bundle it, or use --engine pyvis"
        ) from error


def _file(name: str) -> str:
    return (files("kg") / "render" / name).read_text("utf-8")
