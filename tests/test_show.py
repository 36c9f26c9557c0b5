"""What a card says of an actor, and which nodes a name finds."""

import pytest

from kg.errors import QueryError
from kg.identity import document_node_id
from kg.model import Document, Edge, Entity, Evidence, Graph, Modality, Properties, Span
from kg.show import card, find, hits, narrow

FIRST = Document(
    id="d1",
    path="one.txt",
    title="Envoys meet",
    date="2031-05-02",
    text="Ruritania's foreign minister\nMara Quílly met Tomas Brandt. Quílly chaired the Harbour Board until 2029.",
)
SECOND = Document(id="d2", path="two.txt", text="Mara Quílly, the foreign minister of Ruritania, said nothing. Brandt is no envoy.")
DOCUMENTS = {"d1": FIRST, "d2": SECOND}


def _evidence(doc: str, words: str, sentence: str, modality: Modality = "asserted", by: str | None = None) -> Evidence:
    text = DOCUMENTS[doc].text
    start, around = text.index(words), text.index(sentence)
    return Evidence(
        span=Span(doc=doc, start=start, end=start + len(words)),
        sentence=Span(doc=doc, start=around, end=around + len(sentence)),
        rule="x",
        modality=modality,
        asserted_by=by,
    )


def _edge(source: str, target: str, kind: str, *evidence: Evidence, **properties: object) -> Edge:
    return Edge(source=source, target=target, type=kind, properties=properties, evidence=evidence)


def _document_node(document: Document) -> Entity:
    return Entity(id=document_node_id(document), type="Document", name=document.title or document.path)


def _node(node: str, label: str, name: str, *aliases: str, **properties: object) -> Entity:
    return Entity(id=node, type=label, name=name, aliases=aliases, properties=properties)


MINISTER = _evidence("d1", "Ruritania's foreign minister\nMara Quílly", FIRST.text[:58])
AGAIN = _evidence("d2", "Mara Quílly, the foreign minister of Ruritania", SECOND.text[:61])
CHAIR = _evidence("d1", "Quílly chaired the Harbour Board", FIRST.text[59:])
DENIED = _evidence("d2", "Brandt is no envoy", "Brandt is no envoy.", "denied")
OFFICE: Properties = {"basis": "office"}
QUILLY = Entity(
    id="person:mara-quilly",
    type="Person",
    name="Mara Quílly",
    aliases=("Quílly",),
    evidence=(MINISTER, CHAIR, AGAIN),
)
GRAPH = Graph(
    documents=(FIRST, SECOND),
    nodes=(
        _document_node(FIRST),
        _document_node(SECOND),
        _node("organization:harbour-board", "Organization", "Harbour Board", kind="committee"),
        QUILLY,
        _node("person:tomas-brandt", "Person", "Tomas Brandt", "Brandt"),
        _node("place:ruritania", "Place", "Ruritania", kind="country", iso2="RT"),
    ),
    edges=(
        _edge("person:mara-quilly", document_node_id(FIRST), "MENTIONED_IN"),
        _edge("person:mara-quilly", "organization:harbour-board", "HAS_ROLE", CHAIR, title="chair", status="former", end_date="2029"),
        _edge("person:mara-quilly", "place:ruritania", "HAS_ROLE", MINISTER, AGAIN, title="foreign minister", status="current"),
        _edge("person:mara-quilly", "place:ruritania", "REPRESENTS", MINISTER, **OFFICE),
        _edge("person:tomas-brandt", "place:ruritania", "REPRESENTS", DENIED, basis="stated", capacity="envoy", modality="denied"),
        _edge("place:ruritania", "organization:harbour-board", "ADMIRES", CHAIR),
    ),
)


