"""What holds of `extract` whatever it reads: exact offsets, no memory, names that may be exchanged, time in step with length."""

import random
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document, Entity, Evidence, Extraction
from kg.pipeline import extract

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
SENTENCES = [sentence for article in ARTICLES for sentence in re.split(r"(?<=[.!?])\s+", article)]
RELATIONS = ("HAS_ROLE", "HAS_OCCUPATION", "NATIONALITY", "PART_OF", "LOCATED_IN", "SUCCEEDED", "REPRESENTS")


def read(text: str, nlp: Any, vocabulary: Any) -> Extraction:
    """Read a text that no metadata tells anything of."""
    return extract(Document(id="document:test", path="test.txt", text=text), nlp, vocabulary)


def evidence_of(read: Extraction) -> Iterator[Evidence]:
    """Yield all evidence of nodes and edges."""
    for thing in (*read.entities, *read.edges):
        yield from thing.evidence


# --- offsets

gaps = st.sampled_from([" ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\t", "\u00a0", "\u200b", "\u2028", "\x0b", "\n \n", ""])
oddities = st.sampled_from([
    "🙂", "👩‍👩‍👧", "🇰🇪", "“", "”", "‘", "’", '"', "—", "–", "…", "(", ")", "[", "]", "<b>", "&amp;", "\u202e", "\u0301",
    "\ufeff", "\x00", "!?", "...", "•", "#", "@ada",
    "السلام عليكم", "שלום", "Київ", "東京", "https://example.org/a?b=c", "Read more: the king", "Photo: A. B. / AFP", "MORE NEWS",
    "Mr", "Dr.", "'s", "A", "U.S.",
])  # fmt: skip
sentences = st.sampled_from(SENTENCES)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
pieces = st.lists(st.tuples(st.one_of(sentences, sentences, sentences, oddities, words), gaps), max_size=8)
texts = pieces.map(lambda pairs: "".join(piece + gap for piece, gap in pairs))
SLOW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def assert_offsets_quote_the_text(text: str, read: Extraction) -> None:
    for evidence in evidence_of(read):
        assert 0 <= evidence.sentence.start <= evidence.span.start < evidence.span.end <= evidence.sentence.end <= len(text), evidence
        quoted = text[evidence.span.start : evidence.span.end]
        assert quoted == quoted.strip(), evidence
        assert evidence.span.doc == evidence.sentence.doc == "document:test"


@SLOW
@given(text=texts)
def test_evidence_quotes_the_untouched_text_inside_its_sentence(text: str, nlp: Any, vocabulary: Any) -> None:
    assert_offsets_quote_the_text(text, read(text, nlp, vocabulary))


@SLOW
@given(order=st.permutations(SENTENCES[:12]), gap=gaps)
def test_mentions_quote_the_names_of_their_entities(order: Sequence[str], gap: str, nlp: Any, vocabulary: Any) -> None:
    text = (gap or " ").join(order)

    for person in read(text, nlp, vocabulary).entities:
        if person.type == "Person":
            quoted = {text[evidence.span.start : evidence.span.end] for evidence in person.evidence}
            assert any(person.name.split()[-1] in name for name in quoted), (person.name, quoted)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\r\n\t",
        "\ufeff",
        ".",
        "?!,;:--()[]{}<>\"'",
        "...---...",
        "🙂🙂🙂",
        "x" * 5000,
        "Ada " + "x" * 5000 + " Okafor, governor of the Ardan Bank, spoke.",
        "é" * 5000,
        "-" * 5000,
        "Ada " * 2000,
        "( " * 2000,
        ", ".join(["Ada Okafor"] * 500),
        "\u202eAda Okafor\u202c, governor of the Ardan Bank, spoke.",
        "Ada\tOkafor,\r\ngovernor\u00a0of the\tArdan  Bank, spoke.",
        "\r\n\r\nKenyan foreign minister\r\nAda Okafor\r\nspoke.\r\n",
        "السلام عليكم ورحمة الله وبركاته",
        "0" * 1000,
    ],
    ids=lambda text: f"{len(text)} {text[:12]!r}",
)
def test_odd_text_is_read_without_fault(text: str, nlp: Any, vocabulary: Any) -> None:
    assert_offsets_quote_the_text(text, read(text, nlp, vocabulary))


