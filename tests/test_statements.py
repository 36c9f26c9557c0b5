"""Who says what: quotations, reported speech, and what isn't anybody's words. Each text is followed by what is said, a speaker a line.

A line is `speaker | first words`, of reported speech `speaker ~ first words`; `?` is a statement without a speaker. A text in which
nobody safe says anything has no line. Names of entities stand for the entities; the lines are all that comes out.
"""

from typing import Any

import pytest

from kg.annotate import annotate
from kg.model import Document, Extraction
from kg.pipeline import extract
from kg.statements.marks import find_quotations
from kg.statements.speech import forms_of, load_speech

LEAD = "Ada Okafor, the foreign minister of Kenya, met reporters. Bela Novak is an analyst."
DIRECT = {
    "speaker before": ('Ada Okafor said: "The talks went well."', ["Ada Okafor | The talks went well."]),
    "speaker behind": ('"The talks went well," Ada Okafor said.', ["Ada Okafor | The talks went well"]),
    "speaker behind the verb": ('"The talks went well," said Ada Okafor, who had led them.', ["Ada Okafor | The talks went well"]),
    "title and name": ('"The talks went well," Kenyan foreign minister Ada Okafor said.', ["Ada Okafor | The talks went well"]),
    "name under a title that has an object": (
        'The envoy to the talks Ada Okafor argued the deal had "brought nothing but sorrow".',
        ["Ada Okafor | brought nothing but sorrow"],
    ),
    "name behind a comma": ('"The talks went well," the envoy, Ada Okafor, said.', ["Ada Okafor | The talks went well"]),
    "name behind a long description": (
        '"It works," the president of the League for Peace in Kenya, Ada Okafor, said.',
        ["Ada Okafor | It works"],
    ),
    "a sentence that ends before another's words": (
        'Bela Novak talked of "a long and hard way." Ada Okafor said nothing.',
        ["Bela Novak | a long and hard way."],
    ),
    "name behind a title behind the verb": ('"It works," said the mayor of Nairobi Ada Okafor.', ["Ada Okafor | It works"]),
    "name set apart far from the verb": (
        'The mayor of Nairobi, Ada Okafor, gave thanks to all via the radio, adding, "It works for us."',
        ["Ada Okafor | It works"],
    ),
    "name behind a hyphen behind the verb": ('"It works," said the study\'s co-author Professor Ada Okafor.', ["Ada Okafor | It works"]),
    "went on to": ('Ada Okafor spoke first. She went on to add: "We shall sign it."', ["Ada Okafor | We shall sign"]),
    "a statement read": ('The African Union published a statement. It read: "We shall sign it."', ["African Union | We shall sign"]),
    "its own statement": (
        'According to its statement, the African Union was "ready".',
        ["African Union | ready", "African Union ~ the African Union was"],
    ),
    "a city": ('The city of Nairobi called the offer "hollow".', ["Nairobi | hollow"]),
    "the government of": ('The government of Kenya called the offer "hollow".', ["Kenya | hollow"]),
    "split quotation": ('"The talks," Ada Okafor said, "went very well."', ["Ada Okafor | The talks", "Ada Okafor | went very well."]),
    "goes on in the paragraph": ('"It works," Ada Okafor said. "We shall sign."', ["Ada Okafor | It works", "Ada Okafor | We shall sign."]),
    "goes on in the next paragraph": (
        '"It works," Ada Okafor said.\n"We shall sign it."',
        ["Ada Okafor | It works", "Ada Okafor | We shall sign it."],
    ),
    "left open over paragraphs": (
        'Ada Okafor said: "It works.\n"We shall sign it."',
        ["Ada Okafor | It works.", "Ada Okafor | We shall sign it."],
    ),
    "behind reported speech": (
        'Ada Okafor said the plan was a good one. "It will work for all of us."',
        ["Ada Okafor | It will work", "Ada Okafor ~ the plan was"],
    ),
    "colon at the end of a paragraph": ('Ada Okafor wrote:\n"It will work for all of us."', ["Ada Okafor | It will work"]),
    "led to by a colon": ('Ada Okafor had one message for them: "It will work."', ["Ada Okafor | It will work."]),
    "no comma": ('"It works" tweeted Ada Okafor.', ["Ada Okafor | It works"]),
    "referred to as": ('Ada Okafor referred to the soldiers there as "losers".', ["Ada Okafor | losers"]),
    "signed": ('"It will work for all of us." - Ada Okafor', ["Ada Okafor | It will work"]),
    "fragments of a clause": (
        'Ada Okafor said that the session had been "long and hard" for everybody there.',
        ["Ada Okafor | long and hard", "Ada Okafor ~ the session had"],
    ),
    "called": ('Ada Okafor called the offer "hollow".', ["Ada Okafor | hollow"]),
    "called by": ('The offer was described by Ada Okafor as "hollow".', ["Ada Okafor | hollow"]),
    "cited by an outlet": (
        'Ada Okafor was quoted by the BBC as saying that talks went on "creatively" all night.',
        ["Ada Okafor | creatively", "Ada Okafor ~ talks went on"],
    ),
    "an outlet cites": (
        'The BBC quoted Ada Okafor as saying the talks were "creative".',
        ["Ada Okafor | creative", "Ada Okafor ~ the talks were"],
    ),
    "a country": ('Kenya called the talks "productive."', ["Kenya | productive."]),
    "a capital": ('"We want peace," Nairobi said in a note.', ["Kenya | We want peace"]),
    "curly marks": ("“The talks went well,” Ada Okafor said.", ["Ada Okafor | The talks went well"]),
    "mixed marks": ('“The talks went well," Ada Okafor said.', ["Ada Okafor | The talks went well"]),
    "single marks": ("'The talks went well,' Ada Okafor said.", ["Ada Okafor | The talks went well"]),
    "single marks around an apostrophe": (
        "‘They don’t want the ministers’ help,’ Ada Okafor said.",
        ["Ada Okafor | They don’t want the ministers’ help"],
    ),
    "a mark that nothing closes": ('"The talks went well, Ada Okafor said.\n"They did," Bela Novak said.', ["Bela Novak | They did"]),
    "a quotation inside": ("\"He told me 'never again' and left,\" Ada Okafor said.", ["Ada Okafor | He told me"]),
    "she": ('Ada Okafor came late. "It works," she said.', ["Ada Okafor | It works"]),
    "he, behind another's words": (
        '"It works," Ada Okafor said. Bela Novak disagreed. "It fails," he said.',
        ["Ada Okafor | It works", "Bela Novak | It fails"],
    ),
    "the minister": (f'{LEAD}\n"It works," the minister added.', ["Ada Okafor | It works"]),
    "according to a post": ('"It works," according to a tweet on Monday by Ada Okafor.', ["Ada Okafor | It works"]),
    "her statement": ('"It works," Ada Okafor\'s statement said.', ["Ada Okafor | It works"]),
    "two speakers": ('"It works," Ada Okafor and Bela Novak said.', ["Ada Okafor | It works", "Bela Novak | It works"]),
    "the delegation": ('"It works," the Kenyan delegation said.', ["Kenya | It works"]),
}
REPORTED = {
    "said that": ("Ada Okafor said that the talks had gone on well.", ["Ada Okafor ~ the talks had gone on well"]),
    "said": ("Ada Okafor said the talks had gone on well.", ["Ada Okafor ~ the talks had gone on well"]),
    "behind the clause": ("The talks had gone on well, Ada Okafor said.", ["Ada Okafor ~ The talks had gone on well"]),
    "according to, behind": ("The talks had gone on well, according to Ada Okafor.", ["Ada Okafor ~ The talks had gone on well"]),
    "according to, before": ("According to Ada Okafor, the talks had gone on well.", ["Ada Okafor ~ the talks had gone on well"]),
    "denied": ("Ada Okafor denied that the talks had failed.", ["Ada Okafor ~ the talks had failed"]),
    "told": ("Ada Okafor told the BBC that the talks had failed.", ["Ada Okafor ~ the talks had failed"]),
    "it added": (
        "Kenya said the talks had failed. It added that they would go on.",
        ["Kenya ~ the talks had failed", "Kenya ~ they would go on"],
    ),
    "saying": ("Ada Okafor left the room, saying that the talks had failed.", ["Ada Okafor ~ the talks had failed"]),
    "his own clause in a quoted one": ("Ada Okafor said Bela Novak was sure the talks had failed.", ["Ada Okafor ~ Bela Novak was sure"]),
}
NOBODY = {
    "goes to add": "Ada Okafor went to the envoys to add that line.",
    "who reads a book": 'Ada Okafor read the "Book of Hours" aloud.',
    "a nickname": 'Ada "Dodo" Okafor won the race.',
    "a title of a work": 'Ada Okafor wrote the novel "Rivers of Sand" in a year.',
    "a title of a work that somebody tells of": 'Ada Okafor told of the film "Rivers of Sand" again.',
    "marked for its wording": 'The "talks" failed in a day.',
    "didn't say": "Ada Okafor did not say that the talks had failed.",
    "refused to say": "Ada Okafor refused to say whether the talks had failed.",
    "would say": "Ada Okafor would say that the talks had failed.",
    "is asked": "Did Ada Okafor say that the talks had failed?",
    "thinks": "Ada Okafor thinks that the talks had failed.",
    "an unnamed source": "A source said that the talks had failed.",
    "a people": "The Kenyans said that the talks had failed.",
    "an apostrophe and a plural": "The ministers' talks and the envoys' talks failed, it seems.",
    "led to by a colon, no sentence": 'Ada Okafor learned one word there: "peace".',
    "inches": 'Ada Okafor bought a 5" pipe and a 6" pipe.',
    "the wrong minister": "Ada Okafor and Bela Novak are ministers. The minister came.",
    "answers somebody's words": 'Ada Okafor replied to the call for "peace" with a nod.',
}
UNSAFE = {
    "he of two who spoke": 'Ada Okafor said it fails, while Bela Novak wrote it may rain. "It works well enough for us," he said.',
    "the people of a city": '"It works well enough for us," the people of Nairobi said.',
    "behind what is described": '"It works well enough for us," said analysts and Ada Okafor of the bank laughed.',
    "what somebody else's statement reads": 'Somebody published a statement. It read: "It works well enough for us."',
    "one of two": '"It works," one of them said. Ada Okafor met Bela Novak.',
    "an aide": '"It works well enough for us," an aide of Ada Okafor said.',
    "an unnamed official": '"It works well enough for us," an official said.',
    "he of two objects": 'The crowd met Ada Okafor and Bela Novak. "It works," he said.',
    "she, whom he meant before": 'Bela Novak left. "It works," he said. Bela Novak met a judge. "It fails," she said.',
    "a town": '"It works," Mombasa said.',
    "they": 'Ada Okafor met Bela Novak. "It works," they said.',
    "words within words": 'Ada Okafor said that Bela Novak had called the offer "hollow" twice.',
}