def test_a_card_has_each_fact_once_with_its_sentences_and_the_quoted_part_marked() -> None:
    assert card(GRAPH, QUILLY) == (
        "Mara Quílly  (Person, person:mara-quilly)\n"
        "also called Quílly\n"
        "\n"
        "Roles\n"
        "  foreign minister of Ruritania\n"
        "      «Ruritania's foreign minister Mara Quílly» met Tomas Brandt.  (Envoys meet, 2031-05-02)\n"
        "      «Mara Quílly, the foreign minister of Ruritania», said nothing.  (two.txt)\n"
        "  chair of Harbour Board (former, until 2029)\n"
        "      «Quílly chaired the Harbour Board» until 2029.  (Envoys meet, 2031-05-02)\n"
        "\n"
        "Represents\n"
        "  Ruritania (by office)\n"
        "      «Ruritania's foreign minister Mara Quílly» met Tomas Brandt.  (Envoys meet, 2031-05-02)\n"
        "\n"
        "Documents\n"
        "  Envoys meet, 2031-05-02 (2 mentions)"
    )


def test_a_place_shows_who_holds_office_there_and_who_represents_it() -> None:
    lines = card(GRAPH, find(GRAPH, "Ruritania")[0]).splitlines()

    assert lines[:2] == ["Ruritania  (Place, country, place:ruritania)", "iso2: RT"]
    assert lines[lines.index("Offices and who holds them") + 1] == "  foreign minister: Mara Quílly"
    assert lines[lines.index("Represented by") + 1] == "  Mara Quílly (by office)"


def test_what_is_denied_says_so() -> None:
    lines = card(GRAPH, find(GRAPH, "Tomas Brandt")[0]).splitlines()

    assert lines[lines.index("Represents") + 1] == "  Ruritania (envoy, denied, stated)"
    assert lines[lines.index("Represents") + 2] == "      «Brandt is no envoy».  (two.txt, denied)"


SAID = _evidence("d2", "Mara Quílly, the foreign minister of Ruritania", SECOND.text[:61], "reported", "person:tomas-brandt")
TOLD = Graph(
    documents=GRAPH.documents,
    nodes=GRAPH.nodes,
    edges=(
        _edge(
            "person:mara-quilly", "place:ruritania", "HAS_ROLE", SAID, title="chair", modality="reported", asserted_by="person:tomas-brandt"
        ),
        _edge("person:mara-quilly", "place:ruritania", "HAS_ROLE", MINISTER, SAID, title="foreign minister"),
        _edge("person:mara-quilly", "place:ruritania", "NATIONALITY", MINISTER),
    ),
)


def test_what_only_somebody_says_names_who_says_so() -> None:
    lines = card(TOLD, QUILLY).splitlines()
    at = lines.index("  chair of Ruritania (reported, says Tomas Brandt)")

    assert lines[at + 1].endswith("(two.txt, reported by Tomas Brandt)")


def test_an_event_that_only_somebody_tells_of_names_who_does() -> None:
    event = _node("event:x", "Event", "strike", modality="reported", asserted_by="person:tomas-brandt, place:ruritania")

    assert "said by: Tomas Brandt and Ruritania" in card(GRAPH, event).splitlines()


def test_a_card_narrowed_to_a_speaker_has_what_he_says_alone() -> None:
    lines = card(narrow(TOLD, speakers={"person:tomas-brandt"}), QUILLY)

    assert "foreign minister of Ruritania" in lines and "Nationality" not in lines and "Envoys meet" not in lines


def test_a_card_narrowed_to_a_modality_has_what_is_told_so_alone() -> None:
    lines = card(narrow(TOLD, modality="asserted"), QUILLY)

    assert "foreign minister of Ruritania" in lines and "Nationality" in lines and "chair" not in lines and "two.txt" not in lines


def test_narrowed_to_what_nobody_says_nothing_is_left() -> None:
    assert narrow(TOLD, "denied").edges == narrow(TOLD, "asserted", {"person:tomas-brandt"}).edges == ()


