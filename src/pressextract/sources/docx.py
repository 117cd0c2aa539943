"""Word documents -> text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from pressextract.errors import SourceError
from pressextract.sources import read

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word writes text boxes twice, the second time for programs that do not know the first form.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS_OF = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}p": "\n", f"{_WORD}tr": "\n"}


def docx_text(data: bytes) -> str:
    """The paragraphs and table rows of a Word document, one a line; what a tracked change struck out is left out.

    Raises:
        SourceError: The data are no Word document, or a broken one, or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
            xml = part.read(read.MAX_BYTES + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as error:
        raise SourceError("a zip archive, but no readable Word document") from error
    if len(xml) > read.MAX_BYTES:
        raise SourceError(read.too_long("its text unpacks to"))
    # Word never writes a document type; entities declared in one can blow a small file up to any size.
    if b"<!DOCTYPE" in xml:
        raise SourceError("a Word document with a document type of its own is not read")
    try:
        return _paragraphs(xml).strip("\n")
    except ElementTree.ParseError as error:
        raise SourceError(f"its word/document.xml is broken ({error})") from error


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
