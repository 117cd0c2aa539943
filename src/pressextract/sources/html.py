"""Web pages -> text: the article alone, where trafilatura is installed and finds it, else the whole page.

This is the door to trafilatura and lxml. Neither may lose what it does not understand: libxml2 stops reading at a depth
of 256 elements; trafilatura leaves out dates that stand alone, drops characters that Python's tables do not know and
puts paragraphs out of order. So it only says where the article begins and ends; the lines between are those of our own
reading of the page, which has no such limits.
"""

from __future__ import annotations

import logging
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pressextract.sources.encoding import decode
from pressextract.sources.read import Read
from pressextract.sources.whole_page import Whole, whole_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Possessive: thirty empty comments would otherwise be tried in a thousand million ways.
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)
# Pages that call themselves gb2312 or gbk hold characters of GB18030; big5 pages from Hong Kong hold HKSCS.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}

# Beyond these a page is no press release, and the search for its article takes seconds: it is read whole.
_MAX_LENGTH = 2_000_000
_MAX_TAGS = 50_000
# Beyond this no page is read: the text of a release would be lost in it.
_CUT = 16_000_000
_MAX_ATTRIBUTES = 1_000
# A line that ends a sentence, or is as long as one, is prose; those of menus and footers seldom are.
_PROSE = re.compile(r"[。！？；]|.{50}")
_SPACE = re.compile(r"\s+")
_TITLE = 1_000
_DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|[民國国]{2}\s*\d{2,3}\s*[-/.年]")
_LINES = frozenset("p head quote list item table row lb code".split())


def is_page(data: bytes) -> bool:
    """Whether a file begins as an HTML page does.

    >>> is_page(b"<!DOCTYPE html><html>"), is_page("本網頁以<html>寫成。".encode())
    (True, False)
    """
    return _PAGE.match(data[:4096]) is not None


def page_text(data: bytes) -> Read:
    r"""The text of a page: of its article, if the extra ``html`` is installed and it can be told, else of all of it.

    A page of more than 16 million characters is cut there, with a warning that begins with ``truncated``.

    Raises:
        UnicodeError: The bytes are text in no encoding that Chinese pages come in.

    >>> page_text("<html><p>林致遠宣布<br>辭任。</p></html>".encode("big5")).text
    '林致遠宣布\n辭任。'
    """
    decoded = decode(data, label=_label(data))
    page, warnings = decoded.text, decoded.warnings
    if len(page) > _CUT:
        warnings = (*warnings, f"truncated: of a page of {len(page):,} characters the first {_CUT:,} were read")
        page = page[:_CUT]
    whole = whole_page(page)
    return Read(article(page, whole) or whole.text, warnings)


def _label(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    if found is None:
        return None
    label = found.group(1).decode("ascii", "ignore").lower()
    return _WIDER.get(label, label)


def article(page: str, whole: Whole) -> str | None:
    """The headline and the article of a page; None where they cannot be told from the rest without losing text.

    Args:
        page: The page.
        whole: All of its text, of which the article is a part.
    """
    if len(page) > _MAX_LENGTH or page.count("<") > _MAX_TAGS or whole.attributes > _MAX_ATTRIBUTES:
        return None
    if find_spec("trafilatura") is None:
        return None
    tree = _parsed(page)
    if tree is None:
        return None
    headline = _headline(tree)
    found = {_bare(line) for line in _extracted(tree).split("\n")} - {""}
    lines = whole.text.split("\n")
    bare = [_bare(line) for line in lines]
    of_article = [at for at, line in enumerate(bare) if line in found]
    if not of_article:
        return None
    first, last = of_article[0], of_article[-1]
    first = next((at for at in range(first, -1, -1) if headline and bare[at] == headline), first)
    above = next((at for at in range(first - 1, -1, -1) if bare[at]), first)
    if len(bare[above]) < 40 and _DAY.search(lines[above]):
        first = above
    size = sum(map(len, bare[first : last + 1]))
    prose = sum(len(line) for line in bare if _PROSE.search(line))
    if 2 * size < prose or size < sum(map(len, found)):
        return None
    return "\n".join(lines[first : last + 1])


def _bare(line: str) -> str:
    return _SPACE.sub("", line)


def _parsed(page: str) -> HtmlElement | None:
    """The tree of a page; None if libxml2 did not read all of it. It fetches nothing and resolves no entity of a page."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True
    )
    # Bytes: a str that names an encoding of its own is refused. NUL ends a text for libxml2.
    data = page.replace("\0", "").encode("utf-8", "replace")
    try:
        tree: HtmlElement | None = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    log = parser.error_log
    lost = any(entry.level == etree.ErrorLevels.FATAL for entry in log)
    return None if lost else tree


def _headline(tree: HtmlElement) -> str:
    """The longest heading that the title of the page repeats; sites often write it above the article, not in it."""
    title = _bare("".join(text[:_TITLE] for element in tree.iter("title") for text in element.itertext()))[:_TITLE]
    headings = (_bare("".join(element.itertext())) for element in tree.iter("h1", "h2", "h3"))
    repeated = [heading for heading in headings if len(heading) > 3 and heading in title]
    return max(repeated, key=len, default="")


def _extracted(tree: HtmlElement) -> str:
    """What trafilatura takes for the article, each paragraph and each row of a table in a line of its own."""
    import trafilatura
    from lxml import etree
    from trafilatura.settings import use_config

    # Without a handler of its own Python would print what it logs about odd pages.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    config = use_config()
    # Chinese says in 100 characters what its 250 are meant for; where it finds fewer, it would take the whole page.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    try:
        found = trafilatura.bare_extraction(
            tree, favor_recall=True, include_comments=False, include_tables=True, config=config
        )
        body = getattr(found, "body", None)
    except Exception:  # whatever a page does to it, the page can still be read whole
        return ""
    if body is None:
        return ""
    pieces: list[str] = []
    for moment, element in etree.iterwalk(body, ("start", "end")):
        pieces.append("\n" if element.tag in _LINES else "")
        pieces.append((element.text if moment == "start" else element.tail) or "")
    return "".join(pieces)
