"""Bytes to text: encodings, HTML, docx, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import pressextract as px
from pressextract import sources
from pressextract.sources import decode, read_text, text_of

TRADITIONAL = "行政長官范思齊今日（十二月十五日）宣布，委任鄺志衡為環境及生態局局長。"
SIMPLIFIED = "国务院日前决定：任命宋砚青为自然资源部副部长，免去其四川省副省长职务。"
HONG_KONG = "醫務衞生局局長令狐雪說，深水埗街坊都唔使再等。"

LADDER = [
    (TRADITIONAL, "utf-8", "utf-8"),
    (TRADITIONAL, "utf-8-sig", "utf-8"),
    (TRADITIONAL, "utf-16", "utf-16-le"),
    (TRADITIONAL, "big5", "big5hkscs"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (HONG_KONG, "big5hkscs", "big5hkscs"),
    (HONG_KONG, "gb18030", "gb18030"),
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "gb2312", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED[:12], "gb18030", "gb18030"),
    (TRADITIONAL[:12], "big5hkscs", "big5hkscs"),
    (TRADITIONAL[:12], "gb18030", "gb18030"),
]


@pytest.mark.parametrize(("text", "written", "read"), LADDER)
def test_the_encoding_is_found(text: str, written: str, read: str):
    assert decode(text.encode(written)) == (text, read)


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
def test_every_fixture_survives_its_encodings(sample, encoding: str):
    text = "".join(char for char in sample.text if char.encode(encoding, "ignore"))
    assert decode(text.encode(encoding)).text == text


def test_a_few_broken_bytes_in_utf8_do_not_make_it_another_encoding():
    data = (TRADITIONAL * 3).encode()
    assert decode(data[:-1] + b"\xff").encoding == "utf-8"
    assert decode(data[:100] + b"\xe5" + data[102:]).encoding == "utf-8"


def test_ascii_and_nothing():
    assert decode(b"") == ("", "utf-8")
    assert decode(b"Press release") == ("Press release", "utf-8")


def test_line_ends_are_made_one():
    assert text_of("甲\r\n乙\r丙\n".encode()) == "甲\n乙\n丙\n"


PAGES = [
    (
        "<!DOCTYPE html><html><head><title>標題</title></head><body><h1>甲</h1><p>乙<br>丙</p></body></html>",
        "甲\n\n乙\n丙",
    ),
    ("<html><body><p>甲</p><script>var 乙='</p>';</script><style>p{}</style><p>丙</p>", "甲\n\n丙"),
    (
        "<html><table><tr><td>姓名</td><td>職務</td></tr><tr><td>林致遠</td><td>主席</td></tr></table>",
        "姓名\t職務\n\n林致遠\t主席",
    ),
    ("<html><p>A &amp; B&nbsp;&#33289;</p>", "A & B\xa0舉"),
    ("<html><p>同一\n   段落</p></html>", "同一 段落"),
    ("<!-- 註 --><html><body>未關<b>的<i>標籤", "未關的標籤"),
]


@pytest.mark.parametrize(("page", "text"), PAGES)
def test_html(page: str, text: str):
    assert text_of(page.encode()) == text


def test_html_is_read_in_the_encoding_it_names():
    page = "<html><head><meta charset=gb2312></head><body><p>龔㬢</p></body></html>"
    assert text_of(page.encode("gb18030")) == "龔㬢"
    assert text_of(page.replace("gb2312", "nonsense").encode("gb18030"), name="x").startswith("龔")


def test_text_that_mentions_a_tag_is_text():
    assert text_of("本網頁以<html>寫成。".encode()) == "本網頁以<html>寫成。"


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
    assert text_of(docx(body)) == text


REFUSED = [
    (b"%PDF-1.7\n...", "no text"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
    (b"PK\x03\x04 not really", "no readable Word document"),
    (docx(paragraph("甲"), name="xl/workbook.xml"), "no readable Word document"),
    (docx(paragraph("甲"), doctype='<!DOCTYPE a [<!ENTITY b "c">]>'), "document type"),
    (docx("<w:p>"), "broken"),
    (bytes(range(128, 256)) * 40, "no text in UTF-8"),
]


@pytest.mark.parametrize(("data", "why"), REFUSED)
def test_what_is_no_text_is_refused(data: bytes, why: str):
    with pytest.raises(px.SourceError, match=f"^a.bin: .*{why}"):
        text_of(data, name="a.bin")


def test_too_long(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sources, "MAX_BYTES", 1024**2)
    with pytest.raises(px.SourceError, match="more than 1 MB"):
        text_of(b"a" * (1024**2 + 1))
    with pytest.raises(px.SourceError, match="unpacks to more than 1 MB"):
        text_of(docx(paragraph("甲" * 1024**2)))


def test_files(tmp_path: Path):
    path = tmp_path / "新聞稿.txt"
    path.write_bytes(TRADITIONAL.encode("big5hkscs"))
    assert read_text(path) == read_text(str(path)) == TRADITIONAL
    with pytest.raises(px.SourceError, match=r"nowhere\.txt: No such file"):
        read_text(tmp_path / "nowhere.txt")
    with pytest.raises(px.SourceError, match="directory"):
        read_text(tmp_path)
    with pytest.raises(px.SourceError):
        read_text("a\0b")


def test_standard_input(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SIMPLIFIED.encode("gb18030"))))
    assert read_text("-") == SIMPLIFIED
