"""Functions, divisions, sums and lists that the engine answers otherwise than Neo4j; see `kg.query.unlike`, which refuses them."""

import re
from collections.abc import Iterator, Sequence

from kg.query.brackets import BEFORE_PATTERN, closing, opening
from kg.query.tokens import Token

Fault = tuple[Token, str]

_NOT_HERE = {
    "KEYS": "return the node or edge itself, which has its properties",
    "PROPERTIES": "return the node or edge itself, which has its properties",
    "ID": "compare n.id, which a file and a server have alike",
    "ELEMENTID": "compare n.id, which a file and a server have alike",
    "SQRT": "a server gives NaN where it has no value, which isn't known here",
    "LOG": "a server gives NaN or -Infinity where it has no value, which aren't known here",
    "LOG10": "a server gives NaN or -Infinity where it has no value, which aren't known here",
    "STDEV": "a server gives 0 for a single value, here it would be missing",
}
# What of the whole node these give is its name: only a property of it is right.
_ENDS = ("STARTNODE", "ENDNODE")


# Numbers and texts that are written alike on both sides.
_WHOLE = ("SIZE", "LENGTH", "COUNT", "TOINTEGER", "DATE")
_DECIMAL = ("AVG", "TOFLOAT", "SQRT")
_LISTS = ("COLLECT", "SPLIT", "RANGE", "NODES", "RELATIONSHIPS", "LABELS", "TAIL", "REVERSE")
_LIST_PROPERTIES = ("aliases", "evidence")
_NEVER_MISSING = ("name", "id", "aliases", "evidence")


