"""Make the README's pictures of the brief from the bundled sample: `make pictures` (needs chromium on the machine)."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

DOCS = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
QUOTE = re.compile(r'class="clamp"><a class="quote" href="#([\w-]+)"')


def main() -> None:
    """Read the sample, open its brief, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([str(Path(sys.executable).with_name("standoff")), "demo"], cwd=folder, check=True, capture_output=True)  # noqa: S603
        page = Path(folder) / "standoff-brief.html"
        target = QUOTE.findall(page.read_text(encoding="utf-8"))[0]
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            _take(browser, page.as_uri(), DOCS / "brief.png", width=1180, height=1000)
            _take(browser, f"{page.as_uri()}#{target}", DOCS / "brief-sentence.png", width=860, height=420)
            browser.close()


def _take(browser: Browser, address: str, picture: Path, *, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main()
