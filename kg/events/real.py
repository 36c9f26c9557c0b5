"""Whether what a verb or noun tells of happened: asserted, planned, denied, reported, or (None) nothing that can be told of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.events.kinds import load_events
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

FURTHEST = 6
MARKS = ("mark", "advmod")
HELPERS = ("aux", "auxpass", "neg", *MARKS)
AFTER = frozenset({"after", "by", "since", "following", "before", "upon"})
CONTENT = frozenset({"ccomp", "acl", "relcl"})  # what a verb or noun above says: "doubted that ...", "claims that ..."


def of_verb(verb: Token, headline: bool, depth: int = 0) -> Modality | None:
    """Tell whether what a verb says happened; present tense counts in headlines and behind "if" only. None is left out."""
    words = load_events().words
    helpers = _before(verb, HELPERS)
    if depth > FURTHEST or helpers & words["unreal"] or any(helpers.issuperset(both.split()) for both in words["missed"]) or _asked(verb):
        return None
    maybe = bool(helpers & (words["possible"] | words["conditions"]))
    if any(child.dep_ == "neg" for child in verb.children):
        return "denied" if not maybe and not helpers & {"do", "does"} and verb.tag_ not in ("VBZ", "VBP") else None
    found = _by_form(verb, helpers, headline, depth)
    if found in ("asserted", "planned") and (maybe or found == "planned" and _has_condition(verb)):
        found = "doubted"
    if found == "asserted" and (helpers & words["alleged"] or verb.dep_ in CONTENT and verb.head.lower_ in words["claims"]):
        return "reported"
    if found == "asserted" and verb.dep_ in CONTENT and verb.head.lower_ in words["doubts"]:
        return "doubted"
    return found if found is None or not _supposed(verb) else None


def _asked(verb: Token) -> bool:
    return verb.doc[verb.sent.end - 1].text == "?"


def _supposed(verb: Token) -> bool:
    """Tell whether a clause above is one of "if" or "until"."""
    words = load_events().words
    return any(_before(above, MARKS) & (words["conditions"] | words["unreal"]) for above in list(verb.ancestors)[:FURTHEST])


def _has_condition(verb: Token) -> bool:
    """Tell whether a verb holds only under a condition: "will strike | if attacked", not "even if"."""
    clauses = [_before(child, MARKS) for child in verb.children if child.dep_ == "advcl"]
    return any(marks & load_events().words["conditions"] and "even" not in marks for marks in clauses)


def _before(verb: Token, kinds: Sequence[str]) -> set[str]:
    """Return the words of some kinds that hang on a verb and stand before it: its helpers, or what begins its clause."""
    return {child.lower_ for child in verb.children if child.dep_ in kinds and child.i < verb.i}


def _by_form(verb: Token, helpers: set[str], headline: bool, depth: int) -> Modality | None:
    words = load_events().words
    if "to" in helpers:
        return _to(verb, headline, depth)
    if helpers & words["planned"]:
        return "planned"
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not own and verb.dep_ == "conj" and verb.head.tag_.startswith("VB") and verb.tag_ in ("VB", "VBN", "VBG"):
        return of_verb(verb.head, headline, depth + 1)
    if verb.tag_ == "VB":
        if own & words["possible"]:
            return "asserted"
        if verb.dep_ == "ccomp" and verb.head.lower_ in words["sees"]:
            return of_verb(verb.head, headline, depth + 1)
        return "asserted" if own & {"do", "did", "does"} else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "asserted" if headline or helpers & words["conditions"] else None
    if verb.tag_ == "VBG" and not own:
        return _participle(verb, headline, depth)
    if verb.tag_ == "VBN" and own and own <= {"is", "are", "be", "'s"} and not headline:
        return None  # "are represented", "is attacked": what comes again and again, or a state
    return "asserted"


def _to(verb: Token, headline: bool, depth: int) -> Modality | None:
    """Tell of "to meet" by the word above: "plans to meet", "managed to meet", "refused to meet"."""
    words, above = load_events().words, verb.head
    if above.i == verb.i:
        return "planned" if headline else None  # "Minister to visit Kenya"
    if above.lower_ in words["denies"]:
        return "denied" if of_verb(above, headline, depth + 1) == "asserted" else None
    if above.lower_ in words["brings"] and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        return of_verb(above, headline, depth + 1)
    if above.lower_ in words["being"] and any(child.dep_ in ("advmod", "prep") and above.i < child.i < verb.i for child in above.children):
        return of_verb(above, headline, depth + 1)  # "was there to launch a book"
    if above.lower_ in words["plans"] and verb.dep_ in ("xcomp", "ccomp", "acl"):
        return None if any(child.dep_ == "neg" for child in above.children) or _supposed(above) else "planned"
    return None


def _participle(verb: Token, headline: bool, depth: int) -> Modality | None:
    above = verb.head
    if verb.dep_ in ("advcl", "conj", "acl") and above.tag_.startswith("VB"):
        return of_verb(above, headline, depth + 1)
    if verb.dep_ == "pcomp" and above.lower_ in AFTER and above.head.tag_.startswith("VB"):
        return of_verb(above.head, headline, depth + 1)
    return "asserted" if headline and verb.dep_ == "ROOT" else None


def of_noun(noun: Token, headline: bool) -> Modality | None:
    """Tell whether what a noun says happened, by the words before it and the word that it hangs on."""
    words = load_events().words
    before = {child.lower_ for child in noun.children if child.i < noun.i and child.dep_ in ("amod", "det", "compound", "advmod", "nmod")}
    if before & words["doubtful"] or _asked(noun):
        return None
    found = _by_place(noun, headline, 0)
    if found in ("asserted", "planned") and before & words["perhaps"]:
        return "doubted"
    if found == "asserted" and before & words["ahead"]:
        return "planned"
    if found == "asserted" and before & words["alleged"]:
        return "reported"
    return found


def _by_place(noun: Token, headline: bool, depth: int) -> Modality | None:
    words, above = load_events().words, noun.head
    if noun.dep_ == "conj" and above.i != noun.i and depth < FURTHEST:
        return _by_place(above, headline, depth + 1)
    if noun.dep_ == "pobj":
        return _behind(above, headline)
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and above.tag_.startswith("VB"):
        return _at_verb(noun, above, headline)
    if noun.dep_ in ("compound", "amod", "nmod"):
        return None
    if noun.dep_ == "appos" or noun.dep_ == "poss":
        return "asserted" if above.lower_ not in words["about"] else None
    return "asserted"


def _at_verb(noun: Token, verb: Token, headline: bool) -> Modality | None:
    words = load_events().words
    if noun.dep_ in ("dobj", "nsubjpass", "oprd"):
        if verb.lower_ in words["denies"]:
            return "denied" if noun.dep_ != "oprd" else None
        if verb.lower_ in words["awaits"]:
            return None
    told = of_verb(verb, headline)
    if not definite(noun):
        return told
    if told in (None, "denied", "doubted") and load_events().bases.get(verb.lower_) is None:
        return "asserted"
    if told is None and verb.tag_ in ("VBZ", "VBP", "VBG"):
        return "asserted"
    return "asserted" if told == "doubted" and _does(noun, verb) else told


def _does(noun: Token, verb: Token) -> bool:
    """Tell whether what a noun tells does something, so that this is in doubt and not the noun itself: "the attack may have killed six"."""
    return noun.dep_ == "nsubj" and any(child.dep_ == "dobj" and child.lower_ != "place" for child in verb.children)


def _behind(preposition: Token, headline: bool) -> Modality | None:
    """Tell of a noun behind a preposition: "halt on attacks", "agreed on talks" tell of none, "after the talks", "in an attack" do."""
    words, above = load_events().words, preposition.head
    if above.lower_ in words["about"] or above.lower_ in words["awaits"] and preposition.lower_ not in ("after", "during", "in", "at"):
        return None
    if preposition.lower_ in words["toward"]:
        return None
    if above.tag_.startswith("VB") and preposition.lower_ in ("in", "at", "for", "to"):
        told = of_verb(above, headline)
        return told if told is not None else "asserted" if preposition.lower_ in ("in", "at") and above.tag_ in ("VBZ", "VBP") else None
    return "asserted"


def definite(noun: Token) -> bool:
    """Tell whether a noun has "the" or an owner before it."""
    before = [child for child in noun.children if child.i < noun.i]
    return any(child.dep_ == "poss" or child.lower_ in load_events().words["definite"] for child in before)
