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
        ("举办首届“湾区创客周”", ["湾区创客周"]),
        ("第三届东岸匠人周圆满落幕", ["第三届东岸匠人周"]),
        ("「东岸匠人周」隆重开幕", ["东岸匠人周"]),
        ("第三届商会会长周正式上任", []),
        ("出席联合办公大楼落成剪彩仪式时表示", ["联合办公大楼落成剪彩仪式"]),
        ("全国中等学校运动会今日闭幕", ["全国中等学校运动会"]),
        ("办理10场「长者服务入口网」资讯教育训练", ["「长者服务入口网」资讯教育训练"]),
        ("东岸杯2025国际龙舟邀请赛落幕", ["2025国际龙舟邀请赛"]),
        ("该组织每年会于广场聚集，长者口腔外展计划展开", []),
        ("公开展示发展成果，展开节能行动，欢度春节", []),
        ("出席者在会议室参观了展览中心和委员会", []),
        ("各国使节在开幕环节致意", []),
        ("举办「健康之路」健走活动，参与相关活动", ["「健康之路」健走活动"]),
        ("办理「海洋嘉年华」活动", ["海洋嘉年华"]),
        (
            "第三次海洋测绘学术年会暨进修项目“测绘管理”培训班召开",
            ["第三次海洋测绘学术年会暨进修项目“测绘管理”培训班"],
        ),
        ("出席「东岸商会2016年年会暨会员代表大会」时", ["东岸商会2016年年会暨会员代表大会"]),
        ("第二次定期会议事今日进行", ["第二次定期会"]),
        ("获得青年排舞赛的冠军，参加书法大赛之一", []),
        ("藉由召开联系会议等方式，东岸海事青年会", []),
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


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("举行第三届年会暨「海洋」培训班", ["conference"]),
        ("客座讲师聘任暨图书捐赠仪式", ["ceremony"]),
        ("出席「东岸学会2016年论坛暨会员代表大会」", ["conference"]),
        ("「消防暨义消人员技能大赛」开幕典礼", ["ceremony"]),
        ("第十届会员大会", ["meeting"]),
    ],
)
def test_the_kind_of_two_in_one(text: str, kinds: list[str]) -> None:
    found = occasions_of(text, (0, len(text)), [], [], [], Classes({}, {}), load_frames())
    assert [o.kind for o in found if o.name][-1:] == kinds


def test_a_name_with_a_person_in_it_begins_before_the_person() -> None:
    text = "马丁•兰德客座讲师聘任暨图书捐赠仪式举行"
    (found,) = occasions_of(text, (0, len(text)), [], [(0, 5)], [], Classes({11: 9}, {}), load_frames())
    assert text[slice(*(found.name or (0, 0)))] == "马丁•兰德客座讲师聘任暨图书捐赠仪式"


def test_a_verb_behind_the_edition_is_part_of_the_name() -> None:
    text = "东岸学会第四次测绘与制图整理学术年会召开"
    (found,) = occasions_of(text, (0, len(text)), [(0, 4)], [], [], Classes({14: 12}, {}), load_frames())
    assert text[slice(*(found.name or (0, 0)))] == "东岸学会第四次测绘与制图整理学术年会"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("[东岸大学|o]9月13日举办第三届科创周，一连七天。", ("2025-09-13", "2025-09-19")),
        ("为期三天的第三届青年论坛9月13日闭幕。", ("2025-09-11", "2025-09-13")),
        ("东岸四季书画展自9月4日起至9月30日于青禾会馆举办。", ("2025-09-04", "2025-09-30")),
        ("[东岸大学|o]举办第三届摄影大赛，10月31日止征稿。", (None, None)),
        ("[东岸大学|o]昨日宣布将举办第三届音乐会。活动将于10月8日在青禾会馆举行。", ("2025-10-08", None)),
        ("第三届青年论坛随后登场，今日市长主持记者会。", (None, None)),
    ],
)
def test_days(text: str, days: tuple[str | None, str | None]) -> None:
    event = next(e for e in events_of(text, date(2025, 9, 14)) if e.name)
    assert (event.start, event.end) == days


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[东岸大学|o]于青禾公园及西岭广场分别举办第三届音乐会。", "青禾公园"),
        ("[东岸大学|o]昨日举办第三届音乐会。\n时间：10月8日\n地点：青禾会馆", "青禾会馆"),
        ("第三届科创周今日在青禾会馆举行开幕式，[周平|p]主礼。", None),
    ],
)
def test_places(text: str, place: str | None) -> None:
    event = next(e for e in events_of(text) if e.name)
    assert event.place == place


@pytest.mark.parametrize(
    "text",
    [
        "[东岸大学|o]长期办理书法大赛。",
        "[东岸大学|o]去（108）年举办第三届青年论坛。",
        "[东岸大学|o]每季召开海洋安全会议。",
        "[东岸大学|o]日后也可办理书法大赛。",
    ],
)
def test_what_was_or_is_every_year_is_no_event(text: str) -> None:
    assert events_of(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("山河书法创作展登场\n\n[东岸大学|o]昨日举行「笔下山河」书法展。", "「笔下山河」书法展"),
        ("出席青年论坛\n\n[周平|p]昨日出席「东岸学会表扬大会暨青年论坛」。", "东岸学会表扬大会暨青年论坛"),
        ("第三届东岸国际竞速大赛登场\n\n第三届东岸竞速大赛昨日举行。", "第三届东岸国际竞速大赛"),
        ("[东岸大学|o]昨日召开第三届年会。此次会议由[青禾商会|o]承办。", "第三届年会"),
    ],
)
def test_told_in_other_words_it_is_one_event(text: str, name: str) -> None:
    assert [event.name for event in events_of(text)] == [name]


def test_who_hosts_and_who_supports_before_the_name() -> None:
    events = events_of(
        "由[东岸大学|o]主办，[青禾商会|o]承办，[东岸海关|o]支持的「第三届青年论坛」，昨日在青禾会馆举行开幕式。"
    )
    roles = told(events[0])
    assert (roles["host"], roles["organiser"], roles["supporter"]) == ({"东岸大学"}, {"青禾商会"}, {"东岸海关"})


def test_labels_under_thanks_are_of_the_whole() -> None:
    events = events_of(
        "第二届东岸海洋节昨日举行。\n\n【少年画赛颁奖礼】\n颁奖礼昨日举行，[周平|p]主礼。\n\n"
        "鸣谢\n主办：[东岸大学|o]\n联合主办：[青禾商会|o]\n支持：[东岸海关|o]"
    )
    festival = next(told(event) for event in events if event.kind == "festival")
    assert (festival["host"], festival["co_host"], festival["supporter"]) == ({"东岸大学"}, {"青禾商会"}, {"东岸海关"})


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
