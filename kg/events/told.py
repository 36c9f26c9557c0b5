"""Each place of a document that tells of an event: its kind, who took part as what, where, when, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.dates import Time
from kg.events import real
from kg.events.actors import Part, Reader
from kg.events.kinds import Frame, Kind, load_events
from kg.events.phrases import Phrase, of_noun, of_verb
from kg.events.times import time_of
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OFFICE = 9  # tokens behind "named" in which the office stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as the tokens `first:last` tell it: `parts` are who took part, by role, `places` where, `start` and `end` when.

    `label` is a noun for it. `quoted` tells that it stands inside a quotation, `bare` that it is nothing but "the attack", or its date.
    """

    kind: Kind
    rule: str
    label: str
    at: int
    first: int
    last: int
    parts: tuple[tuple[str, Part], ...]
    places: tuple[Part, ...]
    start: str | None
    end: str | None
    modality: Modality
    quoted: bool = False
    bare: bool = False

    @property
    def weight(self) -> int:
        """In how many ways it is pinned down."""
        return len(self.parts) + len(self.places) + (self.start is not None)


def find_told(doc: Doc, reader: Reader, times: Sequence[Time], headlines: frozenset[int]) -> Iterator[Told]:
    """Yield the events that a document tells of, in order. `headlines` are the tokens of headlines."""
    nouns = dict(_nouns(doc, reader))
    done: set[int] = set()
    for token in doc:
        if token.i in done:
            continue
        headline = token.i in headlines
        if token.i in nouns:
            first, frames = nouns[token.i]
            found = next((told for frame in frames if (told := _by_noun(token, first, frame, reader, times, headline, nouns))), None)
        else:
            found = next(_by_verbs(token, reader, times, headline, nouns), None)
            if found is not None:
                done.update(child.i for child in token.children if child.dep_ == "dobj" and child.i in nouns and found.last > child.i)
        if found is not None:
            yield found


def _nouns(doc: Doc, reader: Reader) -> Iterator[tuple[int, tuple[int, list[Frame]]]]:
    """Yield the nouns that can tell of an event, by token, with the first token of their words and the frames."""
    known = load_events()
    for token in doc:
        if token.lower_ not in known.nouns or token.tag_[:2] != "NN" or token.dep_ == "compound" or token.i in reader.names.mentions:
            continue
        fitting = [(words, frame) for words, frame in known.nouns[token.lower_] if _stands(doc, token.i, words)]
        if fitting:
            yield token.i, (token.i + 1 - max(len(words) for words, _ in fitting), [frame for _, frame in fitting])


def _stands(doc: Doc, last: int, words: tuple[str, ...]) -> bool:
    first = last + 1 - len(words)
    return first >= 0 and tuple(token.lower_ for token in doc[first : last + 1]) == words


def _by_verbs(token: Token, reader: Reader, times: Sequence[Time], headline: bool, nouns: Mapping[int, object]) -> Iterator[Told]:
    known = load_events()
    if token.lower_ not in known.verbs or not token.tag_.startswith("VB") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
        return
    for base, particle, frame in known.verbs[token.lower_]:
        behind = _particle(token, particle) if particle else token.i
        if behind is None or not particle and any(child.dep_ == "prt" and child.i - token.i < 3 for child in token.children):
            continue
        phrase = of_verb(token)
        held = _held(phrase, frame)
        if held is None or not _acts(phrase, frame):
            continue
        modality = real.of_verb(token, headline)
        if ("loose" in frame.flags or modality == "doubted") and _is_told_by_noun(phrase, nouns):
            continue
        if modality is None or "done" in frame.flags and token.tag_ == "VBG" or "office" in frame.flags and not _to_office(token, reader):
            continue
        last = max(token.i, behind, *(item.i for item in held))
        anchors = {token.i, *(item.i for item in held)}
        named = frame.kind.name if particle else known.called.get(base, frame.kind.name)
        label = _called(phrase, frame, nouns, reader) if frame.called else named
        if (
            label is None
            or "clause" in frame.flags
            and _asks(token)
            or "whole" in frame.flags
            and any(child.dep_ in ("xcomp", "ccomp") for child in token.children)
        ):
            continue
        told = _told(frame, phrase, token, (token.i, last + 1), anchors, reader, times, modality, label, nouns)
        if _enough(told, frame, noun=False) and not _leaves_other(told, phrase, frame) and not _in_words(told, token, frame):
            yield told


