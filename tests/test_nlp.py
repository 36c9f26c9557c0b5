"""Which model is chosen, and what is said where none can be."""

import sys
from pathlib import Path

import pytest
import spacy

from kg.errors import ModelError
from kg.nlp import BUNDLED, WEIGHTS, check_weights, describe_model, load_model


@pytest.mark.model
def test_the_model_is_named_without_a_path_of_this_machine(nlp):
    about = describe_model(nlp)

    assert about["name"].startswith("en_core_web_")
    assert about["version"].startswith("3.")
    assert not any("/" in value or "\\" in value for value in about.values())


@pytest.mark.model
def test_the_bundled_model_says_where_it_comes_from():
    about = describe_model(load_model(BUNDLED))

    assert (about["name"], about["version"], about["source"]) == ("en_core_web_md", "3.8.0", BUNDLED)


@pytest.mark.model
def test_parts_that_no_rule_reads_are_left_out(nlp):
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "ner"]


def test_a_changed_file_of_weights_is_named(tmp_path: Path):
    for name in WEIGHTS:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"no weights")

    with pytest.raises(ModelError, match=r"ner/model has the sha256 [0-9a-f]{12}\.\.\., not 7454af3a8d84"):
        check_weights(tmp_path)


def test_a_missing_file_of_weights_is_named(tmp_path: Path):
    with pytest.raises(ModelError, match="ner/model is missing"):
        check_weights(tmp_path)


@pytest.mark.parametrize("name", ["no_such_model", "/no/such/folder", str(Path(__file__))])
def test_a_name_that_is_no_model_gives_one_line_that_says_so(name: str):
    with pytest.raises(ModelError, match="pip install") as raised:
        load_model(name)

    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_model_without_a_parser_is_refused(tmp_path: Path):
    spacy.blank("en").to_disk(tmp_path)

    with pytest.raises(ModelError, match="has no ner and no parser and no tagger"):
        load_model(str(tmp_path))


def test_a_model_of_another_language_is_refused(tmp_path: Path):
    spacy.blank("de").to_disk(tmp_path)

    with pytest.raises(ModelError, match="is for the language 'de'"):
        load_model(str(tmp_path))


def test_the_environment_names_the_model_and_an_argument_goes_before_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KG_SPACY_MODEL", "named_by_environment")

    with pytest.raises(ModelError, match="^named_by_environment"):
        load_model()
    with pytest.raises(ModelError, match="^named_by_argument"):
        load_model("named_by_argument")


def test_without_any_model_the_command_to_install_one_is_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("KG_SPACY_MODEL", raising=False)
    monkeypatch.setattr("kg.nlp.find_spec", lambda name: None)
    monkeypatch.setattr("spacy.util.is_package", lambda name: False)

    with pytest.raises(ModelError, match="no English language model is installed.*pip install"):
        load_model()


@pytest.fixture
def fake_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An installed package with the name of an official model, whose model is blank."""

    def install(name: str) -> None:
        (tmp_path / name).mkdir()
        spacy.blank("en").to_disk(tmp_path / name / "model")
        (tmp_path / name / "__init__.py").write_text(
            "import pathlib, spacy\ndef load(**options):\n    return spacy.load(pathlib.Path(__file__).parent / 'model', **options)\n"
        )
        (tmp_path / f"{name}-3.8.0.dist-info").mkdir()
        (tmp_path / f"{name}-3.8.0.dist-info" / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.8.0\n")
        monkeypatch.syspath_prepend(str(tmp_path))

    yield install
    for name in [module for module in sys.modules if module.startswith("en_core_web_")]:
        del sys.modules[name]


@pytest.mark.parametrize("name", ["en_core_web_lg", "en_core_web_md"])
def test_an_official_model_goes_before_the_bundled_one(name: str, fake_package):
    fake_package(name)

    with pytest.raises(ModelError, match=f"^{name}: this model has no ner"):
        load_model()


@pytest.mark.model
def test_the_small_model_goes_after_the_bundled_one(fake_package):
    fake_package("en_core_web_sm")

    assert describe_model(load_model())["source"] == BUNDLED
