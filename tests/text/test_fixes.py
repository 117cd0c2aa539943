"""One table a fix: what it mends, and what it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text import fixes
from pressextract.text.normalised import normalise

PUNCTUATION = "，。：；！？（）「」『』《》〈〉【】、…—～・·％＆／＋"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⼤公報", "大公報"),
        ("⾹港⽴法會", "香港立法會"),
        ("立法會", "立法會"),
        ("⻢骏⻓", "马骏长"),
        ("大公報，香港", "大公報，香港"),
    ],
)
def test_radicals(text, expected):
    assert fixes.fold_radicals(text) == expected


def test_radicals_cover_their_blocks():
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):
        plain = unicodedata.normalize("NFKC", chr(code))
        assert fixes.fold_radicals(chr(code)) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [("２０２５年１０月", "2025年10月"), ("ＡＩ與ｂｔ", "AI與bt"), (PUNCTUATION, PUNCTUATION), ("①Ⅳ㎡½", "①Ⅳ㎡½")],
)
def test_widths(text, expected):
    assert fixes.fold_width(text) == expected


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("何\u200b安", [1]),
        ("\ufeff何安", [0]),
        ("何\u202e安\u2066", [1, 3]),
        ("葛\U000e0100飾", [1]),
        ("何\x00安\x1b", [1, 3]),
        ("何安\r\n周平", [2]),
        ("何安\n周平\t　 ", []),
        ("\ue000𠮷�", []),
    ],
)
def test_invisible(text, dropped):
    assert fixes.invisible(text) == dropped


def test_surrogates_keep_the_length():
    text = "林" + chr(0xD83D) + "致遠" + chr(0xDE00)
    assert fixes.replace_surrogates(text) == "林\ufffd致遠\ufffd"
    assert fixes.replace_surrogates("😀") == "😀"


@pytest.mark.parametrize("line_end", ["\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_breaks(line_end):
    assert fixes.unify_breaks(f"主席{line_end}何安") == "主席\n何安"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # inside a word
        ("第 五届论坛", "第五届论坛"),
        ("编辑：伍   晖\n校对：何安", "编辑：伍晖\n校对：何安"),
        ("合伙人 岳　岚、何安", "合伙人 岳岚、何安"),
        ("非执行董事马 骏先生致意", "非执行董事马骏先生致意"),
        ("副署长 郭 肇 中\n电话", "副署长 郭肇中\n电话"),
        ("分署长黄 群 策代表签约", "分署长黄群策代表签约"),
        ("讣　告", "讣告"),
        # between words
        ("一起台南 世界交陪", "一起台南 世界交陪"),
        ("关键的一步　迈向净零", "关键的一步　迈向净零"),
        ("主席　　　何安琪", "主席　　　何安琪"),
        ("宣教部 林女士", "宣教部 林女士"),
        ("李明　女　主任", "李明　女　主任"),
        ("2025 香港论坛 AI 峰会", "2025 香港论坛 AI 峰会"),
        (" 何安 ", " 何安 "),
    ],
)
def test_stray_spaces(text, expected):
    dropped = set(fixes.stray_spaces(text))
    assert "".join(char for at, char in enumerate(text) if at not in dropped) == expected


WRAPPED = """青禾集团今日宣布，旗下青禾物流已与东
岸大学签署合作备忘录，双方将在未来三
年内共建实验室。集团主席林致远在仪式
上表示，期待研究成果早日落地，惠及沿
线城市。"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED, WRAPPED.replace("\n", "")),
        ("会议由青禾集团主席林致远主持，\n秘书长何安出席。", "会议由青禾集团主席林致远主持，秘书长何安出席。"),
        ("成员为谈慕贞女士、Gerald F.\nO'Connor先生。", "成员为谈慕贞女士、Gerald F. O'Connor先生。"),
        ("公司与集团签署「三地青年\n合作备忘录」并合影。", "公司与集团签署「三地青年合作备忘录」并合影。"),
        ("主席\n何安\n副主席\n周平", "主席\n何安\n副主席\n周平"),
        ("青禾集团公布新一届董事会名单\n青禾集团今日公布，", "青禾集团公布新一届董事会名单\n青禾集团今日公布，"),
        ("支持机构：东岸大学、\n• 青禾集团", "支持机构：东岸大学、\n• 青禾集团"),
        ("会议今日在港举行，何安出席。\n周平致辞。", "会议今日在港举行，何安出席。\n周平致辞。"),
        ("出席的有何安、周平、\n\n林致远。", "出席的有何安、周平、\n\n林致远。"),
        ("最佳设计奖：白河区、将军区\n数位转型奖：六甲区、北门区\n地方贡献奖：何安", None),
    ],
)
def test_wrapped_lines(text, expected):
    dropped, blanked = fixes.wrapped_lines(text)
    mended = "".join(" " if at in set(blanked) else char for at, char in enumerate(text) if at not in set(dropped))
    assert mended == (text if expected is None else expected)


@given(st.text(alphabet="林 　\n，。A.「」第五先生\r\u200b⼤Ａ", max_size=40))
def test_offsets_to_drop_are_rising_and_inside(text):
    for dropped in (fixes.invisible(text), fixes.stray_spaces(text), sorted(fixes.wrapped_lines(text)[0])):
        assert dropped == sorted(set(dropped))
        assert all(0 <= at < len(text) for at in dropped)
        assert all(text[at] in " 　\n\r\u200b" for at in dropped)


@given(st.text(max_size=40))
def test_swaps_keep_the_length(text):
    for fix in (fixes.fold_radicals, fixes.fold_width, fixes.fold_marks, fixes.unify_breaks, fixes.replace_surrogates):
        assert len(fix(text)) == len(text)


def test_nothing_to_mend():
    text = "青禾集团今日宣布，林致远任主席。"
    assert normalise(text).text == text
    assert normalise(text).warnings == ()
