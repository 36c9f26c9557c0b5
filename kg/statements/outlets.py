"""To which outlet, or where, something was said: "told the Ardan Times", "wrote on X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.statements.cues import Cue
from kg.statements.names import Names, Speaker
from kg.statements.speech import load_speech


def outlets(cue: Cue, speaker: Speaker, names: Names, last: int) -> Iterator[str]:
    """Yield the outlets to which, or where, it was said: "told the Ardan Times", "wrote on X"."""
    words, doc = load_speech().words, names.doc
    if cue.outlet is not None and cue.outlet in names.mentions:
        yield names.mentions[cue.outlet].name
    for i in range(cue.at + 1, min(last, len(doc))):
        if i in names.quoted or doc[i].text in ".;":
            return
        mention = names.mentions.get(i)
        if mention is not None and names.entity(i) == speaker.entity:
            continue
        behind = (
            doc[i - 1].lower_ in words["outlet_after"]
            or doc[i - 1].tag_ in ("DT", "PRP$", "POS")
            and doc[i - 2].lower_ in words["outlet_after"]
        )
        posted = doc[i].text in words["platforms"] and (
            behind or doc[i - 1].lower_ in ("a", "an") or doc[i + 1 : i + 2].text in ("post", "account", "page")
        )
        if posted or mention is not None and mention.start == i and behind and mention.kind in words["outlets"]:
            yield mention.name if mention is not None and mention.start == i else doc[i].text