def said(extraction: Extraction) -> list[str]:
    """Return the statements of an extraction as the lines above, in order of place."""
    names = {entity.id: entity.name for entity in extraction.entities}
    lines = []
    for entity in extraction.entities:
        if entity.type == "Statement":
            speakers = sorted(names[edge.source] for edge in extraction.edges if edge.type == "SAID" and edge.target == entity.id)
            mark = "|" if entity.properties["direct"] else "~"
            lines += [f"{speaker} {mark} {entity.properties['text']}" for speaker in speakers or ["?"]]
    return lines


def read(text: str, nlp: Any, vocabulary: Any, date: str | None = None) -> Extraction:
    """Extract what a text says."""
    return extract(Document(id="d", path="d.txt", text=text, date=date), nlp, vocabulary)


@pytest.mark.parametrize(("text", "wanted"), [*DIRECT.values(), *REPORTED.values()], ids=[*DIRECT, *REPORTED])
def test_somebody_says(text: str, wanted: list[str], nlp: Any, vocabulary: Any) -> None:
    lines = said(read(text, nlp, vocabulary))

    assert len(lines) == len(wanted) and all(line.startswith(want) for line, want in zip(lines, wanted, strict=True)), lines


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_nobody_says_anything(text: str, nlp: Any, vocabulary: Any) -> None:
    assert said(read(text, nlp, vocabulary)) == []


