"""A page of ours in Chromium: from a file, without a network, with all that it asks for and complains of written down."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# WebGL without a graphics card: drawn by the processor.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WAIT = 30_000  # milliseconds: on a machine that does other things too, a page takes seconds
NO_WEBGL = """(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : real.call(this, kind, ...rest);
    };
})()"""


@dataclass
class Opened:
    """A page, what it asked for beside its own file, and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window. Where there is none, tests fail in CI (CI=true) and are skipped elsewhere."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            message = "no Chromium here: install Debian's package chromium, or run python -m playwright install chromium"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(message)
        with playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser:
            yield browser


@pytest.fixture
def open_html(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open HTML as a file, wait until the map is drawn, and fail in the end if it asked for anything from outside."""
    with browser.new_context(offline=True, viewport={"width": 1200, "height": 800}) as context:
        opened = Opened(context.new_page())
        opened.page.set_default_timeout(WAIT)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda line: opened.errors.append(line.text) if line.type == "error" else None)
        opened.page.on("dialog", lambda dialog: (opened.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))

        def open_html(html: str, link: str = "", *, webgl: bool = True) -> Opened:
            file = tmp_path / "map.html"
            file.write_text(html, encoding="utf-8")
            if not webgl:
                opened.page.add_init_script(NO_WEBGL)
            opened.page.goto("about:blank")
            opened.page.goto(file.as_uri() + link, timeout=90_000)
            opened.page.wait_for_selector("html[data-drawn]", timeout=60_000)
            opened.requests[:] = [url for url in opened.requests if not url.startswith((file.as_uri(), "blob:", "about:"))]
            return opened

        yield open_html
        assert opened.requests == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a page."""
    for item in items:
        if "open_html" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
