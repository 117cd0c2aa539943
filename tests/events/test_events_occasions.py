"""Names of occasions: where they begin and end, and which mentions mean the same one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pressextract.entities.entity import Entities
from pressextract.events.fill import find_events
from pressextract.events.name_borders import Classes
from pressextract.events.occasions import occasions_of
from pressextract.knowledge.frames import load_frames
from pressextract.text.page import read_page
from pressextract.tokens.word import Word
from tests.events.test_events_marked import events_of, told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("东岸大学今日举行第七届国际青年论坛。", ["第七届国际青年论坛"]),
        ("出席「青禾桥启用典礼」时表示", ["青禾桥启用典礼"]),
        ("举行「青禾桥」启用典礼", ["「青禾桥」启用典礼"]),
        ("举行第三届「海洋之声」音乐会", ["第三届「海洋之声」音乐会"]),
        ("「东岸论坛2025」颁奖典礼", ["「东岸论坛2025」颁奖典礼"]),
        ("商会举行成立十周年会庆暨第五届会董就职典礼", ["成立十周年会庆暨第五届会董就职典礼"]),
        ("举行「青禾研究院」开幕典礼暨第三届脑健康研讨会", ["「青禾研究院」开幕典礼", "第三届脑健康研讨会"]),
        ("第四届董事会第七次会议今日召开", ["第四届董事会第七次会议"]),
        ("四省协作联席会议第十二次会议在东岸召开", ["四省协作联席会议第十二次会议"]),
        (
            "2025东岸国际铁人三项公开赛暨省运动会铁人三项测试赛收官",
            ["2025东岸国际铁人三项公开赛暨省运动会铁人三项测试赛"],
        ),
        ("全国高中棒球大赛开幕典礼今日举行", ["全国高中棒球大赛开幕典礼"]),
        ("第六届旅游与休闲产业博览会揭幕", ["第六届旅游与休闲产业博览会"]),
        ("“东岸大讲堂”第12讲开讲", ["“东岸大讲堂”第12讲"]),
        ("股东周年大会将于六月举行", ["股东周年大会"]),
        ("出席联合办公大楼落成剪彩仪式时表示", ["联合办公大楼落成剪彩仪式"]),
        ("全国中等学校运动会今日闭幕", ["全国中等学校运动会"]),
        ("办理10场「长者服务入口网」资讯教育训练", ["「长者服务入口网」资讯教育训练"]),
        ("东岸杯2025国际龙舟邀请赛落幕", ["2025国际龙舟邀请赛"]),
        ("该组织每年会于广场聚集，长者口腔外展计划展开", []),
        ("公开展示发展成果，展开节能行动，欢度春节", []),
        ("出席者在会议室参观了展览中心和委员会", []),
        ("各国使节在开幕环节致意", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = occasions_of(text, (0, len(text)), [], [], [], Classes({}, {}), load_frames())
    assert [text[o.name[0] : o.name[1]] for o in found if o.name] == names


def test_a_name_begins_behind_a_verb_that_no_name_holds() -> None:
    text = "参与争取青年创业论坛"
    classes = Classes({4: 2}, {2: "v", 4: "v"})
    found = occasions_of(text, (0, len(text)), [], [], [], classes, load_frames())
    assert [text[o.name[0] : o.name[1]] for o in found if o.name] == ["青年创业论坛"]


def test_what_stands_in_the_name_of_a_body_is_no_occasion() -> None:
    text = "青禾市人民代表大会常务委员会通过决定"
    assert occasions_of(text, (0, len(text)), [(0, 14)], [], [], Classes({}, {}), load_frames()) == []


def test_one_occasion_told_in_headline_lead_and_body_is_one_event() -> None:
    events = events_of(
        "第三届青年论坛在东岸开幕\n\n"
        "由[东岸大学|o]主办的第三届东岸国际青年论坛10月3日至5日在青禾会展中心举行，以「向海而生」为主题。\n"
        "[周平|p]在论坛上致辞。[何立明|p]主持论坛。",
        date(2025, 10, 6),
    )
    conferences = [event for event in events if event.kind == "conference"]
    assert [(e.name, e.start, e.end, e.place, e.theme) for e in conferences] == [
        ("第三届东岸国际青年论坛", "2025-10-03", "2025-10-05", "青禾会展中心", "向海而生")
    ]
    assert told(conferences[0])["host"] == {"东岸大学"}
    assert told(conferences[0])["moderator"] == {"何立明"}
    speech = next(event for event in events if event.kind == "speech")
    assert speech.part_of == conferences[0].id


def test_the_twelfth_session_is_not_the_eleventh() -> None:
    events = events_of("协作会议第十二次会议10月16日在东岸召开。会议听取了第十一次会议议定事项的汇报。[周平|p]致辞。")
    assert [event.name for event in events if event.kind == "meeting"] == ["协作会议第十二次会议"]
    assert next(event for event in events if event.kind == "speech").part_of == events[0].id


def test_an_occasion_that_is_only_mentioned_is_no_event() -> None:
    assert events_of("[周平|p]说，去年曾参加第二届青年论坛。") == ()


def test_a_long_roll_of_bodies() -> None:
    bodies = [f"东岸第{number}商会" for number in "一二三四五六七八九十"]
    text = "第三届青年论坛昨日举行，支持机构包括" + "、".join(f"[{body}|o]" for body in bodies) + "。"
    assert told(events_of(text)[0])["supporter"] == set(bodies)


def test_cities_take_part_without_a_record_of_their_own() -> None:
    text = "2025东岸人才节昨日举行，东岸、西岭、青禾等内地城市联合主办。"
    places = tuple(Word(m.start(), m.end(), "LOC") for m in re.finditer("东岸(?=、)|西岭|青禾", text))
    (event,) = find_events(read_page(text), places, Entities((), ()), anchor=None)
    assert [(p.name, p.role, p.entity_id) for p in event.participants] == [
        ("东岸", "co_host", None),
        ("西岭", "co_host", None),
        ("青禾", "co_host", None),
    ]


def test_parts_listed_in_a_festival_belong_to_it() -> None:
    events = events_of(
        "2025东岸国际人才节于10月20日在青禾会展中心举行。人才节融汇青年创业论坛、智慧城市峰会、第四届职业博览会及女性领袖论坛四大活动。\n"
        "青年创业论坛随后举行，[周平|p]致辞。"
    )
    festival = next(event for event in events if event.kind == "festival")
    forum = next(event for event in events if event.name == "青年创业论坛")
    assert forum.part_of == festival.id
    assert next(event for event in events if event.kind == "speech").part_of == forum.id
