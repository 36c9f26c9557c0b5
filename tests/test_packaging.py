"""What is installed from a wheel works without the checkout."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = """The foreign minister of Estonia flew to Oslo on Tuesday for talks with his Norwegian counterpart.

"We have agreed on a common plan," Estonian Foreign Minister Juhan Kask told reporters after the meeting. He said that the two
governments would sign the paper in the coming weeks, and that the ministries would work on the details until then.
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with `python` and `kg` of an environment where the wheel, and no checkout, is installed beside the locked packages."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    packages = next(folder.glob("venv/lib/python*/site-packages"))
    # A .pth file adds the folder of the locked packages, but not the .pth file in there that points at the checkout.
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wheel = next(folder.glob("*.whl"))
    run(sys.executable, "-m", "pip", "--python", folder / "venv/bin/python", "install", "--quiet", "--no-deps", "--no-index", wheel)
    return folder / "venv/bin"


def run(*command: object, cwd: Path | None = None) -> str:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_"))}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=cwd, env=plain, check=False)

    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_says_its_version(installed: Path, tmp_path: Path):
    assert run(installed / "kg", "--version", cwd=tmp_path) == "kg 0.1.0\n"


def test_the_package_is_the_installed_one(installed: Path, tmp_path: Path):
    found = run(installed / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path)

    assert found.startswith(str(installed.parent))


def test_schemas_and_data_travel_in_the_wheel(installed: Path, tmp_path: Path):
    code = "from kg.schema import *; from kg.vocabulary import *; load_vocabulary(); print(schema_folder(), *load_schema().nodes)"
    folder, *types = run(installed / "python", "-c", code, cwd=tmp_path).split()

    assert folder.startswith(str(installed.parent))
    assert "Person" in types


@pytest.mark.model
def test_an_article_is_built_with_the_model_that_is_installed(installed: Path, tmp_path: Path):
    (tmp_path / "oslo.txt").write_text(ARTICLE)
    run(installed / "kg", "build", "oslo.txt", cwd=tmp_path)

    assert "Juhan Kask" in run(installed / "kg", "query", "MATCH (p:Person) RETURN p.name", cwd=tmp_path)
