"""How what is wrong with an input is said: in one line that begins with its path."""

from kg.errors import ReadError


def fault(path: str, words: str) -> ReadError:
    """Return the error that says `words` of a path; what can't be printed in the path is shown escaped."""
    shown = path if path.isprintable() else ascii(path)[1:-1]
    return ReadError(f"{shown}: {words}")


def text_fault(text: str) -> str | None:
    """Say why a text is no article's, None where it may be one."""
    if not text.strip():
        return "there is nothing but white space in it; an article's text is needed" if text else "it is empty; an article's text is needed"
    if "\0" in text:
        return f"a NUL character at character {text.index('\0')}; an article's text has none"
    if (half := half_of_a_pair(text)) is not None:
        return f"half of a surrogate pair at character {half}; the text has to be whole Unicode characters"
    return None


def half_of_a_pair(text: str) -> int | None:
    """Return where a character stands that no encoding can write, which JSON allows ("\\ud800"), None where there is none."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None