@pytest.mark.parametrize("text", UNSAFE.values(), ids=UNSAFE)
def test_a_speaker_who_is_not_safe_is_none(text: str, nlp: Any, vocabulary: Any) -> None:
    lines = [line for line in said(read(text, nlp, vocabulary)) if " | " in line]

    assert lines and lines[-1].startswith("?")


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Ada Okafor told the BBC that the talks had failed.", "BBC"),
        ('"It works," Ada Okafor wrote on X on Monday.', "X"),
        ('"It works," Ada Okafor said in a Facebook post.', "Facebook"),
        ("Ada Okafor was cited by Reuters as saying that the talks had failed.", "Reuters"),
        ("Ada Okafor told reporters that the talks had failed.", None),
        ("Ada Okafor told Kenya that the talks had failed.", None),
    ],
)
def test_an_outlet_is_told(text: str, via: str | None, nlp: Any, vocabulary: Any) -> None:
    edge = next(edge for edge in read(text, nlp, vocabulary).edges if edge.type == "SAID")

    assert edge.properties.get("via") == via


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ('"It works," Ada Okafor said on Monday.', "2025-03-24"),
        ("Ada Okafor wrote on March 20 that the talks of March 11 had failed.", "2025-03-20"),
        ("Ada Okafor said that the talks on Monday had failed.", None),
        ('"It works," Ada Okafor said.', None),
    ],
)
def test_a_statement_has_the_day_beside_its_verb(text: str, date: str | None, nlp: Any, vocabulary: Any) -> None:
    statements = [e for e in read(text, nlp, vocabulary, "2025-03-25").entities if e.type == "Statement"]

    assert [e.properties.get("date") for e in statements] == [date]


