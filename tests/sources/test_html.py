"""Pages: the article where it can be told, and nothing lost where it cannot."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pressextract.sources import html
from pressextract.sources.html import article, is_page, page_text
from pressextract.sources.whole_page import whole_page

HEADLINE = "晴川綠道今日啟用"
PARAGRAPHS = [
    "【晴川訊】晴川市政府今日（五月三日）舉行「晴川綠道」啟用禮，市長顧兆庭、東岸大學校長丘映雪及環境局局長裴子衡主禮。",
    "顧兆庭致辭時表示，綠道全長十二公里，由晴川碼頭一直伸延至青禾公園，沿途設有八個休息站，方便市民遠足和踏單車。",
    "丘映雪說，大學會派出三十名學生擔任導賞員，每星期六及星期日為訪客講解沿途的植物和歷史建築。",
]
MENU = "".join(
    f"<li><a href='/{word}'>{word}</a></li>" for word in "首頁 關於我們 新聞公報 服務 聯絡我們 網站地圖".split()
)
TABLE = "<table><tr><th>姓名</th><th>職務</th></tr><tr><td>林若溪</td><td>主席</td></tr></table>"


def page(body: str) -> str:
    """A page with a menu, a footer and a title, as sites of governments have them."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{HEADLINE} - 晴川市政府</title></head><body>"
        f"<h1>晴川市政府</h1><nav><ul>{MENU}</ul></nav>{body}<footer>版權所有 晴川市政府 免責聲明</footer></body></html>"
    )


WRITTEN = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
READ = "\n\n".join([HEADLINE, "2024-05-03", *PARAGRAPHS, "姓名\t職務\n\n林若溪\t主席"])
DAY = "<div>2024-05-03</div>"

ARTICLES = {
    "headline in the article": f"<article><h1>{HEADLINE}</h1>{DAY}{WRITTEN}{TABLE}</article>",
    "headline above it": f"<div><h1>{HEADLINE}</h1><article>{DAY}{WRITTEN}{TABLE}</article></div>",
    "no article": f"<div class=box><h2>{HEADLINE}</h2>{DAY}{WRITTEN}{TABLE}</div>",
    "headline with tags": f"<h2><a href=x>晴川綠道</a><b>今日</b>啟用</h2><article>{DAY}{WRITTEN}{TABLE}</article>",
}


@pytest.mark.parametrize("body", ARTICLES.values(), ids=ARTICLES)
def test_headline_and_article_are_kept_and_menus_are_not(body: str):
    assert page_text(page(body).encode()).text == READ


def test_the_encoding_is_that_of_the_bytes():
    """The mark in the page says UTF-8."""
    assert page_text(page(ARTICLES["no article"]).encode("big5hkscs")).text == READ


def test_a_date_above_the_headline_is_kept():
    found = page_text(page(f"<div><div>發布日期：2024年5月3日</div><h1>{HEADLINE}</h1>{WRITTEN}</div>").encode()).text
    assert found.startswith(f"發布日期：2024年5月3日\n\n{HEADLINE}\n")


def test_a_short_article():
    body = f"<h1>{HEADLINE}</h1><article><p>市長顧兆庭今日出席啟用禮。</p></article>"
    assert page_text(page(body).encode()).text == f"{HEADLINE}\n\n市長顧兆庭今日出席啟用禮。"


def test_rare_characters_survive():
    """Trafilatura alone drops those of private use, and those younger than the tables of Python."""
    text = "市長顧\ue001庭與丘\U0002ebf0雪今日在青禾公園出席晴川綠道啟用禮，並一同種植樹苗。" * 3
    assert text in page_text(page(f"<article><p>{text}</p></article>").encode()).text


def test_html_is_read_in_the_encoding_it_names():
    text = "<html><head><meta charset=gb2312></head><body><p>龔㬢</p></body></html>"
    assert page_text(text.encode("gb18030")).text == "龔㬢"
    assert page_text(text.replace("gb2312", "nonsense").encode("gb18030")).text.startswith("龔")


def test_an_xml_declaration_does_not_count():
    text = f"<?xml version='1.0' encoding='big5'?>\n<html><body>{WRITTEN}</body></html>"
    assert page_text(text.encode()).text == "\n\n".join(PARAGRAPHS)


DEEP = {
    "div": "<div>" * 300 + "{}" + "</div>" * 300,
    "ends that libxml2 does not believe": "<b><div></b>" * 300 + "{}",
    "not closed": "<span>" * 5_000 + "{}",
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_libxml2_would_drop_is_read(deep: str):
    found = page_text(f"<html><body>{WRITTEN}{deep.format('秘書裴子衡')}{WRITTEN}</body></html>".encode()).text
    assert "秘書裴子衡" in found
    assert found.count(PARAGRAPHS[2]) == 2


def test_entities_of_a_page_are_not_resolved(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("機密")
    doctype = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    assert "機密" not in page_text(f"{doctype}<html><body>{WRITTEN}<p>&a;</p></body></html>".encode()).text


def test_without_the_extra_the_page_is_read_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html, "find_spec", lambda name: None)
    found = page_text(page(ARTICLES["no article"]).encode()).text
    assert found.startswith("晴川市政府\n\n首頁\n\n關於我們")
    assert found.endswith("版權所有 晴川市政府 免責聲明")


def test_where_the_article_is_too_little_the_page_is_read_whole(monkeypatch: pytest.MonkeyPatch):
    text = page(ARTICLES["no article"])
    for extracted in ("", "林若溪", "一些並不在頁上的話。"):
        monkeypatch.setattr(html, "_extracted", lambda tree, extracted=extracted: extracted)
        assert article(text, whole_page(text)) is None
        assert page_text(text.encode()).text == whole_page(text).text


def test_trafilatura_logs_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]):
    page_text(b"<html><body></body></html>")
    page_text(b"<html>")
    assert capfd.readouterr() == ("", "")


def test_empty_comments_take_no_time():
    began = time.process_time()
    assert not is_page(b"<!---->" * 500)
    assert time.process_time() - began < 1


HOSTILE = {
    "tags": "<span>顧</span>" * 24_000,
    "depth": ("<div>" * 200 + "顧兆庭。" + "</div>" * 200) * 100,
    "attributes of one tag": "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">甲",
    "quoted attributes": "<p " + " ".join(f'a{number}=">"' for number in range(100_000)) + ">甲",
    "headings": f"<title>{'晴' * 900_000}</title>" + f"<h2>{'晴' * 30}川</h2>" * 10_000,
    "lists": '<script type="application/ld+json">' + "[" * 500_000 + '"articleBody"</script><p>甲',
    "text": "<p>" + "晴川市政府今日舉行啟用禮。" * 100_000,
    "blanks": "<p>" + " " * 1_900_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_no_time(body: str):
    began = time.process_time()
    page_text(f"<html><body>{body}</body></html>".encode())
    assert time.process_time() - began < 10


def test_a_page_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch):
    page = "<html><body><p>林若溪主持會議。</p><p>裴子衡出席。</p></body></html>".encode()
    assert page_text(page).warnings == ()
    monkeypatch.setattr(html, "_CUT", 30)
    text, warnings = page_text(page)
    assert text == "林若溪主持會議。"
    assert warnings == ("truncated: of a page of 54 characters the first 30 were read",)