def values_unlike(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Yield what may have another value."""
    yield from _functions(tokens)
    yield from _divisions(tokens)
    yield from _sums(tokens)
    yield from _mixtures(tokens)


def _functions(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Yield each call of a function whose value may be another."""
    for at, token in enumerate(tokens):
        if token.is_word("BETWEEN") and _is(tokens, at - 1, ".") and _is(tokens, at + 1, "("):
            yield token, "duration.between() isn't supported here: write duration.inDays(), or duration.inMonths()"
        if _is(tokens, at - 1, ".") or not _is(tokens, at + 1, "(") or token.kind != "word":
            continue
        name, end = token.text.upper(), closing(tokens, at + 1)
        if name in _NOT_HERE:
            yield token, f"{token.text}() isn't supported here: {_NOT_HERE[name]}"
        elif name in _ENDS and not (_is(tokens, end + 1, ".", "=", "<>") or _is(tokens, at - 1, "=", "<>")):
            yield (
                token,
                f"{token.text}() can be compared here or asked for a property, as in {token.text}(r).name: name the node in the pattern",
            )
        elif name == "ROUND":
            yield token, "round() isn't supported here, because a half below 0 goes the other way: write floor(x + 0.5)"
        elif name == "TOSTRING" and not _is_written_alike(tokens[at + 2 : end]):
            yield token, "toString() of what may be a decimal number or a time isn't supported here: return the value itself"
        elif name == "DURATION" and not (_is(tokens, at - 1, "+", "-") or _is(tokens, end + 1, ".")):
            yield token, "a duration can't be returned here: add it to a date, or return its .days"


def _divisions(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Yield each division by what may be 0: of decimal numbers a server gives NaN or Infinity, the engine nothing."""
    for at, token in enumerate(tokens):
        if not token.is_symbol("/", "%"):
            continue
        end = _primary(tokens, at + 1)
        divisor = [part.text for part in tokens[at + 1 : end]]
        is_number = len(divisor) == 1 and tokens[at + 1].kind == "number" and divisor[0].strip("0.") != ""
        if not is_number and not _compared_with_0(tokens, divisor):
            words = "".join(divisor)
            yield (
                token,
                f"what is divided by may be 0, which a server answers otherwise: write WHERE {words} <> 0 or CASE WHEN {words} <> 0",
            )


def _sums(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Find texts joined with decimal numbers, which a server writes as 1.0E-4, and lists joined with what may be missing."""
    lists = _names_of_lists(tokens)
    for at, token in enumerate(tokens):
        if not token.is_symbol("+") or at == 0:
            continue
        left, right = tokens[_begin(tokens, at - 1) : at], tokens[at + 1 : _primary(tokens, at + 1)]
        for one, other in ((left, right), (right, left)):
            if len(one) == 1 and one[0].kind == "string" and _is_decimal(other):
                yield token, "a decimal number can't be joined to a text here, because a server writes some otherwise: return it by itself"
            elif _is_list(one, lists) and not _is_list(other, lists) and not _is_there(other):
                yield token, "a missing value can't be joined to a list alike: write coalesce(..., '') or coalesce(..., [])"


def _mixtures(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Find 1 beside 1.0 in a list or coalesce(): the engine takes them for two values where rows are grouped."""
    is_grouped = any(token.is_word("UNWIND", "DISTINCT", "COUNT", "COLLECT") for token in tokens)
    for at, token in enumerate(tokens):
        is_coalesce = token.is_symbol("(") and at > 0 and tokens[at - 1].is_word("COALESCE")
        if not is_grouped or not (is_coalesce or token.is_symbol("[")):
            continue
        inside = tokens[at + 1 : closing(tokens, at)]
        whole = any(
            part.kind == "number" and part.text.isdecimal() and not _is(inside, place - 1, "..", "*") for place, part in enumerate(inside)
        )
        if whole and any(part.kind == "number" and "." in part.text or part.text == "confidence" for part in inside):
            yield token, "whole and decimal numbers in one list would be told apart here: write 1.0 for 1"


def _names_of_lists(tokens: Sequence[Token]) -> set[str]:
    """Return the names that `... AS name` gives to lists."""
    found = set()
    for at, token in enumerate(tokens):
        if token.is_word("AS") and at and at + 1 < len(tokens) and _is_list(tokens[_begin(tokens, at - 1) : at], set()):
            found.add(tokens[at + 1].text)
    return found


def _is_list(parts: Sequence[Token], lists: set[str]) -> bool:
    if not parts:
        return False
    is_call = parts[0].is_word(*_LISTS) and _is(parts, 1, "(") and closing(parts, 1) == len(parts) - 1
    is_literal = parts[0].is_symbol("[") and closing(parts, 0) == len(parts) - 1
    return (
        is_call
        or is_literal
        or len(parts) == 1
        and parts[0].text in lists
        or _is(parts, -2 + len(parts), ".")
        and parts[-1].text in _LIST_PROPERTIES
    )


def _is_there(parts: Sequence[Token]) -> bool:
    """Tell if a value can't be missing: a literal, a property that each node has, or coalesce() that ends with a literal."""
    if len(parts) == 1:
        return parts[0].kind in ("string", "number")
    if parts and parts[0].is_word("COALESCE"):
        return parts[-2].kind in ("string", "number") or parts[-2].is_symbol("]")
    return len(parts) == 3 and parts[2].text in _NEVER_MISSING


def _is_decimal(parts: Sequence[Token]) -> bool:
    if len(parts) == 1:
        return parts[0].kind == "number" and not _is_plain(parts[0].text)
    return bool(parts) and (parts[0].is_word(*_DECIMAL) or parts[-1].text == "confidence")


def _is_written_alike(parts: Sequence[Token]) -> bool:
    if len(parts) == 1:
        return (
            parts[0].kind == "string" or parts[0].is_word("TRUE", "FALSE", "NULL") or parts[0].kind == "number" and _is_plain(parts[0].text)
        )
    if len(parts) > 1 and parts[0].is_word(*_WHOLE) and _is(parts, 1, "("):
        return closing(parts, 1) == len(parts) - 1
    return len(parts) == 3 and _is(parts, 1, ".") and parts[2].text != "confidence"


def _is_plain(number: str) -> bool:
    """Tell if Java writes a number without an exponent; "1e3" it writes as "1000.0"."""
    return number.isdecimal() or re.fullmatch(r"[\d.]+", number) is not None and 0.001 <= float(number) < 10_000_000


def _begin(tokens: Sequence[Token], at: int) -> int:
    """Return where the number, name, property, call or bracket that ends here begins."""
    while at > 0:
        at = opening(tokens, at) if _is(tokens, at, ")", "]", "}") else at
        if _is(tokens, at, "(", "[") and at and tokens[at - 1].kind in ("word", "name") and not tokens[at - 1].is_word(*BEFORE_PATTERN):
            at -= 1
        elif _is(tokens, at - 1, "."):
            at -= 2
        else:
            break
    return max(at, 0)


def _primary(tokens: Sequence[Token], at: int) -> int:
    """Return where the number, name, property, call or bracket that begins here ends."""
    while at < len(tokens):
        at = closing(tokens, at) + 1 if _is(tokens, at, "(", "[") else at + 1
        if not _is(tokens, at, "(", "[", ".") and not _is(tokens, at - 1, "."):
            break
    return at


def _compared_with_0(tokens: Sequence[Token], wanted: Sequence[str]) -> bool:
    texts = [token.text for token in tokens]
    for at in range(len(texts) - len(wanted) - 1):
        if texts[at : at + len(wanted)] == wanted and texts[at + len(wanted)] in ("<>", ">") and texts[at + len(wanted) + 1] == "0":
            return True
    return False


def _is(tokens: Sequence[Token], at: int, *symbols: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].is_symbol(*symbols)