def test_a_statement_is_about_what_it_names(nlp: Any, vocabulary: Any) -> None:
    extraction = read('"Bela Novak left Kenya," Ada Okafor said in Uganda.', nlp, vocabulary)

    assert sorted(edge.target for edge in extraction.edges if edge.type == "ABOUT") == ["person:bela-novak", "place:ke"]


def test_an_id_depends_on_the_text_and_the_document_only(nlp: Any, vocabulary: Any) -> None:
    one = read('"It works," Ada Okafor said.', nlp, vocabulary)
    other = read('Ada Okafor smiled. "It works," she said.', nlp, vocabulary)

    assert [e.id for e in one.entities if e.type == "Statement"] == [e.id for e in other.entities if e.type == "Statement"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "one" and "two".', ["one", "two"]),
        ("“One,” he said, “two.”", ["One", "two."]),
        ('"One "two" three," he said.', ['One "two" three']),
        ('"One.\n"Two."', ["One.", "Two."]),
        ('schools," For example, one may," he said', ["For example, one may"]),
        ("It was '90s music and rock 'n' roll.", []),
        ("The ministers' and the envoys' plan.", []),
    ],
)
def test_marks_are_paired(text: str, inside: list[str], nlp: Any) -> None:
    annotated = annotate(Document(id="d", path="d.txt", text=text), nlp)

    assert [text[q.start : q.end] for q in find_quotations(annotated)] == inside


def test_forms_of_verbs() -> None:
    assert list(forms_of("deny")) == ["deny", "denies", "denied", "denying"]
    assert load_speech().verbs["wrote"] == "write" and "writed" not in load_speech().verbs


def test_evidence_quotes_the_untouched_text(nlp: Any, vocabulary: Any) -> None:
    text = 'Ada Okafor said:  “It\nworks.”\r\n\r\nSEE ALSO: Another Story\r\n"It does," she said.'

    for entity in read(text, nlp, vocabulary).entities:
        for item in entity.evidence if entity.type == "Statement" else ():
            assert " ".join(text[item.span.start : item.span.end].split()) == entity.properties["text"]
            assert item.sentence.start <= item.span.start < item.span.end <= item.sentence.end
