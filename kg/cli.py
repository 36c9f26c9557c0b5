"""The command line: each command parses, calls one function and prints."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kg.exits import CLEAR_LINE, Commands, complain, fail
from kg.export import formats
from kg.login import Login, server_options

if TYPE_CHECKING:
    from kg.errors import ReadError
    from kg.model import Document
    from kg.query import Store

GRAPH = click.option("-g", "--graph", "graph_path", default="graph.json", show_default=True, help="The graph to look at.")
MODALITIES = ("asserted", "reported", "planned", "doubted", "denied")


def _params(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Part NAME=VALUE pairs."""
    found: dict[str, str] = {}
    for pair in values:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE")
        found[name] = value
    return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg-news", prog_name="kg", message="%(prog)s %(version)s")
def main() -> None:
    """Read news articles into a graph of who speaks for whom, each edge with the sentence that says so."""


MODEL = click.option("--model", help="A spaCy model: the name of a package, or a folder.")
DATA = click.option("--data", metavar="FOLDER", help="Your own vocabulary: files like those of kg/data, laid over them.")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", default="graph.json", show_default=True, help="Where to write the graph.")
@click.option("--date", help="The date of the documents that have none of their own: 2025-03-24.")
@MODEL
@DATA
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes read documents.")
@click.option("--force", is_flag=True, help="Build what doesn't look like an English article as well.")
@click.option("--no-text", is_flag=True, help="Leave the documents' texts out of the graph.")
@click.pass_context
def build(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: str,
    date: str | None,
    model: str | None,
    data: str | None,
    jobs: int,
    force: bool,
    no_text: bool,
) -> None:
    """Read articles and write the graph.

    PATH is a file, a folder (with all in it) or - (standard input).

    A document that can't be read, or is no English article, is named and left out; the exit code is then 1.
    """
    from kg.build import build
    from kg.graph import write_graph
    from kg.read import read_documents
    from kg.summary import summary

    _require_folder(output)
    built = build(read_documents(paths, date=date), model=model, data=data, jobs=jobs, force=force, progress=_progress())
    if built.graph.documents:
        write_graph(built.graph, output, text=not no_text)
        click.echo(CLEAR_LINE + summary(built, output), err=True)
    if built.errors:
        fail(ctx, *built.errors)