def _asks(verb: Token) -> bool:
    """Tell whether a verb has a question for its clause: "asked whether", "asked how"."""
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    words = load_events().words["conditions"]
    return any(word.lower_ in words or word.tag_ in ("WRB", "WP") for clause in clauses for word in clause.children if word.i < clause.i)


def _to_office(verb: Token, reader: Reader) -> bool:
    """Tell whether a title stands behind a verb: "named her minister", not "named him one of the best"."""
    behind = range(verb.i + 1, min(verb.i + OFFICE, verb.sent.end))
    titles = [title for i in behind if (title := reader.names.titles.get(i)) and i not in reader.names.mentions]
    return any(title.kind.office for title in titles)


def _particle(verb: Token, particle: str) -> int | None:
    return next((child.i for child in verb.children if child.lower_ == particle and 0 < child.i - verb.i < 5), None)


def _held(phrase: Phrase, frame: Frame) -> list[Token] | None:
    """Return the object that the frame asks for, none where it asks for none; None where it isn't there."""
    wanted = frame.lists["objects"]
    if not wanted:
        return []
    objects = phrase.slots.get("object", ())
    found = [token for token in objects if any(word.lower_ in wanted for word in (token, *token.children) if word.i <= token.i)]
    return found[:1] or None


def _acts(phrase: Phrase, frame: Frame) -> bool:
    wanted, subjects = frame.lists["agents"], phrase.slots.get("subject", ())
    if any(token.lower_ in frame.lists["never"] | load_events().words["nobody"] for token in subjects):
        return False
    return not wanted or any(token.lower_ in wanted or token.i and token.head.lower_ in wanted for token in subjects)


def _leaves_other(told: Told, phrase: Phrase, frame: Frame) -> bool:
    """Tell whether what should be a place or actor is neither: "left nothing to chance"."""
    if frame.place != "object" or "object" not in phrase.slots or told.places:
        return False
    role, _ = frame.roles.get("object", ("", ""))
    return all(name != role for name, _ in told.parts)


def _is_told_by_noun(phrase: Phrase, nouns: Mapping[int, object]) -> bool:
    """Tell whether a noun beside a verb tells of the same: "a stabbing | killed", "killed in a crash"."""
    return any(token.i in nouns for slot in ("subject", "in", "by", "during") for token in phrase.slots.get(slot, ()))


def _by_noun(
    token: Token, first: int, frame: Frame, reader: Reader, times: Sequence[Time], headline: bool, nouns: Mapping[int, object]
) -> Told | None:
    if frame.lists["participles"]:
        own = [child for child in token.children if child.dep_ == "acl" and child.lower_ in frame.lists["participles"]]
        if not own:
            return None
    modality = real.of_noun(token, headline)
    if modality is None:
        return None
    phrase = of_noun(token)
    told = _told(frame, phrase, token, (first, token.i + 1), phrase.anchors, reader, times, modality, _label(token, first), nouns)
    if _enough(told, frame, noun=True) and _pinned(told, token, frame):
        return told
    alone = not told.parts and not told.places and "of" not in phrase.slots
    bare = alone and modality == "asserted" and real.definite(token)
    return replace(told, bare=True) if bare and not any(child.tag_ == "PRP$" for child in token.children) else None


def _label(token: Token, first: int) -> str:
    """Return the words of a noun as an event is called by them."""
    return " ".join(word.lower_ for word in token.doc[first : token.i + 1]).replace(" - ", "-")


