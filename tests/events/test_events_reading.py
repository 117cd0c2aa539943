"""What the whole way from a page to events keeps: status, dates, hearsay, silence, order, time."""

from __future__ import annotations

import time
from datetime import date

import pytest

from pressextract.entities.entity import Entities
from pressextract.events.fill import find_events
from pressextract.text.page import read_page
from tests.events.test_events_marked import events_of, told, unmarked

NOBODY = Entities((), ())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("[东岸大学|o]昨日举行第三届青年论坛。", "reported"),
        ("[东岸大学|o]将于下月举行第三届青年论坛。", "planned"),
        ("[东岸大学|o]取消举行第三届青年论坛。", "cancelled"),
        ("[周平|p]致辞时表示，大学准备充分。他透露，[东岸大学|o]将于下月举行第三届青年论坛。", "planned"),
        ("[周平|p]获委任为主席。", "reported"),
        ("[周平|p]将出任主席。", "planned"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert [event.status for event in events_of(text) if event.kind != "speech"] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "[周平|p]曾任[东岸大学|o]校长，历任处长、局长。",
        "[东岸大学|o]未能与[青禾商会|o]签署协议。",
        "[周平|p]曾获颁「杰出贡献奖」。",
        "[周平|p]表示，[东岸大学|o]已向[青禾商会|o]捐赠五百万元。",
        "[周平|p]说：「[东岸大学|o]昨日举行了第三届青年论坛。」",
        "关于东岸科技\n[东岸科技|o]成立于2018年，曾获「最佳雇主奖」。",
    ],
)
def test_history_denial_hearsay_and_boilerplate_give_no_event(text: str) -> None:
    assert events_of(text) == ()


def test_the_full_text_of_a_speech_is_one_speech_and_nothing_else() -> None:
    events = events_of("[周平|p]今日致辞，致辞全文如下：\n[东岸大学|o]成立[海洋研究院|o]，[何立明|p]出任院长。")
    assert [event.kind for event in events] == ["speech"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("[周平|p]获委任为主席，由2025年7月1日起生效。", "2025-07-01", None),
        ("[青禾商会|o]今日（6月27日）公布，[周平|p]获委任为主席。", None, None),
        ("[青禾商会|o]委任[周平|p]为主席，任期由2026年1月1日至2027年3月31日。", "2026-01-01", "2027-03-31"),
        ("[周平|p]于2025年12月31日离任。", "2025-12-31", None),
    ],
)
def test_days_of_appointments_and_departures(text: str, start: str | None, end: str | None) -> None:
    events = [event for event in events_of(text, date(2025, 6, 27)) if event.kind in ("appointment", "departure")]
    assert [(event.start, event.end) for event in events] == [(start, end)]


def test_lines_under_a_heading_of_appointments() -> None:
    events = events_of(
        "青禾市通过人事任免事项\n\n"
        "2024年2月2日，第二十七次会议对人事任免案进行表决。\n"
        "一、任命\n[周平|p]　　[财政局|o]局长\n[何立明|p]　　[教育局|o]副局长\n"
        "二、免职\n免去[林致远|p]的[教育局|o]局长职务；免去[周平|p]的[教育局|o]副局长职务。"
    )
    found = [(e.kind, [p.name for p in e.participants]) for e in events if e.kind != "meeting"]
    assert found == [
        ("appointment", ["周平"]), ("appointment", ["何立明"]), ("departure", ["林致远"]), ("departure", ["周平"]),
    ]  # fmt: skip
    (session,) = (e for e in events if e.kind == "meeting")
    assert {e.part_of for e in events if e.kind != "meeting"} == {session.id}


def test_two_visitors_are_received_twice() -> None:
    events = events_of("[周平|p]2月3日会见[何立明|p]一行。\n\n[周平|p]2月27日在青禾宾馆会见了[林致远|p]等。")
    assert [(e.start, e.place) for e in events] == [("--02-03", None), ("--02-27", "青禾宾馆")]


def test_what_is_done_on_the_same_day_has_the_day_of_the_main_event() -> None:
    events = events_of("[东岸科技|o]2024年5月6日举行第三届青年论坛。公司同日向[青禾大学|o]捐赠五千元。")
    assert {e.kind: e.start for e in events}["conference"] == "2024-05-06"


def test_one_date_for_all_appointments() -> None:
    events = events_of("各项委任一律在2026年1月1日生效。[周平|p]获委任为主席。[何立明|p]获委任为副主席。")
    assert [event.start for event in events] == ["2026-01-01", "2026-01-01"]


def test_the_year_in_the_name_of_an_occasion_is_its_year() -> None:
    (event,) = events_of("2019东岸灯节昨日登场，欢迎市民于2月2日至3月3日参观2019东岸灯节。")
    assert (event.start, event.end) == ("2019-02-02", "2019-03-03")


def test_an_exhibition_lasts_until() -> None:
    (event,) = events_of("“织物珍品展”9月18日在东岸博物馆一号展厅开幕。展览将持续至12月21日。", date(2025, 9, 18))
    assert (event.start, event.end, event.place) == ("2025-09-18", "2025-12-21", "东岸博物馆一号展厅")


