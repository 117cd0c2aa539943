"""The ladder of encodings."""

from __future__ import annotations

import pytest

from pressextract.sources.encoding import decode

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


def test_what_could_not_be_decoded_is_said():
    assert decode((TRADITIONAL * 3).encode() + b"\xff").warnings == ("bytes that are no utf-8 were replaced by U+FFFD",)
    assert decode(TRADITIONAL.encode()).warnings == ()