def test_an_edge_type_that_the_card_does_not_know_is_shown_all_the_same() -> None:
    lines = card(GRAPH, find(GRAPH, "Ruritania")[0]).splitlines()

    assert lines[lines.index("Admires") + 1] == "  Harbour Board"


def test_there_are_no_sections_without_facts() -> None:
    headings = [line for line in card(GRAPH, QUILLY).splitlines() if line and not line.startswith(" ")]

    assert headings == ["Mara Quílly  (Person, person:mara-quilly)", "also called Quílly", "Roles", "Represents", "Documents"]


def test_overlapping_evidence_of_one_sentence_is_one_quotation() -> None:
    whole = _evidence("d2", "Mara Quílly, the foreign minister", SECOND.text[:61])
    graph = Graph(
        documents=(FIRST, SECOND), nodes=GRAPH.nodes, edges=(_edge("person:mara-quilly", "place:ruritania", "NATIONALITY", whole, AGAIN),)
    )

    assert card(graph, QUILLY).count("«") == 1


def test_control_characters_of_a_name_do_not_reach_the_terminal() -> None:
    entity = Entity(id="person:x", type="Person", name="X\x1b[2J\nY")

    assert card(Graph(documents=(), nodes=(entity,), edges=()), entity) == "X [2J Y  (Person, person:x)"


@pytest.mark.parametrize("name", ["Mara Quílly", "mara quilly", "QUILLY", "person:mara-quilly", " Quílly ", "Mara", "Mara Quilli"])
def test_a_name_is_found_without_capitals_and_accents_by_a_word_and_in_a_near_spelling(name: str) -> None:
    assert [entity.id for entity in find(GRAPH, name)] == ["person:mara-quilly"]


def test_a_whole_name_comes_before_a_word_of_a_name() -> None:
    nodes = (_node("place:brandt", "Place", "Brandt"), _node("person:tomas-brandt", "Person", "Tomas Brandt"))

    assert [entity.id for entity in find(Graph(documents=(), nodes=nodes, edges=()), "brandt")] == ["place:brandt"]


def test_namesakes_are_all_found() -> None:
    nodes = (_node("person:ada-brandt", "Person", "Ada Brandt"), _node("person:tomas-brandt", "Person", "Tomas Brandt"))

    assert [entity.name for entity in find(Graph(documents=(), nodes=nodes, edges=()), "Brandt")] == ["Ada Brandt", "Tomas Brandt"]


def test_several_hits_are_listed_with_their_ids() -> None:
    nodes = (
        _node("organization:brandt-shipping", "Organization", "Brandt Shipping", "BS", kind="company"),
        _node("person:ada-brandt", "Person", "Ada Brandt"),
    )

    assert hits("Brandt", nodes).splitlines() == [
        '"Brandt" may mean one of 2; give the id of the one to show:',
        "  organization:brandt-shipping  Brandt Shipping (Organization, company), also called BS",
        "  person:ada-brandt             Ada Brandt (Person)",
    ]


def test_a_word_of_what_somebody_said_finds_nothing() -> None:
    said = _node("statement:1", "Statement", "We wait for Brandt.")
    nodes = (_node("person:tomas-brandt", "Person", "Tomas Brandt"), said)

    assert [entity.type for entity in find(Graph(documents=(), nodes=nodes, edges=()), "Brandt")] == ["Person"]


@pytest.mark.parametrize("name", ["Zelensky", "zelenskiy", "Wolodymyr Zelenskyy", "THE PRESIDENT OF RURITANIA"])
def test_each_alias_is_found_in_a_near_spelling(name: str) -> None:
    node = _node("person:x", "Person", "Volodymyr Zelenskyy", "Zelenskyy", "The President of Ruritania")

    assert find(Graph(documents=(), nodes=(node,), edges=()), name) == [node]


@pytest.mark.parametrize("name", ["Ruritanian Broadcasting", "Q", "", "Harbour Bored Of Directors"])
def test_what_nothing_is_called_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        find(GRAPH, name)
