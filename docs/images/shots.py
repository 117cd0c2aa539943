"""Takes the pictures of what a reader sees anew: ``python docs/images/shots.py``.

Each of three releases of ``fixtures/`` as a notebook shows it, in light and dark, and as a report, on a desk and on a
phone. It needs Chromium with its driver and Noto Sans CJK (Debian: apt-get install chromium chromium-driver fonts-noto-cjk),
and fails where one of them is missing, or where a picture grows too large for a page of documentation.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

import pressextract as px  # noqa: E402
from tests.browser import Browser, why_not  # noqa: E402

# What a picture is called, and the release that it shows: a roster in Traditional characters, figures of a company in
# Simplified ones, and a release in both scripts with names in Latin letters.
RELEASES = {
    "roster": ROOT / "fixtures/hk_chamber_inauguration.txt",
    "company": ROOT / "fixtures/cn_company_results.txt",
    "mixed": HERE / "mixed_release.txt",
}
_LARGEST = 300_000  # bytes
_COLOURS = 256
_TALLEST = 1500  # CSS pixels of a picture

_CELL = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Notebook</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body {{ margin: 0; padding: 14px 18px 18px 0; font: 14px/1.4 "Noto Sans", "Noto Sans CJK TC", sans-serif; background: {paper}; color: {ink}; }}
.cell {{ display: grid; grid-template-columns: 62px minmax(0, 1fr); gap: 8px; margin-bottom: 10px; }}
.prompt {{ text-align: right; font: 13px/1.9 "Noto Sans Mono CJK TC", monospace; color: {faint}; }}
pre {{ margin: 0; padding: 5px 10px; font: 13px/1.5 "Noto Sans Mono CJK TC", monospace; background: {shade}; border: 1px solid {rule}; }}
</style></head><body data-jp-theme-light="{light}">
<div class="cell"><div class="prompt">[1]:</div><pre>import pressextract as px

px.extract(open("{name}", encoding="utf-8").read())</pre></div>
<div class="cell"><div class="prompt">[1]:</div><div>{output}</div></div>
</body></html>
"""
_THEMES = {
    "light": {"paper": "#fff", "ink": "#1d2329", "faint": "#5f6b7a", "shade": "#f5f5f5", "rule": "#e0e0e0", "light": "true"},
    "dark": {"paper": "#111", "ink": "#e4e8ec", "faint": "#8a94a0", "shade": "#1c1c1c", "rule": "#333", "light": "false"},
}  # fmt: skip


def main() -> None:
    """Take all pictures, and say how large each is."""
    _require()
    with tempfile.TemporaryDirectory() as folder, Browser(Path(folder)) as browser:
        sample = px.extract((ROOT / "fixtures/macau_charity_concert.txt").read_text("utf-8"))
        _shoot(browser, px.to_html(sample, language="en"), "report", width=1000, tallest=1080)
        for kind, file in RELEASES.items():
            release = px.extract(file.read_text("utf-8"))
            html = release._repr_html_()
            for theme, colours in _THEMES.items():
                page = _CELL.format(name=file.name, output=html, **colours)
                _shoot(browser, page, f"notebook-{kind}-{theme}", width=1240)
            report = px.to_html(release)
            _shoot(browser, report, f"report-{kind}", width=1000)
            _shoot(browser, report, f"report-{kind}-phone", width=390, scale=1.5)


def _require() -> None:
    missing = why_not()
    fonts = shutil.which("fc-list")
    if missing is None and (
        fonts is None or b"Noto Sans CJK" not in subprocess.run([fonts], capture_output=True, check=True).stdout  # noqa: S603
    ):
        missing = "Noto Sans CJK is not installed (Debian: apt-get install fonts-noto-cjk fontconfig)"
    if missing:
        sys.exit(f"shots: {missing}")


def _shoot(browser: Browser, page: str, name: str, *, width: int, scale: float = 1.0, tallest: int = _TALLEST) -> None:
    browser.show(page, width=width)
    height = min(tallest, int(browser.run("return document.documentElement.scrollHeight")))
    shot = Image.open(io.BytesIO(browser.picture(width, height, scale=scale))).convert("RGB")
    # A palette keeps flat pages of text small, and the same page the same bytes.
    small = shot.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    path = HERE / f"{name}.png"
    small.save(path, optimize=True)
    size = path.stat().st_size
    if size > _LARGEST:
        sys.exit(f"shots: {path.name} has {size:,} bytes, more than {_LARGEST:,}")
    sys.stdout.write(f"{path.name}  {shot.width} × {shot.height}  {size:,} bytes\n")


if __name__ == "__main__":
    main()
