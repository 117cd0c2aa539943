"""Files and streams -> text: which encoding the bytes are in, and the words of an HTML page or a Word document.

The encoding is found by a ladder that was right wherever it was tried: a byte order mark; strict UTF-8; what an HTML
page says of itself; else whichever of GB18030 and Big5-HKSCS (or UTF-8 with some broken bytes) reads as the most
common characters. How common a character is, is known from the standards themselves: GB 2312 and Big5 both put
their common characters into a first level.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
import zipfile
import zlib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from pressextract.errors import SourceError

# Long enough for any release and for max_length at four bytes a character; short enough not to fill the memory.
MAX_BYTES = 64 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that call themselves gb2312 or gbk hold characters of GB18030; big5 pages from Hong Kong hold HKSCS.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}
_PUNCTUATION = "「」『』“”‘’《》〈〉【】、。·—…─　○〇●■▲→" + "".join(map(chr, range(0xFF01, 0xFF5F)))  # ，：（＊Ａ１
_SAMPLE = 20_000
_HTML_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)


class Decoded(NamedTuple):
    """A text, and the encoding that its bytes were read in."""

    text: str
    encoding: str


def read_text(source: str | Path) -> str:
    r"""Read a release from a file, or from standard input for ``-``: plain text, HTML or docx.

    Line ends become ``\n``, as Python's own text files do.

    Raises:
        SourceError: The file cannot be opened, is too long, or is no text.
    """
    if str(source) == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return text_of(data, name="standard input")
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(f"{path}: {reason}") from error
    return text_of(data, name=str(path))


def text_of(data: bytes, *, name: str = "the data") -> str:
    r"""The text in the bytes of a plain text, an HTML page or a Word document; told apart by how they begin.

    Args:
        data: The bytes of the file.
        name: What an error message calls them.

    Raises:
        SourceError: The bytes are too many, or no text.

    >>> text_of("<html><p>林致遠宣布<br>辭任。</p></html>".encode("big5"))
    '林致遠宣布\n辭任。'
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"{name}: more than {MAX_BYTES // 1024**2} MB, too long for one release")
    if data.startswith(b"PK\x03\x04"):
        return _docx_text(data, name)
    if data.startswith((b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise SourceError(f"{name}: no text (nor HTML nor docx); convert it to text first")
    try:
        if _HTML_HEAD.match(data[:4096]):
            return _html_text(decode(data, label=_html_label(data)).text)
        text = decode(data).text
    except UnicodeError as error:
        raise SourceError(f"{name}: no text in UTF-8, GB18030 or Big5") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, *, label: str | None = None) -> Decoded:
    """Decode Chinese text in UTF-8, UTF-16, GB18030 or Big5-HKSCS without being told which.

    Args:
        data: The bytes.
        label: What the document calls its encoding, believed if the bytes are not UTF-8 and can be read so.

    Raises:
        UnicodeError: The bytes are text in none of them.

    >>> decode("行政長官今日宣布".encode("big5hkscs"))
    Decoded(text='行政長官今日宣布', encoding='big5hkscs')
    >>> decode("国务院日前决定".encode("gb18030")).encoding
    'gb18030'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if label:
        try:
            return Decoded(data.decode(label), label)
        except (UnicodeError, LookupError):
            pass
    readings = [(encoding, data.decode(encoding, "replace")) for encoding in ("gb18030", "big5hkscs", "utf-8")]
    encoding, text = max(readings, key=lambda reading: _commonness(reading[1]))
    if _commonness(text) < 0:
        raise UnicodeError("more odd characters than common ones in every encoding tried")
    return Decoded(text, encoding)


@cache
def _common_characters() -> frozenset[str]:
    """The first levels of GB 2312 (3,755 characters) and Big5 (5,338), and the punctuation of Chinese text."""
    simplified = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(byte for row in range(0xA4, 0xC6) for cell in cells for byte in (row, cell))
    levels = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    return frozenset(levels + _PUNCTUATION)


def _commonness(text: str) -> float:
    """How much a text looks like ordinary Chinese: from 1 (all characters common) down to -5 (all broken).

    Each character counts once, so that a rule of ＊＊＊＊ or ──── does not outweigh the words beside it.
    """
    characters = {character for character in text[:_SAMPLE] if character > "\x7f"}
    if not characters:
        return 0.0
    common = _common_characters()
    odd = characters - common
    broken = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in odd)
    return (len(characters) - 2 * len(odd) - 4 * broken) / len(characters)


def _html_label(data: bytes) -> str | None:
    found = _HTML_CHARSET.search(data[:4096])
    if found is None:
        return None
    label = found.group(1).decode("ascii", "ignore").lower()
    return _WIDER.get(label, label)


class _Page(HTMLParser):
    """Gathers the text of a page; whatever a browser starts on a new line starts a new line here."""

    _BLOCKS = frozenset(
        "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
    )
    _PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote table ul ol".split())
    _HIDDEN = frozenset("head script style noscript template select button svg math textarea".split())
    _CELLS = frozenset(("td", "th"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._depth += tag == self._hidden
        elif tag == "body":
            self._hidden, self._depth = "", 0
        elif tag in self._HIDDEN:
            self._hidden, self._depth = tag, 1
        elif tag in self._PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in self._BLOCKS:
            self.pieces.append("\n")
        elif tag in self._CELLS:
            self.pieces.append("\t")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._hidden and tag in self._BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._depth -= tag == self._hidden
            if self._depth <= 0:
                self._hidden = ""
        elif tag in self._PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in self._BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", data))


def _html_text(page: str) -> str:
    parser = _Page()
    parser.feed(page)
    parser.close()
    lines = (re.sub(r" *\t[ \t]*", "\t", line).strip(" \t") for line in "".join(parser.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word writes text boxes twice, the second time for programs that do not know the first form.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS_OF = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}p": "\n", f"{_WORD}tr": "\n"}


def _docx_text(data: bytes, name: str) -> str:
    """The paragraphs and table rows of a Word document, one a line; what a tracked change struck out is left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
            xml = part.read(MAX_BYTES + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as error:
        raise SourceError(f"{name}: a zip archive, but no readable Word document") from error
    if len(xml) > MAX_BYTES:
        raise SourceError(f"{name}: its text unpacks to more than {MAX_BYTES // 1024**2} MB")
    # Word never writes a document type; entities declared in one can blow a small file up to any size.
    if b"<!DOCTYPE" in xml:
        raise SourceError(f"{name}: a Word document with a document type of its own is not read")
    try:
        return _paragraphs(xml).strip("\n")
    except ElementTree.ParseError as error:
        raise SourceError(f"{name}: its word/document.xml is broken ({error})") from error


def _paragraphs(xml: bytes) -> str:
    pieces: list[list[str]] = [[]]  # one list for the document, one more inside each open cell of a table
    skipping = 0
    for moment, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):  # noqa: S314, no document type
        if element.tag == _FALLBACK:
            skipping += 1 if moment == "start" else -1
        elif skipping:
            continue
        elif element.tag == f"{_WORD}tc":
            if moment == "start":
                pieces.append([])
            else:
                cell = "".join(pieces.pop()).strip("\n")
                pieces[-1].append(cell + "\t")
        elif moment == "end":
            pieces[-1].append((element.text or "") if element.tag == f"{_WORD}t" else _MARKS_OF.get(element.tag, ""))
            if element.tag == f"{_WORD}p":
                element.clear()
    return re.sub(r"\t+\n", "\n", "".join(pieces[0]))
