"""Tests of schemas/ and of how it is read."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from small_graph import minister

from kg.assemble import assemble
from kg.errors import SchemaError
from kg.graph import to_json
from kg.json_schema import json_schema, schema_text
from kg.schema import load_schema, schema_folder

ACTORS = {"Person", "Organization", "Place"}
ALL = ACTORS | {"Occupation", "Event", "Statement", "Document"}
ENDS = {
    "HAS_ROLE": ({"Person"}, ACTORS),
    "HAS_OCCUPATION": ({"Person"}, {"Occupation"}),
    "REPRESENTS": (ACTORS, ACTORS),
    "NATIONALITY": ({"Person"}, {"Place"}),
    "PART_OF": ({"Organization", "Place"}, {"Organization", "Place"}),
    "LOCATED_IN": ({"Place", "Organization"}, {"Place"}),
    "SUCCEEDED": ({"Person"}, {"Person"}),
    "PARTICIPATED_IN": (ACTORS, {"Event"}),
    "TOOK_PLACE_IN": ({"Event"}, {"Place"}),
    "SAID": (ACTORS, {"Statement"}),
    "ABOUT": ({"Statement"}, ALL),
    "MENTIONED_IN": (ALL, {"Document"}),
}
EDGE_FILE = """
name = "ADVISES"
description = "One person advises another."
label = "advises"
source = ["Person"]
target = ["Person"]
caption = []
needs_evidence = true
[counterparts]
popolo = "none"
followthemoney = "none"
wikidata = "none"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(schema_folder(), tmp_path / "schemas"))


def test_schemas_hold_all_types_with_the_ends_that_the_contract_gives_them() -> None:
    schema = load_schema()

    assert set(schema.nodes) == ALL
    assert {edge.name: (set(edge.source), set(edge.target)) for edge in schema.edges.values()} == ENDS


def test_no_node_property_has_a_name_that_the_query_engine_keeps_for_itself() -> None:
    assert not {name for node in load_schema().nodes.values() for name in node.properties} & {"title", "type", "id", "name", "aliases"}


def test_a_new_edge_type_is_one_new_file(folder: Path) -> None:
    (folder / "edges" / "advises.toml").write_text(EDGE_FILE)

    assert load_schema(folder).edges["ADVISES"].properties.keys() == {"asserted_by", "basis", "modality"}


def test_a_new_node_type_may_stand_at_the_ends_that_say_any(folder: Path) -> None:
    text = (folder / "nodes" / "place.toml").read_text()
    (folder / "nodes" / "vessel.toml").write_text(text.replace('"Place"', '"Vessel"'))

    assert "Vessel" in load_schema(folder).edges["MENTIONED_IN"].source


def test_the_json_schema_file_is_in_step_with_the_toml_files() -> None:
    """After a change of schemas/: python -m kg.json_schema."""
    assert (schema_folder() / "graph.schema.json").read_text(encoding="utf-8") == schema_text(load_schema())


def test_the_json_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(load_schema()))


def test_the_json_schema_accepts_what_assemble_makes() -> None:
    jsonschema.validate(to_json(assemble([minister(date="XXXX-03-24", url="https://example.org/")])), json_schema(load_schema()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"type": "Person"', '"type": "Robot"'),
        ('"status": "current"', '"status": "lost"'),
        ('"confidence": 0.9', '"confidence": 9'),
        ('"aliases"', '"names"'),
    ],
)
def test_the_json_schema_refuses_what_the_types_do_not_allow(before: str, after: str) -> None:
    text = json.dumps(to_json(assemble([minister()])))

    assert before in text
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(text.replace(before, after)), json_schema(load_schema()))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('name = "ADVISES"', "", r'advises.toml has no "name"; it is a text'),
        ('name = "ADVISES"', 'name = "COACHES"', r'advises.toml: its name is "COACHES"; .* coaches.toml'),
        ('["Person"]', '["Robot"]', r'advises.toml: source names the node type "Robot"; there are Document, Event'),
        ('["Person"]', "[]", r'advises.toml: "source" is empty'),
        ('["Person"]', '"Person"', r'advises.toml: "source" is \'Person\'; it has to be a list of texts'),
        ("needs_evidence = true", 'needs_evidence = "yes"', r'"needs_evidence" is \'yes\'; it has to be true or false'),
        ("needs_evidence", "need_evidence", r'advises.toml has "need_evidence", which nothing reads'),
        ("[counterparts]", '[properties.since]\ntype = "day"\n[counterparts]', r'\'since\' has the type "day"; it is one of string'),
        ("[counterparts]", '[properties.at]\ntype = "node"\n[counterparts]', r'property \'at\': "node" goes with the type "node"'),
        ("[counterparts]", "[counterparts", r"advises.toml: no TOML in UTF-8: .*line 9"),
        ('popolo = "none"', "", r'advises.toml: counterparts has no "popolo"'),
    ],
)
def test_a_malformed_file_is_named_with_what_would_be_right(folder: Path, before: str, after: str, message: str) -> None:
    (folder / "edges" / "advises.toml").write_text(EDGE_FILE.replace(before, after))

    with pytest.raises(SchemaError, match=message) as caught:
        load_schema(folder)
    assert "\n" not in str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="every.toml: can't be read"):
        load_schema(tmp_path)


def test_an_installed_package_finds_the_schemas_inside_it(tmp_path: Path) -> None:
    """As the wheel lays them out, with another project's schemas/ beside the package."""
    package = Path(shutil.copytree(schema_folder().parent / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "data")))
    shutil.copytree(schema_folder(), package / "schemas")
    (tmp_path / "schemas").mkdir()
    code = "from kg.schema import load_schema, schema_folder; print(schema_folder(), len(load_schema().edges))"
    found = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert found.stdout.split() == [str(package / "schemas"), "12"]