@pytest.mark.parametrize("text", ["", " \n", "...", "?!,;:", "🙂", "x" * 5000, "-" * 5000], ids=lambda text: f"{len(text)} {text[:12]!r}")
def test_text_without_names_tells_nothing(text: str, nlp: Any, vocabulary: Any) -> None:
    told = read(text, nlp, vocabulary)

    assert told.edges == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_change_no_edge(end: str, nlp: Any, vocabulary: Any) -> None:
    lines = "Talks ended.\n\nKenyan foreign minister Ada Okafor met Bela Novak, governor of the Ardan Bank.\n\nOkafor left for Oslo.\n"
    plain = read(lines, nlp, vocabulary)

    other = read(lines.replace("\n", end), nlp, vocabulary)

    assert [(e.source, e.type, e.target) for e in other.edges] == [(e.source, e.type, e.target) for e in plain.edges]


# --- a pure function


@pytest.mark.parametrize("article", ARTICLES, ids=[path.stem for path in sorted(SEEDS.glob("*.txt"))])
def test_result_is_the_same_after_another_document(article: str, nlp: Any, vocabulary: Any) -> None:
    first = read(article, nlp, vocabulary)
    for other in ARTICLES[:3]:
        read(other, nlp, vocabulary)

    assert read(article, nlp, vocabulary) == first


def test_document_is_handed_back_untouched(nlp: Any, vocabulary: Any) -> None:
    document = Document(
        id="document:test", path="test.txt", text="Ada Okafor [of Kenya]\r\nspoke. READ MORE: x", title="x", date="2024-01-02"
    )

    assert extract(document, nlp, vocabulary).document == document


def test_edges_end_in_entities_of_the_same_document(nlp: Any, vocabulary: Any) -> None:
    for article in ARTICLES:
        told = read(article, nlp, vocabulary)
        known = {entity.id for entity in told.entities}

        assert {end for edge in told.edges for end in (edge.source, edge.target)} <= known


def test_every_entity_is_listed_once(nlp: Any, vocabulary: Any) -> None:
    for article in ARTICLES:
        ids = [entity.id for entity in read(article, nlp, vocabulary).entities]

        assert len(ids) == len(set(ids))


# --- names exchanged

PEOPLE = (
    "Wanjiru Odhiambo", "Sigrid Haaland", "Ignacio Barrientos", "Mutale Banda", "Brendan Kilfoyle", "Milena Petkova",
    "Tariq Benhadj", "Yuki Tanabe", "Claudia Reinholt", "Olga Mironenko", "Roberto Ferrante",
    "Naledi Mokoena", "Camille Fournier", "Zbigniew Rokita", "Rashid Kanaan",
    "Elena Varga", "Vikram Sethi", "Kemal Ozturk",
)  # fmt: skip
STATES = (
    ("Kenya", "Kenyan", "Nairobi"), ("Norway", "Norwegian", "Oslo"), ("Chile", "Chilean", "Santiago"), ("Japan", "Japanese", "Tokyo"),
    ("Poland", "Polish", "Warsaw"), ("Egypt", "Egyptian", "Cairo"), ("Vietnam", "Vietnamese", "Hanoi"), ("Turkey", "Turkish", "Ankara"),
    ("Brazil", "Brazilian", "Brasilia"), ("Ghana", "Ghanaian", "Accra"), ("Ukraine", "Ukrainian", "Kyiv"), ("China", "Chinese", "Beijing"),
)  # fmt: skip
TEMPLATES = (
    "{demonym} foreign minister {p} arrived on Tuesday.",
    "{country}'s health minister, {p}, spoke to reporters.",
    "{p}, a former {demonym} ambassador, wrote the book.",
    "{country} was represented at the talks by {p} and {q}.",
    "The {demonym} delegation was led by {p}, a deputy trade minister.",
    "{p}, a senior director at the Ardan Bank, and {q}, an adviser to the {demonym} president, took part.",
    "{demonym} political scientist {p} doubted it.",
    "{demonym} prime minister {p} met {demonym2} prime minister {q} in {capital}.",
    "The two presidents, {p} of {country} and {q} of {country2}, signed the treaty.",
    "{p} succeeded {q} as governor of the Ardan Bank.",
    "{demonym} defence minister {p} said that {capital2} had accused {q} of theft.",
    "{p} signed the treaty on behalf of {country}.",
    "{country}'s ambassador to {country2}, {p}, met {q}, a lawyer for the Ardan Bank.",
)


