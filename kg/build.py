"""Build a graph from many documents, in this process or in several, and leave out what can't be used."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import batched, chain
from time import perf_counter
from typing import TYPE_CHECKING

from kg.errors import KgError, ReadError
from kg.model import Document, Extraction, Graph

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.vocabulary import Vocabulary

BATCH = 4  # documents that go to a worker at a time: few, so that little waits in memory
LONGEST = 1_000_000  # characters of a document: spaCy's own limit (Language.max_length); an article has a hundredth
Outcome = Extraction | str
Source = tuple[str | None, str | None]  # what to read with: the name of a model, and a folder of the user's own vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`errors` says in one line each what was left out and why, in the order of the inputs."""

    graph: Graph
    errors: tuple[str, ...]
    seconds: float


def build(
    documents: Iterable[Document | ReadError],
    *,
    model: str | None = None,
    data: str | None = None,
    jobs: int = 1,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Built:
    """Read all documents into one graph.

    A document that is no English article is left out unless `force`, one that fails is left out in any case. `data` is a folder of the
    user's own vocabulary, whose hash the graph tells. `jobs` is the number of processes; the graph is the same whatever it is.
    `progress` is called with the number of documents done. Without a usable document the graph is empty and no model is loaded.

    Raises:
        ModelError: there is no language model that can be used.
        SchemaError: a file of the user's vocabulary isn't as it has to be.
        KgError: a worker process was ended from outside.
    """
    from kg.assemble import assemble

    start = perf_counter()
    errors: list[str] = []
    inputs = (_check(item, force) for item in documents)
    first = _first_document(inputs, errors)
    if first is None:
        return Built(graph=assemble([]), errors=tuple(errors), seconds=perf_counter() - start)
    with _extracting(chain([first], inputs), (model, data), jobs) as (about, outcomes):
        graph = assemble(_extractions(outcomes, errors, progress or _silent), model=about)
    return Built(graph=graph, errors=tuple(errors), seconds=perf_counter() - start)


def _check(item: Document | ReadError, force: bool) -> Document | str:
    """Return a message in the place of what can't be used."""
    from kg.fitness import unfit

    if isinstance(item, ReadError):
        return str(item)
    if len(item.text) > LONGEST:
        return f"{item.path}: left out: {len(item.text):,} characters, and a document may have {LONGEST:,}; split it"
    reason = None if force else unfit(item.text)
    return f"{item.path}: left out: {reason} (--force builds it all the same)" if reason else item


def _first_document(inputs: Iterator[Document | str], errors: list[str]) -> Document | None:
    for item in inputs:
        if isinstance(item, Document):
            return item
        errors.append(item)
    return None


def _extractions(outcomes: Iterable[Outcome], errors: list[str], progress: Callable[[int], None]) -> Iterator[Extraction]:
    done = 0
    for done, outcome in enumerate(outcomes, 1):
        progress(done)
        if isinstance(outcome, str):
            errors.append(outcome)
        else:
            yield outcome


def _silent(done: int) -> None:
    pass


def _extract(item: Document | str, nlp: "Language", vocabulary: "Vocabulary") -> Outcome:
    """Read one document; whatever goes wrong with it is a line about it and no reason to lose the others."""
    from kg.pipeline import extract

    if isinstance(item, str):
        return item
    try:
        return extract(item, nlp, vocabulary)
    except KgError as error:
        return f"{item.path}: left out: {error}"
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        return f"{item.path}: left out: {type(error).__name__}: {error} (a fault of kg: please report it with the document)"


@contextmanager
def _extracting(inputs: Iterable[Document | str], source: Source, jobs: int) -> Iterator[tuple[dict[str, str], Iterator[Outcome]]]:
    """Give what the graph tells of its model and data, and what these make of the inputs, in their order."""
    from kg.workers import spread, submit, worker_pool

    if jobs == 1:
        nlp, vocabulary = _tools(source)
        yield _describe(source, nlp), (_extract(item, nlp, vocabulary) for item in inputs)
    else:
        with worker_pool(jobs) as pool:
            about = submit(pool, _describe_in_worker, source).result()
            batches = spread(pool, partial(_extract_in_worker, source), batched(inputs, BATCH), most=2 * jobs)
            yield about, chain.from_iterable(batches)


def _tools(source: Source) -> tuple["Language", "Vocabulary"]:
    from kg.nlp import load_model
    from kg.vocabulary import load_vocabulary

    model, data = source
    vocabulary = load_vocabulary(data)
    return load_model(model), vocabulary


def _describe(source: Source, nlp: "Language") -> dict[str, str]:
    from kg.nlp import describe_model
    from kg.vocabulary.overlay import digest_of

    _, data = source
    return describe_model(nlp) | ({"data": digest_of(data)} if data else {})


_tools_of_worker = cache(_tools)


def _describe_in_worker(source: Source) -> dict[str, str]:
    return _describe(source, _tools_of_worker(source)[0])


def _extract_in_worker(source: Source, batch: Sequence[Document | str]) -> list[Outcome]:
    return [_extract(item, *_tools_of_worker(source)) for item in batch]