def _told(
    frame: Frame,
    phrase: Phrase,
    token: Token,
    span: tuple[int, int],
    anchors: set[int] | frozenset[int],
    reader: Reader,
    times: Sequence[Time],
    modality: Modality,
    label: str,
    nouns: Mapping[int, object],
) -> Told:
    parts = list(_parts(frame, phrase, token, reader))
    if frame.kind.mutual and len(parts) == 1 and "with" in phrase.slots:
        more = [part for head in _others_of(token) for part in reader.actors(head) or reader.before(head)]
        parts += [("side", part) for part in more if part.entity != parts[0][1].entity and part.code in "POC"]
    places = list(_places(frame, phrase, parts, reader)) or list(_near(token, frame, reader))
    time = time_of(token, anchors, times, nouns)
    if time and token.i in reader.names.quoted and not any(c.isdecimal() for c in time.text):
        time = None  # "this morning" is counted from when it was said
    end = time.end if time and time.end != time.start else None
    return Told(
        kind=frame.kind,
        rule=frame.rule,
        label=label,
        at=token.i,
        first=span[0],
        last=span[1],
        parts=tuple(parts),
        places=tuple({place.entity: place for place in reversed(places)}.values())[::-1],
        start=time.start if time else None,
        end=end,
        modality=modality,
        quoted=token.i in reader.names.quoted,
    )


def _called(phrase: Phrase, frame: Frame, nouns: Mapping[int, object], reader: Reader) -> str | None:
    """Return the words for something that a frame has no noun for: the name or noun that takes place, unless it is known as an event."""
    found = phrase.slots.get(frame.called or "", ())
    if not found or found[0].i in nouns or found[0].tag_[:2] != "NN" or frame.called == "object" and not phrase.passive:
        return None
    head = found[0]
    mention = reader.names.mentions.get(head.i)
    if mention is not None and mention.code in ("PCN" if frame.called == "object" else "P"):
        return None  # "Okafor was held in Nairobi"
    first = min([head.i, *(child.i for child in head.children if child.dep_ == "compound")])
    return head.doc[first : head.i + 1].text


def _parts(frame: Frame, phrase: Phrase, token: Token, reader: Reader) -> Iterator[tuple[str, Part]]:
    """Yield who took part, each once, in the first of the roles."""
    seen: set[str] = set()
    for slot, (role, codes) in frame.roles.items():
        found = list(reader.before(token)) if slot == "mod" else [p for head in phrase.slots.get(slot, ()) for p in reader.actors(head)]
        if not found and "L" in codes and slot != "mod":  # "the city of Sumy"
            found = [part for head in phrase.slots.get(slot, ()) for part in list(reader.places(head))[:1]]
        if not found and "owned" in frame.flags and slot == "object":
            found = [part for head in phrase.slots.get(slot, ()) for part in reader.before(head) if not _is_hyphened(head, part)]
        if slot == "mod" and frame.kind.family in ("meeting",) and len(found) < 2 and not seen and not _others(frame, phrase):
            continue  # "the Saudi talks" are talks in Saudi Arabia as often as talks with it
        for part in found:
            if part.code in codes and part.entity not in seen:
                seen.add(part.entity)
                yield ("host" if phrase.hosted and slot == "subject" else role), part
    if "clause" in frame.flags and len(seen) == 1:
        for part in (p for head in phrase.inner for p in reader.actors(head)):
            if part.entity not in seen:
                yield "target", part
                return


def _is_hyphened(head: Token, part: Part) -> bool:
    """Tell whether a name is but the second half of an adjective: "pro-Kenyan"."""
    return head.doc[part.first - 1].text == "-"


