"""kg on the public corpora: the figures that have targets, and the tables behind them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import happenings
import names_only
import phrases
import speakers
from corpora import Figures, Reader, named, names_alone, read_corpus, read_document, referee, stated
from page import table
from targets import Figure

from kg.vocabulary.source import read_data

GUM = {"PER": "person", "ORG": "organization", "LOC": "place"}
CROSSRE = dict.fromkeys(("politician", "person", "musicalartist"), "PER") | dict.fromkeys(
    ("politicalparty", "organisation", "university"), "ORG"
)
CROSSRE |= {"location": "LOC", "country": "LOC"} | dict.fromkeys(("election", "misc", "event", "album", "musicalinstrument", "song"))
AGGNEWS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Occupation": None}
FACTS = ("CEO", "EMPLOYEE_OR_MEMBER_OF", "POLITICAL_AFFILIATION", "NATIONALITY", "SUBSIDIARY_OF", "HEADQUARTERS")
Measured = dict[str, Any]


def measure(shared: Path, reader: Reader) -> Measured:
    """Return what the referee says of each corpus, and the countries of phrases, which need none."""
    return {
        "redocred": _redocred(shared, reader),
        "gum": _gum(shared, reader, adjectives=False),
        "gum, demonyms counted": _gum(shared, reader, adjectives=True),
        "uner-pud-news": _names(shared, reader, "uner-pud-news-dev", {}),
        "crossre-politics": _names(shared, reader, "crossre-politics-dev", CROSSRE),
        "aggnews": _names(shared, reader, "aggnews-dev", AGGNEWS),
        "dwie": _dwie(shared, reader),
        "knowledgenet": _knowledgenet(shared, reader, "overlap"),
        "knowledgenet, exact": _knowledgenet(shared, reader, "exact"),
        "plover": _plover(shared, reader),
        "attribution": _attribution(shared, reader),
    }


def _redocred(shared: Path, reader: Reader) -> Figures:
    told = [named(read_document(document, reader)) for document in read_corpus(shared / "eval/redocred-dev.jsonl")]
    return referee(shared, "redocred-dev", told, "--types", "PER,ORG,LOC")


def _names(shared: Path, reader: Reader, corpus: str, gold: Mapping[str, str | None]) -> Figures:
    """Score names by exact span and type, where the corpus's own types are told in ours; those without one are left out."""
    told = [names_alone(read_document(document, reader)) for document in read_corpus(shared / f"eval/{corpus}.jsonl")]
    return referee(shared, corpus, told, "--types", "PER,ORG,LOC", labels_={"gold_entity": gold})


def _gum(shared: Path, reader: Reader, *, adjectives: bool) -> Figures:
    """A demonym is no name in this corpus: "Kenyan" is left out unless `adjectives`."""
    told = [read_document(document, reader) for document in read_corpus(shared / "eval/gum-wiki-dev.jsonl")]
    options = ("--types", ",".join(GUM.values()), "--kinds", "name", "--match", "head")
    predicted = [named(one) if adjectives else names_alone(one) for one in told]
    return referee(shared, "gum-wiki-dev", predicted, *options, labels_={"entity": GUM})


def _attribution(shared: Path, reader: Reader) -> Figures:
    told = [speakers.attributed(document, reader) for document in read_corpus(shared / "eval/gum-wiki-dev.jsonl")]
    return referee(shared, "gum-wiki-dev", told, "--match", "head", "--rel-types", speakers.RELATION)


def _dwie(shared: Path, reader: Reader) -> Figures:
    documents = read_corpus(shared / "eval/dwie-names-dev.jsonl")
    told = [names_only.resolved(document, reader) for document in documents]
    pairs = [pair for document, one in zip(documents, told, strict=True) for pair in names_only.demonyms(document, one)]
    figures = referee(shared, "dwie-names-dev", told, "--types", "person,organization,location")
    return figures | {"demonyms": (sum(right for *_, right in pairs), len(pairs))}


def _knowledgenet(shared: Path, reader: Reader, match: str) -> Figures:
    told = [stated(read_document(document, reader)) for document in read_corpus(shared / "eval/knowledgenet-dev.jsonl")]
    return referee(shared, "knowledgenet-dev", told, "--rel-types", ",".join(FACTS), "--match", match)


