"""A page of ours in Chromium: from a file, without a network, with all that it asks for and complains of written down."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@dataclass
class Opened:
    """A page, what it asked for beside its own file, and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window. Where there is none, tests fail in CI (CI=true) and are skipped elsewhere."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            message = "no Chromium here: install Debian's package chromium, or run python -m playwright install chromium"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:
            yield browser


@pytest.fixture
def open_html(browser: Any, tmp_path: Path) -> Iterator[Callable[[str], Opened]]:
    """Open HTML as a file, wait until the map is drawn, and fail in the end if it asked for anything from outside."""
    with browser.new_context(offline=True, viewport={"width": 1200, "height": 800}) as context:
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda line: opened.errors.append(line.text) if line.type == "error" else None)
        opened.page.on("dialog", lambda dialog: (opened.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))

        def open_html(html: str) -> Opened:
            file = tmp_path / "map.html"
            file.write_text(html, encoding="utf-8")
            opened.page.goto(file.as_uri())
            opened.page.wait_for_selector("html[data-drawn]", timeout=60_000)
            opened.requests.remove(file.as_uri())
            return opened

        yield open_html
        assert opened.requests == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a page."""
    for item in items:
        if "open_html" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
