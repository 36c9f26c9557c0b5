"""Functions and divisions that the engine in process answers otherwise than Neo4j; see `kg.query.unlike`, which refuses them."""

from collections.abc import Iterator, Sequence

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


def functions_unlike(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Yield each call of a function whose value may be another."""
    for at, token in enumerate(tokens):
        if _is(tokens, at - 1, ".") or not _is(tokens, at + 1, "(") or token.kind != "word":
            continue
        name, end = token.text.upper(), _closing(tokens, at + 1)
        if name in _NOT_HERE:
            yield token, f"{token.text}() isn't supported here: {_NOT_HERE[name]}"
        elif name in _ENDS and not (_is(tokens, end + 1, ".", "=", "<>") or _is(tokens, at - 1, "=", "<>")):
            yield (
                token,
                f"{token.text}() can be compared here or asked for a property, as in {token.text}(r).name: name the node in the pattern",
            )
        elif name == "ROUND":
            yield token, "round() isn't supported here, because a half below 0 goes the other way: write floor(x + 0.5)"
        elif name == "DURATION" and not (_is(tokens, at - 1, "+", "-") or _is(tokens, end + 1, ".")):
            yield token, "a duration can't be returned here: add it to a date, or return its .days"


def divisions_unlike(tokens: Sequence[Token]) -> Iterator[Fault]:
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


def _primary(tokens: Sequence[Token], at: int) -> int:
    """Return where the number, name, property, call or bracket that begins here ends."""
    while at < len(tokens):
        at = _closing(tokens, at) + 1 if _is(tokens, at, "(", "[") else at + 1
        if not _is(tokens, at, "(", "[", ".") and not _is(tokens, at - 1, "."):
            break
    return at


def _compared_with_0(tokens: Sequence[Token], wanted: Sequence[str]) -> bool:
    texts = [token.text for token in tokens]
    for at in range(len(texts) - len(wanted) - 1):
        if texts[at : at + len(wanted)] == wanted and texts[at + len(wanted)] in ("<>", ">") and texts[at + len(wanted) + 1] == "0":
            return True
    return False


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return where the bracket that opens here is closed; the last token where it isn't."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += _is(tokens, place, "(", "[", "{") - _is(tokens, place, ")", "]", "}")
        if depth == 0:
            return place
    return len(tokens) - 1


def _is(tokens: Sequence[Token], at: int, *symbols: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].is_symbol(*symbols)