def _plover(shared: Path, reader: Reader) -> Figures:
    codes = phrases.country_codes(read_data("countries.toml")["country"])
    documents = read_corpus(shared / "eval/plover-gsr-dev.jsonl")
    found = [code == told for document in documents for _, code, told in phrases.judged(document, reader, codes)]
    events = [verdict for document in documents for verdict in happenings.judged(document, reader, codes)]
    return {"countries": (sum(found), len(found)), "events": events}


def figures(measured: Mapping[str, Any]) -> list[Figure]:
    """Return the figures that have targets."""
    right, all_ = measured["dwie"]["demonyms"]
    known, phrases_ = measured["plover"]["countries"]
    facts = measured["knowledgenet"]["relations_micro"]
    sources, targets, _ = _events_right(measured)
    return [
        Figure(
            on="redocred-dev", what="names, exact span and type, micro F1", target=0.78, measured=measured["redocred"]["mentions_micro"][2]
        ),
        Figure(on="gum-wiki-dev", what="names, head and type, micro F1", target=0.78, measured=measured["gum"]["mentions_micro"][2]),
        Figure(on="dwie-names-dev", what="aliases, B-cubed F1", target=0.98, measured=measured["dwie"]["b3"][2]),
        Figure(on="dwie-names-dev", what="demonym to country (gpe0)", target=0.97, measured=right / all_),
        Figure(on="knowledgenet-dev", what="relations, precision", target=0.80, measured=facts[0]),
        Figure(on="knowledgenet-dev", what="relations, recall", target=0.25, measured=facts[1]),
        Figure(on="gum-wiki-dev", what="who says what, F1", target=0.75, measured=measured["attribution"]["relations_micro"][2]),
        Figure(on="plover-gsr-dev", what="country of the actor's phrase", target=0.85, measured=known / phrases_),
        Figure(on="plover-gsr-dev", what="source of the events read", target=0.75, measured=sources),
        Figure(on="plover-gsr-dev", what="target of the events read", target=0.75, measured=targets),
    ]


def as_page(measured: Mapping[str, Any]) -> str:
    """Return the tables of names by type and of relations by kind."""
    names = [
        [corpus, kind, f"{row[0]:.3f}", f"{row[1]:.3f}", f"{row[2]:.3f}", str(row[5])]
        for corpus in ("redocred", "gum", "gum, demonyms counted", "uner-pud-news", "crossre-politics", "aggnews")
        for kind, row in [*measured[corpus]["mentions"].items(), ("all", measured[corpus]["mentions_micro"])]
    ]
    facts = [
        [
            kind,
            *_pair(measured["knowledgenet"], kind),
            *_pair(measured["knowledgenet, exact"], kind),
            str(_row(measured["knowledgenet"], kind)[5]),
        ]
        for kind in (*FACTS, "all")
    ]
    return (
        table(["names", "type", "precision", "recall", "F1", "gold"], names)
        + "\n"
        + _events_table(measured)
        + "\n"
        + table(["knowledgenet", "spans overlap P / R", "spans exact P / R", "gold"], facts)
    )


def _events_right(measured: Mapping[str, Any]) -> tuple[float, float, int]:
    """Return the shares of sources and targets that are right in the events that kg read, and how many it read."""
    read = [verdict for verdict in measured["plover"]["events"] if verdict.source is not None]
    count = max(len(read), 1)
    return sum(verdict.source for verdict in read) / count, sum(verdict.target for verdict in read) / count, len(read)


def _events_table(measured: Mapping[str, Any]) -> str:
    all_ = measured["plover"]["events"]
    rows = []
    for kind in (*sorted({verdict.type for verdict in all_}), "all"):
        mine = [verdict for verdict in all_ if kind in (verdict.type, "all")]
        read = [verdict for verdict in mine if verdict.source is not None]
        right = (sum(bool(verdict.source) for verdict in read), sum(bool(verdict.target) for verdict in read))
        rows.append([kind, str(len(mine)), str(len(read)), *map(str, right)])
    return table(["plover", "relations", "read as an event", "source right", "target right"], rows)


def _row(figures_: Figures, kind: str) -> Any:
    return figures_["relations_micro"] if kind == "all" else figures_["relations"][kind]


def _pair(figures_: Figures, kind: str) -> list[str]:
    row = _row(figures_, kind)
    return [f"{row[0]:.2f} / {row[1]:.2f}"]