def test_a_list_of_appointments_and_removals() -> None:
    events = events_of(
        "[东岸市人大常委会|o]决定任免名单\n\n决定任命：\n[高峰远|p]为副市长；\n[谷雨田|p]为审计局局长，免去其教育局副局长职务。\n"
        "决定免去：\n[熊立新|p]的副市长职务。"
    )
    assert [(event.kind, told(event).get("appointee") or told(event).get("subject")) for event in events] == [
        ("appointment", {"高峰远"}),
        ("appointment", {"谷雨田"}),
        ("departure", {"谷雨田"}),
        ("departure", {"熊立新"}),
    ]
    assert told(events[0])["appointer"] == {"东岸市人大常委会"}


def test_who_is_in_a_post_takes_no_part() -> None:
    (event,) = [
        e for e in events_of("[青禾商会|o]举行就职典礼，[东岸大学|o]校长[周平|p]应邀主礼。") if e.kind == "ceremony"
    ]
    assert told(event) == {"kind": "ceremony", "name": None, "host": {"青禾商会"}, "officiant": {"周平"}}


def test_a_signing_told_beside_its_ceremony_is_one_event() -> None:
    events = events_of(
        "[东岸大学|o]与[青禾商会|o]签署合作协议\n\n战略合作签约仪式昨日在青禾宾馆举行。\n"
        "[周平|p]、[何立明|p]代表双方在协议上签字，[林致远|p]见证签约。"
    )
    assert [(e.kind, e.name, e.place) for e in events] == [("signing", "战略合作签约仪式", "青禾宾馆")]
    assert told(events[0])["signatory"] == {"东岸大学", "青禾商会", "周平", "何立明"}
    assert told(events[0])["attendee"] == {"林致远"}


def test_rounds_of_funding() -> None:
    (event,) = events_of(
        "[灵动科技|o|公司]今日宣布完成近3亿元B轮融资。本轮融资由[长庚资本|o]领投，[松果创投|o]跟投，"
        "[汇元资本|o]担任独家财务顾问。"
    )
    assert told(event) == {
        "kind": "investment",
        "name": "B轮融资",
        "target": {"灵动科技"},
        "subject": {"长庚资本", "松果创投"},
        "partner": {"汇元资本"},
    }
    assert event.amounts == ("近3亿元",)


def test_spans_point_into_the_original() -> None:
    marked = "第 五屆青年論壇昨日舉行，[周平|p]致辭。"
    text = unmarked(marked)
    page = read_page(text)
    for event in find_events(page, (), NOBODY, anchor=None):
        for span in (event.trigger, event.evidence):
            assert text[span.start : span.end] == span.text
        assert event.name == "第五屆青年論壇"


def test_the_signs_of_skeletons_may_stand_in_a_text() -> None:
    page = read_page("\ue000、\ue001致辞时表示，\ue003今日举行，\ue002由\ue000主持。")
    assert find_events(page, (), NOBODY, anchor=None) == ()


def test_ids_follow_the_text() -> None:
    events = events_of("第三届青年论坛昨日举行。[周平|p]致辞。[何立明|p]致辞。")
    assert [event.id for event in events] == ["e1", "e2", "e3"]
    assert [event.trigger.start for event in events] == sorted(event.trigger.start for event in events)


def test_twice_the_same() -> None:
    text = "[青禾商会|o]举行就职典礼，[周平|p]、[何立明|p]主礼，[林致远|p]致辞。"
    assert events_of(text) == events_of(text)


@pytest.mark.parametrize(
    "piece", ["会", "举行典礼", "「『", "第一届论坛暨", "10月3日", "由主持在于", "表示举行第三届论坛\n", "，"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        page = read_page(piece * (length // len(piece)))
        start = time.process_time()
        find_events(page, (), NOBODY, anchor=None)
        return time.process_time() - start

    seconds(1_000)
    short, long = seconds(12_000), seconds(48_000)
    assert long < 12 * max(short, 0.02)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("[東岸科技|o]捐贈逾三千萬元。", ("逾三千萬元",)),
        ("[東岸科技|o]完成數億元B輪融資。", ("數億元",)),
        ("[東岸科技|o]收購[青禾電子|o]全數股權，作價3.05億至3.18億港元。", ("3.05億至3.18億港元",)),
        ("[林致遠|p]捐出2萬元，[周平|p]捐出5萬元。", ("2萬元", "5萬元")),
        (
            "[東岸科技|o]披露2024年年度報告。營業收入87.42億元，同比增長14.6%；每股盈餘1.74元。"
            "董事會感謝股東。公司成立已久。另捐款3萬元。",
            ("87.42億元", "14.6%", "1.74元"),
        ),
    ],
)
def test_amounts_are_given_with_their_units(text: str, amounts: tuple[str, ...]) -> None:
    assert tuple(amount for event in events_of(text) for amount in event.amounts) == amounts


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("[东岸科技|o]于2025年7月8日收购[青禾电子|o]；11月18日，青禾槟岛工厂投产。", "2025-11-18"),
        ("[东岸科技|o]成立于2010年5月；11月18日，青禾槟岛工厂投产。", "--11-18"),
        ("2026年3月26日晚间，[东岸科技|o]公布业绩。11月18日，青禾槟岛工厂投产。", "2026-11-18"),
        ("[东岸科技|o]公布业绩。11月18日，青禾槟岛工厂投产。", "--11-18"),
    ],
)
def test_the_year_of_a_day_is_the_one_told_before(text: str, start: str) -> None:
    assert [event.start for event in events_of(text) if event.kind == "launch"] == [start]
