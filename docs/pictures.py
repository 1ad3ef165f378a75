"""Make the README's pictures from the bundled sample: `make pictures` (needs chromium on the machine)."""

import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from standoff.store.database import open_engine
from standoff.web.app import make_app

DOCS = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
QUOTE = re.compile(r'class="clamp"><a class="quote" href="#([\w-]+)"')
STANDOFF = str(Path(sys.executable).with_name("standoff"))
# Pages of the reader by the name of their picture: the address, or what leads to it, and the size of the window.
PAGES = {"web": ("/situation", 1180, 1000), "web-timeline": ("/timeline", 1180, 900), "web-conflicts": ("/conflicts", 1180, 820)}


def main() -> None:
    """Read the sample, open its brief and its pages, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        subprocess.run([STANDOFF, "demo", "--record", "demo.db"], cwd=folder, check=True, capture_output=True)  # noqa: S603
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _brief(browser, Path(folder))
        with _served(Path(folder)) as base:
            for name, (address, width, height) in PAGES.items():
                _take(browser, base + address, DOCS / f"{name}.png", width=width, height=height)
            _article(browser, base)
        browser.close()


def _brief(browser: Browser, folder: Path) -> None:
    page = folder / "standoff-brief.html"
    target = QUOTE.findall(page.read_text(encoding="utf-8"))[0]
    _take(browser, page.as_uri(), DOCS / "brief.png", width=1180, height=1000)
    _take(browser, f"{page.as_uri()}#{target}", DOCS / "brief-sentence.png", width=860, height=420)


def _article(browser: Browser, base: str) -> None:
    """The article that the first quotation of the situation opens, at its words."""
    page = browser.new_page(viewport={"width": 1180, "height": 900})
    page.goto(base + "/situation")
    page.locator("a.quote:visible").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=DOCS / "web-article.png")
    page.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The pages of the demo's record on this machine, by their address."""
    engine = open_engine(folder / "demo.db", create=False)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(engine), log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    engine.dispose()


def _take(browser: Browser, address: str, picture: Path, *, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main()
