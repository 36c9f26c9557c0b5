"""Draw docs/map.png and docs/card.png: the map of one article as Chromium shows it, as it opens and with an actor's card.

    python docs/picture.py seeds/riyadh-talks.txt person:andrew-pek

The page is the one that `kg render` writes; only the window is chosen here.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg import read_documents
from kg.build import build
from kg.render import render

WINDOW = {"width": 1360, "height": 880}
FOLDER = Path(__file__).parent


def main(article: str, actor: str) -> None:
    """Build, draw, open, and keep what the window shows."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "map.html"
        file.write_text(render(build(read_documents([article])).graph), encoding="utf-8")
        installed = shutil.which("chromium") or playwright.chromium.executable_path
        with playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"]) as browser:
            for name, place in (("map.png", ""), ("card.png", f"#{actor}")):
                page = browser.new_page(viewport=WINDOW, device_scale_factor=1.5)
                page.goto(file.as_uri() + place)
                page.wait_for_selector("html[data-drawn]")
                page.wait_for_timeout(800)
                page.screenshot(path=str(FOLDER / name))


if __name__ == "__main__":
    main(*sys.argv[1:])
