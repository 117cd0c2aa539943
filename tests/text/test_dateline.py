"""Datelines: place, date and agency, as (text, place, date, agency)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.dateline import find_dateline
from pressextract.text.page import read_page

STORY = "\n\n青禾集團今日宣布，林致遠出任主席，即日生效。"

FOUND = [
    ("青巒新聞網1月30日電　南汀市政府昨日公布", None, "--01-30", "青巒新聞網"),
    # wires
    ("香港 2025年10月23日 /美通社/ -- 青禾集團宣布", "香港", "2025-10-23", "美通社"),
    ("杭州2018年9月20日电 /美通社/ -- 青禾集团宣布", "杭州", "2018-09-20", "美通社"),
    ("台北2025年10月23日 /美通社/ -- 青禾集團宣布", "台北", "2025-10-23", "美通社"),
    ("香港，2025年12月8日 - (亞太商訊)  - 青禾集團宣布", "香港", "2025-12-08", "亞太商訊"),
    ("香港 - Media OutReach Newswire - 2025年10月23日 - 青禾集團宣布", "香港", "2025-10-23", "Media OutReach Newswire"),
    ("新华社北京4月9日电　青禾集团宣布", "北京", "--04-09", "新华社"),
    ("中新社香港10月23日电 (记者 何安)青禾集团宣布", "香港", "--10-23", "中新社"),
    ("本报上海10月23日电　青禾集团宣布", "上海", "--10-23", None),
    ("某某财讯8月21日讯　青禾集团宣布", None, "--08-21", "某某财讯"),
    ("（中央社紐約3日綜合外電報導）青禾集團宣布。（譯者：何安）1100803", "紐約", "2021-08-03", "中央社"),
    ("（中央社記者何安台北9日電）青禾集團宣布", "台北", None, "中央社"),
    ("西安，2025年9月18日——由青禾集团主办", "西安", "2025-09-18", None),
    ("【杭州，2025年5月20日】青禾集团宣布", "杭州", "2025-05-20", None),
    ("（2023年11月7日，香港）青禾集團宣布", "香港", "2023-11-07", None),
    ("2025年10月23日，香港——青禾集團宣布", "香港", "2025-10-23", None),
    ("【記者何安／臺北報導】青禾集團宣布", "臺北", None, None),
    ("【秘書室公共事務組／花蓮報導】青禾大學宣布", "花蓮", None, None),
    ("（香港訊）青禾集團宣布", "香港", None, None),
    ("东京--（美国商业资讯）--青禾集团宣布", "东京", None, "美国商业资讯"),
    # labelled lines
    ("青禾任命新主席\n發稿單位：新聞處\n發稿時間：110年3月17日17:23" + STORY, None, "2021-03-17", None),
    ("青禾任命新主席\n發稿單位：新聞處發稿時間：113年12月23日發稿人：何安" + STORY, None, "2024-12-23", None),
    ("青禾任命新主席\n發稿時間：3月6日17:20" + STORY, None, "--03-06", None),
    ("青禾任命新主席\n發稿單位：勞工局\n時間：108年10月14日" + STORY, None, "2019-10-14", None),
    ("青禾任命新主席\n\n时间：2025-10-17　来源：青禾办　浏览次数：12" + STORY, None, "2025-10-17", "青禾办"),
    ("青禾任命新主席\n\n来源：青禾集团　发布时间：2024-10-16　访问量：" + STORY, None, "2024-10-16", "青禾集团"),
    ("青禾任命新主席\n\n來源：新聞局\n發佈時間：2026-02-02 18:40" + STORY, None, "2026-02-02", "新聞局"),
    ("青禾任命新主席\n\nhttp://a.example　2012-09-26 10:54　来源：青禾日报" + STORY, None, "2012-09-26", "青禾日报"),
    # bare lines
    ("青禾任命新主席\n2013年04月19日" + STORY, None, "2013-04-19", None),
    ("青禾任命新主席\n\n青禾集团新闻中心　2025-05-25" + STORY, None, "2025-05-25", "青禾集团新闻中心"),
    ("青禾任命新主席" + STORY + "\n\n完\n\n2025年11月15日（星期六）\n香港時間15時30分", None, "2025-11-15", None),
    ("青禾任命新主席" + STORY + "\n\n香港，二零二五年三月二十七日", "香港", "2025-03-27", None),
    ("青禾任命新主席" + STORY + "\n\n青禾集团\n二〇二五年十月二十三日", None, "2025-10-23", None),
    # one fills in what the other leaves open
    ("【記者何安／臺北報導】青禾集團宣布。\n\n2025年10月23日", "臺北", "2025-10-23", None),
    ("新华社北京4月9日电　青禾集团宣布。\n\n2025年4月9日", "北京", "2025-04-09", "新华社"),
]


@pytest.mark.parametrize(("text", "place", "iso", "agency"), FOUND)
def test_finds(text, place, iso, agency):
    page = read_page(text)
    found = page.dateline
    assert found is not None
    assert (page.surface(*found.place) if found.place else None) == place
    assert found.date_iso == iso
    assert (page.surface(*found.agency) if found.agency else None) == agency
    assert found.start < found.end


@pytest.mark.parametrize(
    "text",
    [
        "青禾集團今（23）日於臺北舉辦論壇，主席林致遠致辭。",
        "【本報訊】青禾集團今日宣布",
        "本网讯　近日，青禾集团宣布",
        "【本澳訊】由青禾集團主辦的論壇，昨（5）日揭幕",
        "10月23日，青禾集团在北京举行论坛",
        "2025年10月23日，青禾集团在北京举行论坛。",
        "香港，2025年10月23日，青禾集團舉行論壇",
        "15日，南岛—阿州座谈会在南岛召开。",
        "青禾论坛\n活动时间：2025年10月23日\n地点：香港" + STORY,
        "青禾集團2025年度大事\n（二〇二五年三月二十七日青禾市第八届代表大会第二十六次会议通过）" + STORY,
        "青禾一周要闻（2025年9月第2期）" + STORY,
        "",
        "\n\n",
    ],
)
def test_has_none(text):
    assert read_page(text).dateline is None


def test_published_gives_the_year():
    found = find_dateline("新华社北京4月9日电　青禾集团宣布", date(2024, 4, 10))
    assert found is not None
    assert found.date_iso == "2024-04-09"
    assert found.anchor == date(2024, 4, 9)


def test_agrees_with_the_gold(sample):
    gold = sample.gold.get("dateline")
    page = read_page(sample.text)
    found = page.dateline
    assert (found is None) == (gold is None)
    if found is not None and gold is not None:
        assert found.date_iso == gold["date"]
        assert (page.surface(*found.place) if found.place else None) == gold["place"]


@given(st.text(alphabet="香港北京2025年10月日-/（）【】，新华社电讯记者／报导\n 来源：", max_size=60))
def test_any_text(text):
    found = find_dateline(text)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        for span in (found.place, found.agency):
            assert span is None or text[slice(*span)].strip()
