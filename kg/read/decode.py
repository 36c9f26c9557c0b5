"""Bytes as text: UTF-8, or UTF-16 by its byte order mark. The mark is no character of the text, line ends stay as they are."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from kg.read.faults import fault

ENCODINGS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def decode(data: bytes, path: str) -> str:
    """Return the text of a file.

    Raises:
        ReadError: the bytes are no text, or text in another encoding; offsets count bytes of the file.
    """
    mark = next((mark for mark in ENCODINGS if data.startswith(mark)), b"")
    encoding = ENCODINGS.get(mark, "utf-8")
    refuse_binary(data, path, wide=encoding != "utf-8")
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        raise fault(path, f"byte 0x{data[at]:02x} at offset {at} isn't {NAMES[encoding]}; save the file as UTF-8") from error


def refuse_binary(data: bytes, path: str, *, wide: bool = False) -> None:
    """Raise a ReadError where the bytes aren't those of a text; in `wide` text half of the bytes may be zero."""
    if data.lstrip().startswith(b"%PDF"):
        raise fault(path, "a PDF file; convert it to text first (pdftotext)")
    if not wide and b"\0" in data:
        where = data.index(b"\0")
        raise fault(path, f"a NUL byte at offset {where}, so this is no text (or UTF-16 without a byte order mark); save it as UTF-8 text")
