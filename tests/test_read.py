"""What is read from files, folders and standard input, and how what is wrong with them is said."""

import io
import json
import os
import sys
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.read import read_documents
from kg.read.formats import load_formats

TEXT = "The minister came to the port on Monday.\n"
OTHER = "The men of the harbour cheered her.\n"
FORMATS = Path(__file__).parent / "formats"


def documents(*paths: object, date: str | None = None) -> list[Document]:
    """Read what must be free of faults."""
    items = list(read_documents([str(path) for path in paths], date=date))
    assert not [item for item in items if isinstance(item, ReadError)]
    return [item for item in items if isinstance(item, Document)]


def faults(*paths: object) -> list[str]:
    """Return the messages of all errors."""
    return [str(item) for item in read_documents([str(path) for path in paths]) if isinstance(item, ReadError)]


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def lines(path: Path, *records: object) -> Path:
    return write(path, "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records))


@pytest.mark.parametrize("sample", sorted(path.name for path in FORMATS.iterdir() if not path.name.endswith(".json")))
def test_the_same_article_reads_to_the_same_document_in_each_format(sample: str):
    [document] = documents(FORMATS / sample)

    assert document.text == "Port of Tema opens again\n\nTEMA, Ghana — The minister said “it is over”.\n"
    assert (document.title, document.date, document.url) == ("Port of Tema opens again", "2021-05-07", "https://coastdaily.example/port")
    assert document.id == sha256(document.text.encode()).hexdigest()[:16]


def test_each_format_has_a_sample():
    assert {path.suffix for path in FORMATS.iterdir()} - {".json"} == set(load_formats())


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_a_byte_order_mark_is_no_character(tmp_path: Path, data: bytes):
    [document] = documents(write(tmp_path / "a.txt", data))

    assert document.text == TEXT


def test_line_ends_stay_as_they_are(tmp_path: Path):
    [document] = documents(write(tmp_path / "a.txt", "One.\r\nTwo.\rThree.\n"))

    assert document.text == "One.\r\nTwo.\rThree.\n"


def test_a_folder_is_read_in_order_without_hidden_and_other_files(tmp_path: Path):
    for name in ["b/c.txt", "a.txt", "b/a.TXT", ".hidden.txt", ".git/x.txt", "notes.md", "a.meta.json"]:
        write(tmp_path / name, "{}" if name.endswith("json") else f"The text of {name}.")

    assert [document.path.removeprefix(str(tmp_path)) for document in documents(f"{tmp_path}/")] == ["/a.txt", "/b/a.TXT", "/b/c.txt"]


def test_a_path_is_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path / "news" / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)

    assert [documents(path)[0].path for path in ("news", "./news", "news/a.txt")] == ["news/a.txt", "./news/a.txt", "news/a.txt"]


def test_standard_input_is_one_text(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    [document] = documents("-")

    assert (document.path, document.text, document.title) == ("-", TEXT, None)


def test_metadata_beside_a_text_are_taken_and_other_keys_left(tmp_path: Path):
    write(tmp_path / "a.b.meta.json", json.dumps({"title": "T", "date": "2021-05-07T10:00:00Z", "url": "u", "author": 3}))
    [document] = documents(write(tmp_path / "a.b.txt", TEXT), date="2020")

    assert (document.title, document.date, document.url) == ("T", "2021-05-07", "u")


@pytest.mark.parametrize(
    ("given", "text", "day"),
    [
        ("2020-01-01", f"7 May 2021\n{TEXT}", "2020-01-01"),
        (None, f"7 May 2021\n{TEXT}", "2021-05-07"),
        (None, TEXT, None),
    ],
)
def test_without_metadata_the_date_that_is_given_counts_and_then_the_text(tmp_path: Path, given: str | None, text: str, day: str | None):
    [document] = documents(write(tmp_path / "a.txt", text), date=given)

    assert document.date == day


def test_a_date_that_is_none_is_refused_at_once():
    with pytest.raises(ReadError, match="'soon' is no date; give a day as 2021-05-07"):
        read_documents(["-"], date="soon")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{", "no JSON"),
        ("[]", "a JSON object is needed, not list"),
        ('{"date": "7 May"}', "the date '7 May' is none that I know"),
        ('{"title": 3}', "'title' has to be text"),
        (b"\xff{", "isn't UTF-8"),
        ("[" * 100_000, "no JSON"),
        ('{"title": "\\ud800"}', "'title' has to be text"),
    ],
)
def test_broken_metadata_are_named(tmp_path: Path, data: str | bytes, words: str):
    path = write(tmp_path / "a.txt", TEXT)
    [message] = faults(path, write(tmp_path / "a.meta.json", data).parent / "a.txt")

    assert message.startswith(f"{tmp_path}/a.meta.json: ")
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "it is empty"),
        (" \n\t\xa0\n", "nothing but white space"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"ab\0c", "a NUL byte at offset 2"),
        (b"%PDF-1.7\n\x80", "a PDF file; convert it"),
        ("Caf\u00e9".encode("latin-1"), "byte 0xe9 at offset 3 isn't UTF-8"),
        (b"\xef\xbb\xbfa\xff", "byte 0xff at offset 4 isn't UTF-8"),
        (TEXT.encode("utf-16-le"), "a NUL byte at offset 1"),
        (b"\xff\xfea\0\0\xd8", "byte 0x00 at offset 4 isn't UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "byte 0x89 at offset 0"),
        (b"\xff\xfe\0\0a\0\0\0", "a NUL character at character 0"),
    ],
)
def test_a_bad_text_file_is_told_in_one_line_and_the_others_are_read(tmp_path: Path, data: str | bytes, words: str):
    good, bad = write(tmp_path / "z.txt", TEXT), write(tmp_path / "a.txt", data)
    [fault, document] = read_documents([str(good), str(bad)])

    assert str(fault).startswith(f"{bad}: ")
    assert words in str(fault)
    assert "\n" not in str(fault)
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty", "no document in this folder; a file that ends in .jsonl or .txt is needed"),
        ("missing.txt", "can't be found (No such file or directory); give a file, a folder or - for standard input"),
        ("empty/notes.md", "no format that can be read; give a file that ends in .jsonl or .txt, or - for text on standard input"),
        ("empty/notes.md/a.txt", "can't be found (Not a directory); give a file, a folder or - for standard input"),
    ],
)
def test_a_path_that_names_no_document_is_told(tmp_path: Path, name: str, words: str):
    write(tmp_path / "empty" / "notes.md", TEXT)

    assert faults(tmp_path / name) == [f"{tmp_path}/{name}: {words}"]


