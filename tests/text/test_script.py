"""The fold is OpenCC's, character for character; the script is told from the characters that tell."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.script import convert_script, detect_script, fold_script

T2S = opencc.OpenCC("t2s")

IN_CONTEXT = (
    "乾隆年間的乾淨河道 扭轉乾坤，乾脆 一目瞭然，瞭望台 計畫書畫 答覆覆蓋反覆 藉口與狼藉 情有獨鍾的時鐘 沈默的沈先生 "
    "畢昇與昇華 項鍊鍊金 彷彿 鉅子鉅額 傢俱 徵羽徵求 神祇 復甦 釐清公釐 牴觸 著名看著"
).split()


@pytest.mark.parametrize("text", IN_CONTEXT)
def test_reads_in_context_as_opencc_does(text):
    assert fold_script(text) == T2S.convert(text)


def test_is_opencc_on_the_fixtures(samples):
    left = str.maketrans(dict.fromkeys("衞敍枱潀粧糭衹於"))
    for sample in samples:
        folded = fold_script(sample.text)
        assert len(folded) == len(sample.text)
        # Only the characters that t2s leaves to hk2s may differ, and 於, which is always 于.
        differing = {
            old
            for old, ours, theirs in zip(sample.text, folded, T2S.convert(sample.text), strict=True)
            if ours != theirs
        }
        assert "".join(differing).translate(left) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("衞生署", "卫生署"),
        ("峯會裏的羣眾", "峰会里的群众"),
        ("范先生於曉，關於單親", "范先生于晓，关于单亲"),
        ("", ""),
        ("AI 2025", "AI 2025"),
        ("什么破坏", "什么破坏"),
    ],
)
def test_folds(text, expected):
    assert fold_script(text) == expected


@given(st.text(max_size=60))
def test_fold_keeps_the_length_and_is_stable(text):
    folded = fold_script(text)
    assert len(folded) == len(text)
    assert fold_script(folded) == folded


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("香港特區政府律政司今日公布", "traditional"),
        ("国务院任免国家工作人员", "simplified"),
        ("香港特區政府律政司副司長張國鈞致辭，小组召集人關心出席", "traditional"),
        ("香港特區政府與国务院港澳办签署協議", "mixed"),
        ("中文 2025", "none"),
        ("Press release", "none"),
        ("", "none"),
        ("范于后里台面", "none"),
    ],
)
def test_detects(text, script):
    assert detect_script(text) == script


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("卫生署署长", "hk", "衞生署署長"),
        ("着名软件", "tw", "著名軟件"),
        ("执行董事", "tw", "執行董事"),
        ("台湾里长", "t", "臺灣里長"),
        ("衞生署聯絡辦", "s", "卫生署联络办"),
        ("裏面的羣眾", "tw", "裡面的群眾"),
    ],
)
def test_converts(text, to, expected):
    assert convert_script(text, to=to) == expected


def test_names_in_traditional_are_left_alone():
    text = "范先生與於曉、鍾先生、葉先生、余先生在台北。"
    assert convert_script(text, to="t") == text


def test_unknown_target():
    with pytest.raises(ValueError, match="hk"):
        convert_script("國", to="cn")  # type: ignore[arg-type]
