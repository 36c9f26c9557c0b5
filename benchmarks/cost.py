"""Measure what reading costs against the bare language model over the same documents, and what grows faster than the text does.

    python benchmarks/cost.py [DOCUMENTS.jsonl] [--rounds N]

DOCUMENTS is ../shared/eval/wikinews-plain.jsonl where that lies beside the checkout, else the seeds many times over. Each measurement
is a process of its own, in turn with its rival; the figures are CPU seconds of the work itself (the model is loaded before the clock
starts) and the peak of resident memory with all that was loaded. "bare" is `spacy.load` with nothing left out and
`nlp.pipe(texts, batch_size=4)`.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared/eval/wikinews-plain.jsonl"
SHARES = (0.25, 0.5, 1)
LENGTHS = (4_000, 16_000, 64_000)
FASTER = 1.15  # of the growth of the input: more than what two runs differ by


def texts_of(path: str) -> list[str]:
    """Return the texts of a .jsonl file, or those of a folder's .txt files until there are 277."""
    source = Path(path)
    if source.is_dir():
        found = [file.read_text(encoding="utf-8") for file in sorted(source.glob("*.txt"))]
        return [found[at % len(found)] for at in range(277)]
    return [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]


def bare(texts: Sequence[str]) -> Callable[[], object]:
    """Return the work of the model by itself."""
    import spacy

    nlp = spacy.load(os.environ["KG_SPACY_MODEL"])
    return lambda: [len(doc) for doc in nlp.pipe(texts, batch_size=4)]


def extract(texts: Sequence[str]) -> Callable[[], object]:
    """Return the work of reading all documents."""
    from kg import Document, extract, load_model, load_vocabulary

    nlp, vocabulary = load_model(), load_vocabulary()
    return lambda: [len(extract(Document(id=str(at), path=str(at), text=text), nlp, vocabulary).edges) for at, text in enumerate(texts)]


def assemble(texts: Sequence[str]) -> Callable[[], object]:
    """Return the work of merging, which comes after the reading."""
    from kg import Document, extract, load_model, load_vocabulary
    from kg.assemble import assemble

    nlp, vocabulary = load_model(), load_vocabulary()
    read = [extract(Document(id=str(at), path=str(at), text=text), nlp, vocabulary) for at, text in enumerate(texts)]
    return lambda: assemble(read)


WORK = {"bare": bare, "extract": extract, "assemble": assemble}


def measure(what: str, path: str, share: float, length: int) -> dict[str, float]:
    """Do the work in this process: over a share of the documents, or over one of a given length made of them."""
    texts = texts_of(path)
    texts = texts[: round(share * len(texts))]
    if length:
        texts = ["\n\n".join(texts)[:length]]
    work = WORK[what](texts)
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"seconds": seconds, "megabytes": peak, "documents": len(texts), "characters": sum(map(len, texts))}


def model_folder() -> str:
    """Return where the model lies that kg would choose, so that both load the same and the bare one nothing else."""
    from kg import load_model

    return str(load_model().path)


def run(what: str, path: str, share: float = 1, length: int = 0) -> dict[str, float]:
    """Measure in a process of its own, with the numeric libraries on one thread."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    command = [sys.executable, __file__, path, "--measure", what, str(share), str(length)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | threads, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare(path: str, rounds: int) -> None:
    """Print the medians of both, and what one costs of the other."""
    found: dict[str, list[dict[str, float]]] = {"bare": [], "extract": []}
    for at in range(rounds):
        for what in sorted(found, reverse=at % 2 == 1):
            found[what].append(run(what, path))
    first = found["bare"][0]
    say(f"{first['documents']:,.0f} documents, {first['characters']:,.0f} characters, {rounds} rounds\n")
    say("work      CPU s, median (each run)                  peak MB")
    for what, runs in found.items():
        each = ", ".join(f"{one['seconds']:.2f}" for one in runs)
        say(f"{what:9} {median(runs, 'seconds'):6.2f} ({each:30}) {median(runs, 'megabytes'):7.0f}")
    say(f"\nextract takes {median(found['extract'], 'seconds') / median(found['bare'], 'seconds'):.2f} times the CPU of the bare model")


def median(runs: Sequence[dict[str, float]], key: str) -> float:
    """Return the median of one figure."""
    return statistics.median(run[key] for run in runs)


def grow(path: str) -> None:
    """Print how each kind of work grows with the number of documents, and with the length of one."""
    say("\nwork      input                      CPU s   ms per 1,000 characters")
    for what in ("bare", "extract", "assemble"):
        _report(what, [("documents", run(what, path, share=share)) for share in SHARES])
    for what in ("bare", "extract"):
        _report(what, [("characters", run(what, path, length=length)) for length in LENGTHS])


def _report(what: str, runs: Sequence[tuple[str, dict[str, float]]]) -> None:
    for unit, one in runs:
        rate = 1e6 * one["seconds"] / one["characters"]
        say(f"{what:9} {one[unit]:9,.0f} {unit:14} {one['seconds']:8.2f} {rate:10.2f}")
    first, last = runs[0][1], runs[-1][1]
    growth = (last["seconds"] / first["seconds"]) / (last["characters"] / first["characters"])
    if growth > FASTER:
        say(f"          ^ grows faster than its input: {growth:.2f} times as much for each character")


def help_time() -> None:
    """Print how long `kg --help` takes."""
    took = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, check=True, cwd=ROOT)
        took.append(time.perf_counter() - start)
    say(f"\nkg --help: {statistics.median(took):.2f} seconds (median of 7)")


def main() -> None:
    """Run everything, or one measurement where the script calls itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", default=str(ARTICLES if ARTICLES.exists() else ROOT / "seeds"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", nargs=3, metavar=("WORK", "SHARE", "LENGTH"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        what, share, length = args.measure
        say(json.dumps(measure(what, args.documents, float(share), int(length))))
        return
    os.environ["KG_SPACY_MODEL"] = model_folder()
    compare(args.documents, args.rounds)
    grow(args.documents)
    help_time()


if __name__ == "__main__":
    main()
