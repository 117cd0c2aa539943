"""A real browser, without a window: what it makes of a page, and whether anything in the page was obeyed.

``Browser`` drives one Chromium for as many pages as are wanted. ``open`` shows a page as a tab does; ``open_many`` shows
many at once, each in a frame of its own with a window of its own. Nothing is loaded from anywhere: a page that asks for
something has asked in vain, and it is told.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.pages import Node

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --disable-default-apps --disable-extensions "
    "--force-device-scale-factor=1 --host-resolver-rules=MAP\u0020*\u0020~NOTFOUND"
)
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_AT_ONCE = 20  # frames in one page
# What a browser may need for a page itself.
_INSIDE = ("about:", "blob:")

# Set in every window before anything of the page: a box that opens is a hit, too.
_PREPARE = "for (const box of ['alert', 'confirm', 'prompt', 'print']) window[box] = () => { window.__hit = box; };"

_NODES = """
const nodesOf = (page) => {
  const nodes = [];
  const walk = (parent) => {
    for (const one of parent.childNodes) {
      if (one.nodeType === 1) {
        const html = one.namespaceURI === 'http://www.w3.org/1999/xhtml';
        const name = html ? one.localName : one.namespaceURI + ' ' + one.localName;
        nodes.push(['open', name, [...one.attributes].map((a) => [a.name, a.value])]);
        walk(one.localName === 'template' && one.content ? one.content : one);
        nodes.push(['close', name, []]);
      } else if (one.nodeType === 3) {
        nodes.push(['text', one.data, []]);
      } else {
        nodes.push(['other', one.nodeType === 10 ? one.name : String(one.data), []]);
      }
    }
  };
  walk(page);
  return nodes;
};
"""

_FACTS = (
    _NODES
    + """
const factsOf = (view) => {
  const page = view.document, nodes = nodesOf(page), hit = view.__hit;
  for (const one of page.querySelectorAll('details')) one.open = true;
  return {
    hit: hit === undefined ? null : String(hit),
    nodes,
    title: page.title,
    text: page.body ? page.body.innerText : '',
    wanted: view.performance.getEntriesByType('resource').map((entry) => entry.name),
  };
};
"""
)

_BUILD_MANY = f"""
{_NODES}
return JSON.stringify(arguments[0].map((page) => nodesOf(new DOMParser().parseFromString(page, 'text/html'))));
"""

_OPEN_MANY = (
    _FACTS
    + """
const [pages, done] = [arguments[0], arguments[1]];
document.body.replaceChildren();
let left = pages.length;
const frames = pages.map((page) => {
  const frame = document.createElement('iframe');
  frame.style = 'width: 1280px; height: 900px';
  // A little later than its load: what is animated, toggled or sent elsewhere begins then.
  frame.onload = () => { frame.onload = null; if (--left === 0) setTimeout(tell, 120); };
  frame.srcdoc = page;
  document.body.append(frame);
  return frame;
});
const tell = () => done(JSON.stringify(frames.map((frame) => {
  try { return factsOf(frame.contentWindow); } catch (error) { return { left: String(error) }; }
}).concat([{ hit: window.__hit === undefined ? null : String(window.__hit) }])));
"""
)

# Whatever is drawn beyond the right or left edge: boxes, and the lines of every text. On a screen a box that scrolls may
# hold what is wider than itself; on paper nobody can scroll, so there a box must show all it holds.
_BEYOND = """
const paper = arguments[0];
const found = new Set(), edge = document.documentElement.clientWidth;
for (const one of document.querySelectorAll('details')) one.open = true;
const scrolls = (style) => ['auto', 'scroll'].includes(style.overflowX);
const held = new Map();
const inScroller = (one) => {
  if (!one || one === document.body) return false;
  if (!held.has(one)) held.set(one, scrolls(getComputedStyle(one)) || inScroller(one.parentElement));
  return held.get(one);
};
const name = (one, box) => `${one.localName}${one.className ? '.' + one.className : ''} ` +
  `${Math.round(box.left)}..${Math.round(box.right)} of ${edge}: ${one.textContent.trim().slice(0, 30)}`;
