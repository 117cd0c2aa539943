"""Word documents."""

from __future__ import annotations

import io
import zipfile

import pytest

import pressextract as px
from pressextract.sources import read
from pressextract.sources.docx import docx_text


def docx(body: str, **more: str) -> bytes:
    """A Word document with this body."""
    head = '<?xml version="1.0"?>' + more.get("doctype", "")
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            more.get("name", "word/document.xml"), f"{head}<w:document {spaces}><w:body>{body}</w:body></w:document>"
        )
    return file.getvalue()


def paragraph(*texts: str) -> str:
    """A paragraph of runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts) + "</w:p>"


def row(*cells: str) -> str:
    """A row of a table."""
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


DOCUMENTS = [
    (paragraph("董事長", "林致遠") + paragraph("乙"), "董事長林致遠\n乙"),
    (f"<w:tbl>{row('姓名', '職務')}{row('林致遠', '主席')}</w:tbl>" + paragraph("完"), "姓名\t職務\n林致遠\t主席\n完"),
    ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\n丙"),
    ("<w:p><w:del><w:r><w:delText>舊</w:delText></w:r></w:del><w:r><w:t>新</w:t></w:r></w:p>", "新"),
    (f"{paragraph('甲')}<mc:Fallback>{paragraph('甲')}</mc:Fallback>", "甲"),
]


@pytest.mark.parametrize(("body", "text"), DOCUMENTS)
def test_docx(body: str, text: str):
    assert docx_text(docx(body)) == text


BROKEN = [
    (b"PK\x03\x04 not really", "no readable Word document"),
    (docx(paragraph("甲"), name="xl/workbook.xml"), "no readable Word document"),
    (docx(paragraph("甲"), doctype='<!DOCTYPE a [<!ENTITY b "c">]>'), "document type"),
    (docx("<w:p>"), "broken"),
]


@pytest.mark.parametrize(("data", "why"), BROKEN)
def test_what_is_no_word_document_is_refused(data: bytes, why: str):
    with pytest.raises(px.SourceError, match=why):
        docx_text(data)


def test_a_bomb(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "MAX_BYTES", 1024**2)
    with pytest.raises(px.SourceError, match="unpacks to more than 1 MB"):
        docx_text(docx(paragraph("甲" * 1024**2)))
