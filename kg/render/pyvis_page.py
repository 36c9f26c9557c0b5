"""One HTML page around what pyvis draws: nothing is loaded, nothing runs but the scripts that stand in it now."""

import html
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
# What pyvis's template links from elsewhere, its empty headings, and the notes on files that it doesn't have.
_FOREIGN = re.compile(r"<link\b[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>|<center>.*?</center>|<!--.*?-->", re.DOTALL)

Style = Mapping[str, str]


def assemble_page(drawing: str, *, title: str, note: str, legend: Mapping[str, Style]) -> str:
    """Return the page: pyvis's HTML without what it would load, under a head with title, legend and search box.

    `note` is a line of plain text; `legend` has sign and colour of each type of node that is drawn.
    """
    head, body = _parts(drawing)
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n%POLICY%\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{html.escape(title)}</title>\n'
        f"{head}\n<style>\n{_data('pyvis.css')}</style>\n</head>\n<body>\n{_header(title, note, legend)}\n"
        f'{body}\n<div id="hover" role="status" hidden></div>\n<script>\n{_data("pyvis.js")}</script>\n</body>\n</html>\n'
    )
    return page.replace("%POLICY%", _policy(page), 1)


def _parts(drawing: str) -> tuple[str, str]:
    """Return the insides of head and body of pyvis's page. Scripts stay as they are: "<!--" may stand in one."""
    pieces = re.split(r"(<script(?![^>]*\bsrc=)[^>]*>.*?</script>)", drawing, flags=re.DOTALL)
    clean = "".join(piece if at % 2 else _FOREIGN.sub("", piece) for at, piece in enumerate(pieces))
    head, body = clean.split("</head>", 1)
    return head.partition('<meta charset="utf-8">')[2].strip(), body.partition("<body>")[2].rpartition("</body>")[0].strip()


def _policy(page: str) -> str:
    """Return the rule that lets the browser load nothing, and run no script but those that the page has, told by their hashes."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in _SCRIPT.findall(page))
    rule = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{rule}">'


def _header(title: str, note: str, legend: Mapping[str, Style]) -> str:
    types = [f'<span style="color:{style["colour"]}">{style["sign"]}</span> {html.escape(name)}' for name, style in legend.items()]
    lines = [f'<i class="line {name}"></i> {name}' for name in ("represents", "other", "former")]
    items = "".join(f"<li>{item}</li>" for item in [*types, *lines])
    search = '<input id="search" type="search" placeholder="Find a name" aria-label="Find a name">'
    tools = f'<div><button id="all" type="button">Whole map</button> {search}</div>'
    return f"<header><h1>{html.escape(title)}</h1><ul>{items}</ul><small>{html.escape(note)}</small>{tools}</header>"


def _data(name: str) -> str:
    return (files("kg") / "data" / name).read_text("utf-8")
