#!/usr/bin/env python3
"""Write the articles that the gold files name, as texts beside their metadata.

usage: materialize.py SOURCE.jsonl FOLDER [ID ...]

SOURCE holds one article a line (`id`, `title`, `date`, `text`). Each becomes FOLDER/wikinews/ID.txt and ID.meta.json, its text unchanged.
Without an ID: every article that a DOC line in wikinews/*.gold names.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


def file_name(article: str) -> str:
    """Return the id as the stem of a file: what is no letter, digit, dot, hyphen or underscore becomes an underscore."""
    return re.sub(r"[^\w.-]", "_", article)


def named_in_gold(folder: Path) -> list[str]:
    """Return the stems on the DOC lines of the folder's gold files, in the order of the files."""
    lines = (line for path in sorted(folder.glob("*.gold")) for line in path.read_text(encoding="utf-8").splitlines())
    return [Path(line.removeprefix("DOC ")).stem for line in lines if line.startswith("DOC ")]


def read_articles(source: Path) -> Iterator[dict[str, str]]:
    """Yield the articles of a JSON Lines file."""
    with source.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_article(article: dict[str, str], folder: Path) -> None:
    """Write one article's text and, beside it, its date and title."""
    path = folder / f"{file_name(article['id'])}.txt"
    path.write_text(article["text"], encoding="utf-8", newline="")
    meta = json.dumps({"date": article["date"], "title": article["title"]}, ensure_ascii=False)
    path.with_suffix(".meta.json").write_text(meta + "\n", encoding="utf-8")


def materialize(source: Path, folder: Path, articles: Sequence[str]) -> list[str]:
    """Write the articles into FOLDER/wikinews and return those that the source doesn't have."""
    missing = {file_name(article): article for article in articles}
    target = folder / "wikinews"
    target.mkdir(parents=True, exist_ok=True)
    for article in read_articles(source):
        if missing.pop(file_name(article["id"]), None):
            write_article(article, target)
    return sorted(missing.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", nargs="*", metavar="ID")
    args = parser.parse_args()
    wanted = args.articles or named_in_gold(Path(__file__).parent / "wikinews")
    missing = materialize(args.source, args.folder, wanted)
    if missing:
        sys.exit(f"{args.source}: has no article {', '.join(missing)}")


if __name__ == "__main__":
    main()