def filled(template: str, seed: int) -> Mapping[str, str]:
    """Return names for the places of a template, chosen at random but the same for the same seed."""
    chance = random.Random(f"{template} {seed}")
    (p, q), states = chance.sample(PEOPLE, 2), chance.sample(STATES, 2)
    first, second = states
    return {
        "p": p, "q": q, "country": first[0], "demonym": first[1], "capital": first[2],
        "country2": second[0], "demonym2": second[1], "capital2": second[2],
    }  # fmt: skip


def shape(names: Mapping[str, str], told: Extraction) -> set[tuple[str, ...]]:
    """Return the edges with each name replaced by its place in the template."""
    places = {name: place for place, name in names.items()}
    nodes = {entity.id: entity for entity in told.entities}

    def end(entity: Entity) -> str:
        return places.get(entity.name, entity.name)

    return {
        (
            end(nodes[edge.source]),
            edge.type,
            end(nodes[edge.target]),
            str(edge.properties.get("title", "")),
            str(edge.properties.get("status", "")),
        )
        for edge in told.edges
        if edge.type in RELATIONS and edge.properties.get("basis") != "background"
    }


@pytest.mark.parametrize(("template", "seed"), list(product(TEMPLATES, range(6))), ids=lambda value: str(value)[:40])
def test_other_names_give_the_same_edges(template: str, seed: int, nlp: Any, vocabulary: Any) -> None:
    model = {"p": "Ada Okafor", "q": "Bela Novak", "country": "Portugal", "demonym": "Portuguese", "capital": "Lisbon",
             "country2": "Hungary", "demonym2": "Hungarian", "capital2": "Budapest"}  # fmt: skip
    expected = shape(model, read(template.format(**model), nlp, vocabulary))
    names = filled(template, seed)

    text = template.format(**names)

    assert shape(names, read(text, nlp, vocabulary)) == expected, text


ROLE_DATES = (
    ("Ada Okafor was governor of the Ardan Bank from 2008 to 2016.", {"start_date": "2008", "end_date": "2016"}),
    ("Ada Okafor has been governor of the Ardan Bank since March 2021.", {"start_date": "2021-03"}),
    ("Ada Okafor, governor of the Ardan Bank until 2019, spoke.", {"end_date": "2019"}),
    ("Ada Okafor, governor of the Ardan Bank, spoke in 2019.", {}),
    ("Ada Okafor, governor of the Ardan Bank, has lived in Kisumu since 2019.", {}),
    ("From 2008 to 2016 nobody met the governor of the Ardan Bank, Ada Okafor.", {}),
)


@pytest.mark.parametrize(("text", "dates"), ROLE_DATES)
def test_an_office_has_the_dates_told_beside_it(text: str, dates: dict[str, str], nlp: Any, vocabulary: Any) -> None:
    found = [edge for edge in read(text, nlp, vocabulary).edges if edge.type == "HAS_ROLE"]

    assert found
    assert [{key: value for key, value in edge.properties.items() if key.endswith("_date")} for edge in found] == [dates] * len(found)


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_tells_something(template: str, nlp: Any, vocabulary: Any) -> None:
    names = filled(template, 0)

    assert shape(names, read(template.format(**names), nlp, vocabulary))


# --- time