@pytest.mark.parametrize("path", ["", "a\0.txt", "x" * 5000 + ".txt", "new\nline.txt", "\udcff.txt"])
def test_a_path_that_can_be_none_is_told_in_one_line(path: str):
    [message] = faults(path)

    assert "give a file, a folder or - for standard input" in message
    assert message.isprintable()


def test_a_link_that_leads_back_is_told_and_the_folder_read(tmp_path: Path):
    write(tmp_path / "a.txt", TEXT)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "back").symlink_to(tmp_path)
    items = list(read_documents([str(tmp_path)]))

    assert [item.path for item in items if isinstance(item, Document)] == [f"{tmp_path}/a.txt"]
    assert faults(tmp_path) == [
        f"{tmp_path}/b/back: this link leads back to a folder that it lies in; remove it or name the folders one by one"
    ]


def test_links_without_a_target_and_to_themselves_are_told(tmp_path: Path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")

    assert [message.split(": ")[1][:14] for message in faults(tmp_path)] == ["can't be read ", "can't be read "]


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")

    assert (
        faults(tmp_path / "a.txt") == faults(tmp_path) == [f"{tmp_path}/a.txt: no regular file; give a file, or - to read standard input"]
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_that_may_not_be_read_are_told(tmp_path: Path):
    write(tmp_path / "a.txt", TEXT).chmod(0)
    (tmp_path / "b").mkdir(mode=0)

    assert ["Permission denied" in message for message in faults(tmp_path)] == [True, True]


def test_an_error_of_the_system_while_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = write(tmp_path / "a.txt", TEXT)

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert faults(path) == [f"{path}: can't be read (Permission denied); it has to be a file that you may read"]


def test_ten_megabytes_in_one_line_are_read(tmp_path: Path):
    [document] = documents(write(tmp_path / "a.txt", "word " * 2_000_000))

    assert len(document.text) == 10_000_000


def test_a_text_that_comes_twice_is_read_once_whatever_the_order(tmp_path: Path):
    paths = [write(tmp_path / name, TEXT) for name in ("b.txt", "a.txt", "c.txt")] + [
        lines(tmp_path / "d.jsonl", {"text": TEXT, "id": "x"})
    ]

    assert {tuple(document.path for document in documents(*order)) for order in permutations(paths)} == {(str(tmp_path / "a.txt"),)}


def test_a_line_is_a_document(tmp_path: Path):
    path = lines(
        tmp_path / "a.jsonl",
        {"text": TEXT, "id": "n-1", "title": "T", "date": "2021-05", "url": "u", "x": 1},
        "",
        {"text": OTHER, "id": 7},
        {"text": "Third.", "title": None},
    )
    first, second, third = documents(write(path, b"\xef\xbb\xbf" + path.read_bytes()))

    assert first == Document(id="n-1", path=str(path), text=TEXT, title="T", date="2021-05", url="u")
    assert (second.id, third.id) == ("7", sha256(b"Third.").hexdigest()[:16])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no JSON"),
        ("[1]", "a JSON object is needed, not list"),
        ('{"id": "a"}', '"text" is missing'),
        ('{"text": 3}', '"text" has to be text, not int'),
        ('{"text": " "}', "nothing but white space"),
        ('{"text": "a\\u0000"}', "a NUL character at character 1"),
        ('{"text": "a\\ud800"}', "half of a surrogate pair at character 1"),
        ('{"text": "a", "id": ""}', '"id" has to be'),
        ('{"text": "a", "id": true}', '"id" has to be'),
        ('{"text": "a", "date": "x"}', "the date 'x'"),
        ("[" * 100_000, "no JSON"),
        ("9" * 5000, "no JSON that can be read (ValueError)"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path, line: str, words: str):
    path = lines(tmp_path / "a.jsonl", {"text": TEXT}, line, {"text": OTHER})
    first, fault, third = read_documents([str(path)])

    assert str(fault).startswith(f"{path}, line 2: ")
    assert words in str(fault)
    assert isinstance(first, Document) and isinstance(third, Document)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        (b"%PDF-1.4\n\n", "a PDF file"),
        (b"\0\n\0\n", "a NUL byte"),
        ('{"text": "a"}'.encode("utf-16"), "a NUL byte at offset 3"),
    ],
)
def test_a_bad_file_of_lines_is_told_once(tmp_path: Path, data: str | bytes, words: str):
    [message] = faults(write(tmp_path / "a.jsonl", data))

    assert message.startswith(f"{tmp_path}/a.jsonl: ")
    assert words in message


def test_an_id_that_has_two_texts_is_told(tmp_path: Path):
    one, two = lines(tmp_path / "a.jsonl", {"text": TEXT, "id": "n"}), lines(tmp_path / "b.jsonl", {"text": OTHER, "id": "n"})

    assert faults(two, one) == [f"{two}: the id 'n' belongs to another text in {one}; each text needs an id of its own"]
