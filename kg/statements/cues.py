"""Words that say that somebody says something ("said", "according to"), with the word for who does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.statements.speech import Speech, load_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CHAINED = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp", "dep"})
PARTICIPLES = 3  # verbs up to which the subject of "saying" is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb (or "according") at the token `at`, in its base form `verb`, and the head of the phrase for the speaker.

    `kind` is say, quote or think. `outlet` is the token of who only gives the words ("was cited by X as saying").
    """

    at: int
    verb: str
    kind: str
    subject: int | None
    outlet: int | None = None


def find_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the cues of a document in order; what is denied, asked for, supposed or still to come is none."""
    speech = load_speech()
    for token in doc:
        if token.lower_ == "according" and doc[token.i + 1 : token.i + 2].text.lower() == "to":
            yield from _according(token)
        elif token.lower_ in speech.verbs and _is_verb(token) and not _unsaid(token, speech):
            yield from _verb(token, speech)


def _according(token: Token) -> Iterator[Cue]:
    to = token.doc[token.i + 1]
    target = next((child for child in to.children if child.dep_ == "pobj"), None)
    if target is not None:
        yield Cue(at=token.i, verb="according to", kind="say", subject=target.i)


def _is_verb(token: Token) -> bool:
    """Tell whether a word is a verb, by its tag or by what hangs on it: the model takes "notes" and "rules" for nouns now and then."""
    return token.tag_.startswith("VB") or token.tag_ == "NNS" and {child.dep_ for child in token.children} >= {"nsubj", "ccomp"}


def _unsaid(verb: Token, speech: Speech) -> bool:
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "mark", "cc", "preconj") and child.i < verb.i}
    if "to" in words and ("have" in words or verb.dep_ in ("xcomp", "advcl") and verb.head.lower_ in speech.words["went_on"]):
        return False
    return not words.isdisjoint(speech.words["unsaid"] | speech.words["negation"])


def _verb(verb: Token, speech: Speech) -> Iterator[Cue]:
    base = speech.verbs[verb.lower_]
    if verb.tag_ == "VB" and not any(child.dep_ in SUBJECTS or child.dep_ == "aux" for child in verb.children) and verb.dep_ != "conj":
        return  # "to help explain"
    kind = next(name for name in ("say", "quote", "think", "written") if base in speech.of[name])
    if verb.lower_ == "saying" and (cited := _cited(verb, speech)) is not None:
        subject, outlet = cited
        yield Cue(at=verb.i, verb=base, kind=kind, subject=subject, outlet=outlet)
        return
    subject = _agent(verb) if _is_passive(verb) else subject_of(verb)
    if kind != "think" and _asks(verb, subject, speech):
        return
    if kind == "written":
        if subject is None or verb.doc[subject].lower_ not in speech.words["writings"] | speech.words["it"]:
            return
        kind = "say"
    if subject is not None or not _is_passive(verb):
        yield Cue(at=verb.i, verb=base, kind=kind, subject=subject)


def _asks(verb: Token, subject: int | None, speech: Speech) -> bool:
    """Tell whether a question is asked: "Did the minister say that ...?"."""
    return subject is not None and any(
        child.dep_ == "aux" and child.lower_ in speech.words["asking"] and child.i < subject < verb.i for child in verb.children
    )


def _cited(saying: Token, speech: Speech) -> tuple[int | None, int | None] | None:
    """Return who is cited and by whom, of "X was cited by Y as saying" and "Y quoted X as saying"."""
    above = next((a for a in list(saying.ancestors)[:3] if speech.verbs.get(a.lower_) in speech.of["cite"] and a.i < saying.i), None)
    if above is None or saying.i == 0 or saying.doc[saying.i - 1].lower_ != "as":
        return None
    if _is_passive(above):
        return subject_of(above), _agent(above)
    cited = next((child.i for child in above.children if child.dep_ in ("dobj", "obj")), None)
    return cited, subject_of(above)


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    helped = any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in verb.children)
    return verb.tag_ == "VBN" and not helped and verb.dep_ in ("acl", "amod", "relcl", "advcl")


def _agent(verb: Token) -> int | None:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    target = next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
    return target.i if target is not None else None


def subject_of(verb: Token) -> int | None:
    """Return the subject of a verb, or that of the verb before it which it shares ("criticized the deal, saying ..."), if there is one."""
    for _ in range(PARTICIPLES):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            relative = subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl"
            return verb.head.i if relative else subject.i
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head.i
        if verb.dep_ not in CHAINED or not verb.head.tag_.startswith("VB"):
            return None
        verb = verb.head
    return None