def _others_of(token: Token) -> Iterator[Token]:
    """Yield the subject of the verb that "after talks with X" goes with: it took part."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in load_events().words["after"] and above.head.tag_.startswith("VB"):
        yield from of_verb(above.head).slots.get("subject", ())
    if token.dep_ == "dobj" and above.lower_ in load_events().words["includes"]:  # "Okafor's day included a meeting with"
        yield from of_verb(above).slots.get("subject", ())


def _near(token: Token, frame: Frame, reader: Reader) -> Iterator[Part]:
    """Yield the place that "there" means, or for what just happens the only place of the sentence that it can be at.

    That is one behind "in" or "at", or of which something is told by "when": "died when | the Ardan Hotel | collapsed". A country will do
    where no other place is named.
    """
    told = [sorted(reader.places(word), key=lambda part: part.code == "C")[:1] for word in token.sent if _can_be_at(word, token)]
    named = {part.entity: part for parts in told for part in parts}
    exact = [part for part in named.values() if part.code == "L"]
    there = any(word.lower_ == "there" and word.dep_ == "advmod" for word in token.subtree)
    if len(exact) == 1 and (there or "local" in frame.flags):
        yield exact[0]
    elif len(named) == 1 and "local" in frame.flags:
        yield from named.values()


def _can_be_at(word: Token, token: Token) -> bool:
    if word.dep_ == "pobj":
        return word.head.lower_ in load_events().words["places"] and not _is_beside(word, token)
    return word.dep_ == "nsubj" and word.head.dep_ == "advcl" and word.head.head.i == token.i


def _is_beside(place: Token, token: Token) -> bool:
    """Tell whether a place stands in a clause that tells of something else: "sentenced for driving into a crowd in Nairobi"."""
    above = {token.i, *(word.i for word in token.ancestors)}
    for word in place.ancestors:
        if word.i in above:
            return False
        if word.dep_ in ("pcomp", "relcl", "acl"):
            return True
    return False


def _others(frame: Frame, phrase: Phrase) -> bool:
    return any(slot in phrase.slots for slot in frame.roles if slot in ("with", "between", "subject"))


def _places(frame: Frame, phrase: Phrase, parts: Sequence[tuple[str, Part]], reader: Reader) -> Iterator[Part]:
    words = load_events().words
    wanted = frame.lists["places"] or words["places"]
    if frame.place == "object":
        yield from (part for slot in ("object", "on") for head in phrase.slots.get(slot, ()) for part in reader.places(head))
        yield from (part for role, part in parts if part.code == "L" and role == "target")
    if not frame.lists["places"] and frame.place is None:
        yield from (part for role, part in parts if part.code == "L" and role == "target")
    for preposition in sorted(wanted):
        yield from (part for head in phrase.slots.get(preposition, ()) for part in reader.places(head))


def _in_words(told: Told, verb: Token, frame: Frame) -> bool:
    """Tell whether somebody is attacked with words: "attacked him | for the deal", "attacked him | on paying taxes"."""
    of = [child for child in verb.children if child.dep_ == "prep" and child.i > verb.i]
    reasons = any(child.lower_ in frame.lists["verbal"] or any(inner.dep_ == "pcomp" for inner in child.children) for child in of)
    return bool(frame.lists["verbal"]) and reasons and any(role == "target" and part.code == "P" for role, part in told.parts)


def _enough(told: Told, frame: Frame, *, noun: bool) -> bool:
    roles = {role for role, _ in told.parts} | ({"place"} if told.places else set())
    needs = frame.lists["needs"]
    if "there" in frame.flags and not told.places or frame.called and not (told.places or told.start):
        return False
    if "loose" in frame.flags and not told.parts:
        return bool(told.places or told.start)
    if needs and roles.isdisjoint(needs):
        return False
    if frame.least and len(told.parts) < frame.least and not (noun and told.kind.mutual and told.parts and (told.places or told.start)):
        return False
    if "happening" in frame.flags:
        return bool(told.parts or told.places)
    if noun and told.kind.mutual and not told.places and told.weight < 2:
        return False
    return bool(told.parts) or noun and bool(told.places)


def _pinned(told: Told, token: Token, frame: Frame) -> bool:
    """Tell whether a noun tells of one happening, not of several or of any: many need a date or two other things."""
    many = token.tag_ == "NNS" and token.lower_ not in load_events().words["one"]
    if many and told.start is None:
        return False
    if "dated" in frame.flags or many:
        return told.weight > 1
    return True
