"""The site builds without a warning, loads nothing from elsewhere, and can be searched from a disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docs.hooks import included

# A resource that a browser fetches when it shows the page; links that a reader follows are no resources.
_LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc\s*=\s*["']?(?P<src>[^"'\s>]+)"""
    r"""|<link\b[^>]*\bhref\s*=\s*["']?(?P<href>[^"'\s>]+)"""
    r"""|url\(\s*["']?(?P<url>[^"')]+)|@import\s+["'](?P<css>[^"']+)|\bimport\(\s*["'](?P<module>[^"']+)""",
    re.I,
)
_ELSEWHERE = ("http:", "https:", "//")


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return folder


def resources(text: str) -> list[str]:
    """What a page or a style makes a browser load."""
    return [next(filter(None, found.groups())) for found in _LOADED.finditer(text)]


def test_every_page_is_there(site: Path, root: Path):
    for page in (root / "docs").glob("*.md"):
        assert (site / f"{page.stem}.html").exists(), page.name
    for notebook in (root / "examples").glob("*.ipynb"):
        assert (site / "examples" / f"{notebook.stem}.html").exists(), notebook.name
    assert not list(site.rglob("*.py"))


def test_nothing_is_loaded_from_elsewhere(site: Path):
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 10
    for page in pages:
        text = page.read_text("utf-8")
        assert [one for one in resources(text) if one.startswith(_ELSEWHERE)] == [], page.name
        # The theme's script would fetch what draws diagrams, if a page had one.
        assert 'class="mermaid"' not in text, page.name


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ('<script async src="https://a/b.js">', ["https://a/b.js"]),
        ("<link rel=stylesheet href=//a/b.css>", ["//a/b.css"]),
        ("@font-face { src: url('https://a/b.woff') }", ["https://a/b.woff"]),
        ('const it = await import("https://a/b.mjs")', ["https://a/b.mjs"]),
        ('<a href="https://a">', []),
    ],
)
def test_what_would_be_loaded_is_seen(text: str, loaded: list[str]):
    assert resources(text) == loaded


def test_what_a_page_includes_stands_in_it(site: Path):
    start = (site / "index.html").read_text("utf-8")
    assert "scripts/check" in start
    assert "<!-- include" not in start
    assert "Where does it go?" in (site / "contributing.html").read_text("utf-8")


def test_links_of_what_is_included_lead_to_pages_or_are_names(tmp_path: Path):
    file = tmp_path / "A.md"
    file.write_text(
        "x\n<!-- a -->\n[one](docs/one.md) [two](CONTRIBUTING.md) [three](src/c.py) [`d.py`](src/d.py) [4](https://a)\n<!-- /a -->\ny",
        "utf-8",
    )
    assert included(file, "a") == "[one](one.md) [two](contributing.md) three (`src/c.py`) `d.py` [4](https://a)"
    assert included(file, None).startswith("x")


@pytest.mark.skipif(shutil.which("chromedriver") is None, reason="needs a browser: chromium and chromedriver")
def test_the_search_works_from_a_disk(site: Path):
    from selenium import webdriver
    from selenium.webdriver.common.by import By

    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        driver.get((site / "index.html").as_uri())
        driver.execute_script(
            "const open = document.querySelector('#__search'); open.checked = true; open.dispatchEvent(new Event('change'))"
        )
        driver.find_element(By.CSS_SELECTOR, "input.md-search__input").send_keys("ledger")
        found: list[str] = []
        for _ in range(40):
            found = [
                str(one.get_attribute("href"))
                for one in driver.find_elements(By.CSS_SELECTOR, ".md-search-result__link")
            ]
            if found:
                break
            time.sleep(0.25)
        assert any("archives.html" in link for link in found)
        assert [line["message"] for line in driver.get_log("browser") if line["level"] == "SEVERE"] == []
    finally:
        driver.quit()
