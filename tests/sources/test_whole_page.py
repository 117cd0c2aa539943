"""Pages read whole, and pages made to keep a reader busy."""

from __future__ import annotations

import time

import pytest

from pressextract.sources.whole_page import whole_page

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
    ("<html><head><title>題</title><p>甲", "甲"),
    ("<html><pre>甲\n乙</pre>丙\n丁", "甲\n乙\n丙 丁"),
    ("<html>1 < 2 <b>和</b> 3<4", "1 < 2 和 3<4"),
    ("<html><p title='甲>乙'>丙", "丙"),
    ("<html><p>甲<!-->乙<!---->丙<!-- 未關 <p>丁", "甲乙丙丁"),
    ("<html>甲&#" + "9" * 5000 + ";", "甲&#" + "9" * 5000 + ";"),
]


@pytest.mark.parametrize(("page", "text"), PAGES)
def test_html(page: str, text: str):
    assert whole_page(page).text == text


def test_any_depth_is_read():
    assert whole_page("<html>" + "<div>" * 100_000 + "顧兆庭").text == "顧兆庭"


# Each took html.parser, or a regular expression that goes back, minutes.
HOSTILE = {
    "signs": "<" * 5_000_000,
    "signs before an end": "<" * 5_000_000 + ">",
    "tags": "<a " * 700_000,
    "attributes": '<a b="' * 300_000,
    "pairs of quotes": '<a ">"' * 300_000,
    "comments": "<!--" * 500_000,
    "comments before an end": "<!--" * 500_000 + ">",
    "sections": "<![CDATA[" * 200_000,
    "ends": "</a " * 500_000,
    "entities": "&amp;" * 1_000_000,
    "scripts": "<script></script>" * 100_000,
    "one line": "青" * 5_000_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_no_time(page: str):
    began = time.process_time()
    whole_page("<html><body>" + page)
    assert time.process_time() - began < 10