const out = (box) => box.width > 0 && box.height > 0 && (box.right > edge + 1 || box.left < -1);
const range = document.createRange();
for (const one of document.body.querySelectorAll('*')) {
  if (one.localName === 'style') continue;
  const style = paper ? getComputedStyle(one) : null;
  if (paper && style.overflowX !== 'visible' && one.checkVisibility() &&
      (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)) {
    found.add('cut on paper: ' + name(one, one.getBoundingClientRect()));
  }
  // Who holds it, and whether it is to be seen at all, is asked only of what is out: asking costs more than measuring.
  const counts = (parent) => one.checkVisibility() && (paper || !inScroller(parent));
  const box = one.getBoundingClientRect();
  if (out(box) && counts(one.parentElement)) found.add(name(one, box));
  for (const text of one.childNodes) {
    if (text.nodeType !== 3) continue;
    range.selectNodeContents(text);
    if (!out(range.getBoundingClientRect()) || !counts(one)) continue;
    for (const word of text.data.matchAll(/\\S+/g)) {  // spaces may hang over an edge: nobody misses them
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = range.getBoundingClientRect();
      if (out(lines)) found.add('text in ' + name(one, lines));
    }
  }
}
const page = document.scrollingElement;
if (page.scrollWidth > edge + 1) found.add(`the page is ${page.scrollWidth} wide, of ${edge}`);
return [...found];
"""


@dataclass(frozen=True)
class Facts:
    """What a browser made of a page.

    Attributes:
        hit: What ``window.__hit`` was set to, or that a box was opened; None if nothing ran.
        nodes: The elements with their attributes, texts and comments of the page, as they were built.
        title: The title of the window.
        text: What stands on the page, all that is folded opened.
        wanted: The addresses of what the page asked for, beyond itself.
        console: The errors in the console; of pages that are opened together, of all of them.
    """

    hit: str | None
    nodes: tuple[Node, ...]
    title: str
    text: str
    wanted: tuple[str, ...]
    console: tuple[str, ...]


def why_not() -> str | None:
    """What is missing for a browser, in words; None if all is there."""
    if shutil.which("chromedriver") is None:
        return "no chromedriver on the path (Debian: apt-get install chromium chromium-driver)"
    if not any(map(shutil.which, _PROGRAMS)):
        return "no Chromium on the path (Debian: apt-get install chromium chromium-driver)"
    return None


class Browser:
    """One Chromium, in a profile of its own; to be used in a ``with``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        driver = shutil.which("chromedriver")
        options = webdriver.ChromeOptions()
        options.binary_location = next(filter(None, map(shutil.which, _PROGRAMS)))
        for flag in _FLAGS.split(" --"):
            options.add_argument(f"--{flag.removeprefix('--')}")
        options.add_argument(f"--user-data-dir={folder / 'profile'}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
        self._driver = webdriver.Chrome(options=options, service=Service(driver))
        self._driver.set_script_timeout(60)
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source=_PREPARE)
        self._pages = 0

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._driver.quit()

    def cdp(self, command: str, **parameters: Any) -> Any:
        """A command of the browser's own protocol."""
        return self._driver.execute_cdp_cmd(command, parameters)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a script in the page that is open."""
        return self._driver.execute_script(script, *arguments)

    def show(self, page: str | Path, *, width: int = 1280, height: int = 900) -> None:
        """Open a page, given as its HTML or as a file, in a window of this size."""
        self.resize(width, height)
        if isinstance(page, str):
            page = self._written(page)
        self._logs()
        self._driver.get(page.as_uri())

    def open(self, page: str | Path, *, width: int = 1280) -> Facts:
        """Open a page and say what became of it."""
        self.show(page, width=width)
        told = self._driver.execute_async_script(
            f"{_FACTS} setTimeout(() => arguments[0](JSON.stringify(factsOf(window))), 120);",
        )
        address = self._driver.current_url.partition("#")[0]
        requests, console = self._logs()
        return _facts(json.loads(told), [one for one in requests if one.partition("#")[0] != address], console)

    def open_many(self, pages: Sequence[str]) -> list[Facts]:
        """Open pages side by side, each in a window of its own, and say what became of each."""
        facts: list[Facts] = []
        for at in range(0, len(pages), _AT_ONCE):
            batch = pages[at : at + _AT_ONCE]
            self.show('<!DOCTYPE html><meta charset="utf-8"><title>pages</title><body>')
            host = self._driver.current_url
            *found, around = json.loads(self._driver.execute_async_script(_OPEN_MANY, list(batch)))
            requests, console = self._logs()
            assert self._driver.current_url == host, "a page took itself out of its frame"
            for one in found:
                one["hit"] = one.get("hit") or around["hit"]  # one reached out of its frame, and nobody can say which
            told = {one for each in found for one in each.get("wanted", ())}
            unknown = [one for one in requests if one != host and one not in told]
            facts += [_facts(one, [*one.get("wanted", ()), *unknown], console) for one in found]
        return facts

    def build_many(self, pages: Sequence[str]) -> list[tuple[Node, ...]]:
        """The nodes of pages as the browser builds them, without showing them or running anything."""
        return [_nodes(found) for found in json.loads(self.run(_BUILD_MANY, list(pages)))]

    def beyond_the_edge(self, *, paper: bool = False) -> list[str]:
        """What of the open page is drawn where nobody can see it, in words."""
        found: list[str] = self.run(_BEYOND, paper)
        return found

    def resize(self, width: int, height: int = 900) -> None:
        """Give the window a size, in CSS pixels."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def emulate(self, *, scheme: Literal["light", "dark"] = "light", media: Literal["screen", "print"] = "screen"):
        """See the page with dark or light colours, on a screen or on paper."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.cdp("Emulation.setEmulatedMedia", media=media, features=features)

    def printed(self) -> int:
        """The pages of the open page's PDF."""
        pdf = base64.b64decode(self.cdp("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])
        assert pdf.startswith(b"%PDF-")
        return len(re.findall(rb"/Type\s*/Page\b", pdf))

    def picture(self, width: int, height: int, *, scale: float = 1.0) -> bytes:
        """The upper left part of the open page as PNG."""
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
        shot = self.cdp("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def _written(self, page: str) -> Path:
        self._pages += 1
        path = self._folder / f"{self._pages}.html"
        path.write_text(page, "utf-8", newline="")
        return path

    def _logs(self) -> tuple[list[str], tuple[str, ...]]:
        """The addresses asked for since the last call, and the errors that the console holds."""
        events = (json.loads(entry["message"])["message"] for entry in self._driver.get_log("performance"))
        requests = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
        errors = [entry["message"] for entry in self._driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [one for one in requests if not one.startswith(_INSIDE)], tuple(errors)


def _facts(found: dict[str, Any], wanted: Iterable[str], console: tuple[str, ...]) -> Facts:
    if "left" in found:
        return Facts(f"the frame was left: {found['left']}", (), "", "", (), console)
    return Facts(
        found["hit"], _nodes(found["nodes"]), found["title"], found["text"], tuple(dict.fromkeys(wanted)), console
    )


def _nodes(found: Iterable[Any]) -> tuple[Node, ...]:
    return tuple(Node(kind, name, tuple((key, value) for key, value in more)) for kind, name, more in found)