@main.command()
@click.argument("text", required=False, metavar="[QUERY]")
@GRAPH
@click.option("--name", help="Ask a query that comes with kg: represents, offices ...")
@click.option("--list", "list_", is_flag=True, help="List the queries that come with kg, and their parameters.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--param", "params", multiple=True, callback=_params, metavar="NAME=VALUE", help="A value for $NAME: JSON, else a text.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=30, show_default=True, metavar="SECONDS")
@click.option("--max-rows", type=click.IntRange(min=1), default=1000, show_default=True)
@server_options(required=False)
def query(
    text: str | None,
    graph_path: str,
    name: str | None,
    list_: bool,
    form: str,
    params: Mapping[str, str],
    timeout: float,
    max_rows: int,
    login: Login | None,
) -> None:
    """Ask the graph in openCypher, read-only.

    A node has its type as label, (p:Person {name: "..."}), an edge its type; their properties lie flat on them.
    """
    from kg.query import as_csv, as_json, as_text
    from kg.query.named import all_named, describe

    if list_:
        click.echo("\n".join(map(describe, all_named())))
        return
    question, values = _question(text, name, params)
    with _open_neo4j(login) if login else _open_graph(graph_path) as store:
        table = store.query(question, values, timeout=timeout, max_rows=max_rows)
    click.echo({"table": as_text, "json": as_json, "csv": as_csv}[form](table), nl=form != "csv")
    if table.cut:
        complain(f"there are more than these {max_rows:,} rows; --max-rows shows more")


@main.command()
@click.argument("name")
@GRAPH
@click.option("--modality", type=click.Choice(MODALITIES), help="Only what is told so.")
@click.option("--said-by", metavar="NAME", help="Only what this actor says, not what documents say in their own words.")
def show(name: str, graph_path: str, modality: str | None, said_by: str | None) -> None:
    """Show what is known of an actor.

    The card has its roles and whom it represents, each with the sentence that says so. NAME is a name, an alias, a word of one or an id;
    where several fit, they are listed with their ids.
    """
    from kg.graph import read_graph
    from kg.show import card, find, hits, narrow

    graph = read_graph(graph_path)
    entities = find(graph, name)
    if modality or said_by:
        graph = narrow(graph, modality, {speaker.id for speaker in find(graph, said_by)} if said_by else None)
    click.echo(card(graph, entities[0]) if len(entities) == 1 else hits(name, entities))


@main.command()
@GRAPH
@click.option("--conflicts", is_flag=True, help="Show what can't all hold, or what only one side says, side by side.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def consensus(graph_path: str, conflicts: bool, form: str) -> None:
    """List events and offices by how many independent documents assert them.

    Documents that tell it in the same sentence count once. Who only says so in them, and who denies it, stands beside.
    """
    from kg.consensus import conflict_table, consensus_table
    from kg.graph import read_graph
    from kg.query import as_csv, as_json, as_text

    table = (conflict_table if conflicts else consensus_table)(read_graph(graph_path))
    click.echo({"table": as_text, "json": as_json, "csv": as_csv}[form](table), nl=form != "csv")


@main.command("eval")
@click.argument("golds", nargs=-1, required=True, metavar="GOLD...")
@click.option("-g", "--graph", "graph_path", help="The graph to score; without one, what kg reads in the documents of each gold file.")
@click.option("--root", metavar="FOLDER", help="Where the DOC lines of gold files start from: the folder above the gold file's own.")
@MODEL
@DATA
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def eval_(golds: tuple[str, ...], graph_path: str | None, root: str | None, model: str | None, data: str | None, form: str) -> None:
    """Score a graph against gold files.

    GOLD says what a reader gets out of some documents. Each error comes with its sentence, its rule and the nearest thing that the other
    side says. One GOLD is for the whole graph; of several, each is for its own documents.
    """
    from kg.evaluate import as_json, as_text, pooled, score_graph, score_texts

    if graph_path:
        from kg.graph import read_graph

        scores = score_graph(golds, read_graph(graph_path))
    else:
        from kg.nlp import load_model
        from kg.vocabulary import load_vocabulary

        scores = score_texts(golds, root, load_model(model), load_vocabulary(data))
    click.echo({"table": as_text, "json": as_json}[form](pooled(scores.values()), scores))


@main.command()
@click.argument("graph_path", metavar="FILE", default="graph.json")
@click.option("-o", "--output", default="map.html", show_default=True, help="Where to write the page.")
@click.option("--engine", type=click.Choice(["map", "pyvis"]), default="map", show_default=True, help="Our own page, or pyvis's drawing.")
def render(graph_path: str, output: str, engine: Literal["map", "pyvis"]) -> None:
    """Draw the graph as one offline HTML page."""
    from kg.files import write_whole
    from kg.graph import read_graph
    from kg.render import render

    write_whole(output, [render(read_graph(graph_path), engine=engine).encode()])


@main.command()
@click.argument("graph_path", metavar="FILE", default="graph.json")
@click.pass_context
def validate(ctx: click.Context, graph_path: str) -> None:
    """Check a graph, and list its faults.

    Types and properties are checked against the schema, what evidence quotes against the documents.
    """
    from kg.validate import validate

    faults = validate(graph_path)
    for fault in faults:
        click.echo(fault)
    if faults:
        fail(ctx, f"{graph_path}: {len(faults):,} faults")
    click.echo(f"{graph_path}: no faults", err=True)


@main.command()
@click.argument("path", metavar="FILE")
def text(path: str) -> None:
    """Print the text that offsets count in."""
    from kg.read import read_documents

    click.echo(_only_document(path, list(read_documents([path]))).text.encode("utf-8", "surrogatepass"), nl=False)


DATASET = click.option("--dataset", default="default", show_default=True, metavar="NAME", help="Which part of the database is meant.")


@main.command()
@click.argument("graph_path", metavar="FILE", default="graph.json")
@DATASET
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--batch", type=click.IntRange(min=1), default=10_000, show_default=True, help="How many rows a transaction has at most.")
@server_options(required=True)
def load(graph_path: str, dataset: str, dry_run: bool, batch: int, login: Login) -> None:
    """Load the graph into Neo4j, again and again.

    What is new or changed is written; what the dataset had and the file hasn't is removed. Nodes of others are never touched.
    """
    from kg.stores import describe, load

    plan = load(
        graph_path,
        login.uri,
        login.user,
        login.password(),
        database=login.database,
        dataset=dataset,
        dry_run=dry_run,
        batch=batch,
        progress=_progress_of("rows written"),
    )
    click.echo(describe(plan) if dry_run else CLEAR_LINE + describe(plan), err=not dry_run)


@main.command()
@click.argument("graph_path", metavar="FILE", default="graph.json")
@click.option("--format", "form", type=click.Choice(formats()), required=True, help="csv and neo4j-admin write a folder.")
@click.option("-o", "--output", required=True, help="The file or folder to write.")
@DATASET
def export(graph_path: str, form: str, output: str, dataset: str) -> None:
    """Write the graph in a form that other programs read.

    A cypher script and neo4j-admin's tables fill an empty Neo4j as kg load does, which can go on from there.
    """
    from kg.export import export

    _require_folder(output)
    export(graph_path, form, output, dataset=dataset)


@main.command()
@click.option("-o", "--output", default="graph.json", show_default=True, help="Where to write the graph.")
@DATASET
@server_options(required=True)
def pull(output: str, dataset: str, login: Login) -> None:
    """Bring a graph back from Neo4j into a file, equal to the one that was loaded."""
    from kg.graph import write_graph
    from kg.stores import pull

    _require_folder(output)
    write_graph(pull(login.uri, login.user, login.password(), database=login.database, dataset=dataset), output)


def _question(text: str | None, name: str | None, params: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    from kg.query.named import read_named

    if text is not None and name is None:
        return text, {key: _json_or_text(value) for key, value in params.items()}
    if name is not None and text is None:
        named = read_named(name)
        return named.text, named.values(params)
    raise click.UsageError("give a query, or the --name of one that comes with kg (--list lists them)")


def _json_or_text(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _open_graph(path: str) -> "Store":
    from kg.graph import read_graph
    from kg.query import open_store

    return open_store(read_graph(path))


def _open_neo4j(login: Login) -> "Store":
    from kg.query import open_neo4j

    return open_neo4j(login.uri, login.user, login.password(), login.database)


def _require_folder(output: str) -> None:
    """Refuse an output that can't be written before the work for it is done, not after."""
    from kg.errors import StoreError

    folder = Path(output).resolve().parent
    if not folder.is_dir():
        raise StoreError(f"{output}: there is no folder {folder}; make it first, or write elsewhere")


def _only_document(path: str, found: "list[Document | ReadError]") -> "Document":
    from kg.errors import ReadError

    documents = []
    for item in found:
        if isinstance(item, ReadError):
            raise item
        documents.append(item)
    if len(documents) != 1:
        raise ReadError(f"{path}: {len(documents):,} documents are in it; give a file with one")
    return documents[0]


def _progress_of(what: str) -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda done, total: click.echo(f"{CLEAR_LINE}{what}: {done:,} of {total:,}\r", err=True, nl=False)


def _progress() -> Callable[[int], None] | None:
    """Count documents in one line of the terminal; nothing where standard error is none."""
    if not sys.stderr.isatty():
        return None
    return lambda done: click.echo(f"{CLEAR_LINE}documents read: {done:,}\r", err=True, nl=False)