def long_text(size: int) -> str:
    """Return that many characters of templates, in which each sentence has names of its own."""
    names = (
        first + last for first, last in product(string.ascii_uppercase, map("".join, product("aeiou", "bdklmnrst", "aeiou", "lmnrst")))
    )
    parts: list[str] = []
    length = 0
    for number, name in enumerate(names):
        text = TEMPLATES[number % len(TEMPLATES)].format(**filled("long", number) | {"p": f"{name}an {name}", "q": f"{name}as {name}ov"})
        parts.append(text + ("\n\n" if number % 7 == 6 else " "))
        length += len(parts[-1])
        if length >= size:
            return "".join(parts)[:size]
    raise ValueError(f"there are not names enough for {size} characters")


def seconds(text: str, nlp: Any, vocabulary: Any) -> float:
    """Return how much time of the processor the reading of a text takes."""
    begin = process_time()
    read(text, nlp, vocabulary)
    return process_time() - begin


@pytest.mark.parametrize("kind", ["the same articles again"])
def test_time_grows_about_as_the_length_does(kind: str, nlp: Any, vocabulary: Any) -> None:
    text = long_text(200_000) if kind.startswith("names") else ("\n\n".join(ARTICLES) * 10)[:200_000]
    seconds(text[:10_000], nlp, vocabulary)

    short, long = seconds(text[:40_000], nlp, vocabulary), seconds(text, nlp, vocabulary)

    assert long < 5 * short * 1.4, f"{short:.1f} s for 40 kB, {long:.1f} s for 200 kB"


# --- what a rival gets wrong on the real articles


@pytest.fixture(scope="module")
def talks(shared: Path, nlp: Any, vocabulary: Any) -> list[Extraction]:
    """The readings of the real articles on the talks."""
    return [read(path.read_text("utf-8"), nlp, vocabulary) for path in sorted((shared / "seeds").glob("*.txt"))]


def relations(talks: Sequence[Extraction]) -> Iterator[tuple[str, str, Entity, str]]:
    """Yield source name, type, target and title of the edges that the text tells."""
    for told in talks:
        nodes = {entity.id: entity for entity in told.entities}
        for edge in told.edges:
            if edge.type in RELATIONS and edge.properties.get("basis") not in ("background", "office"):
                yield nodes[edge.source].name, edge.type, nodes[edge.target], str(edge.properties.get("title", ""))


def named(entity: Entity, *names: str) -> bool:
    return bool({entity.name, *entity.aliases}.intersection(names))


def test_articles_on_the_talks_tell_something(talks: list[Extraction]) -> None:
    assert len(talks) == 2
    assert len(list(relations(talks))) > 20


def test_neither_of_two_coordinated_officials_has_the_office_of_the_other(talks: list[Extraction]) -> None:
    council = {source for source, kind, target, _ in relations(talks) if kind == "HAS_ROLE" and named(target, "National Security Council")}
    department = {source for source, kind, target, _ in relations(talks) if kind == "HAS_ROLE" and named(target, "State Department")}
    directors = {source for source, kind, _, title in relations(talks) if kind == "HAS_ROLE" and title == "senior director"}

    assert len(council) == len(department) == 1
    assert council.isdisjoint(department)
    assert directors == council


def test_agency_that_cites_somebody_employs_nobody(talks: list[Extraction]) -> None:
    assert [fact for fact in relations(talks) if named(fact[2], "Interfax", "TASS", "CBS", "Fox News", "Facebook")] == []


def test_where_somebody_is_or_arrives_is_nobodys_country(talks: list[Extraction]) -> None:
    assert [fact for fact in relations(talks) if named(fact[2], "Saudi Arabia") and fact[1] != "LOCATED_IN"] == []


def test_head_of_one_state_belongs_to_no_other(talks: list[Extraction]) -> None:
    american = {
        source
        for source, kind, target, title in relations(talks)
        if kind == "HAS_ROLE" and title == "president" and named(target, "United States")
    }
    abroad = [fact for fact in relations(talks) if fact[0] in american and named(fact[2], "Russia", "Ukraine", "Saudi Arabia")]

    assert american
    assert abroad == []


def test_outlet_lies_not_where_it_is_banned(talks: list[Extraction]) -> None:
    lies = [
        fact
        for fact in relations(talks)
        if fact[0] in ("RFE/RL", "Radio Free Europe/Radio Liberty") and fact[1] in ("LOCATED_IN", "PART_OF")
    ]

    assert lies == []
