"""Changes of posts: from when they count, members that a list tells by marks, the form of a stock exchange."""

from __future__ import annotations

from datetime import date

import pytest

from pressextract.events.fill import find_events
from pressextract.events.told import read_told
from pressextract.schema import Event
from pressextract.text.page import read_page
from tests.events.test_events_marked import entities_of, events_of, told, unmarked

DAY = date(2025, 3, 28)


def changes(marked: str, kind: str = "appointment") -> list[Event]:
    return [event for event in events_of(marked, DAY) if event.kind == kind]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("政府今日宣布，委任[林致远|p]为主席。有关任命由2025年4月1日起生效。", "2025-04-01", None),
        ("委任[林致远|p]为委员。三人任期两年，由2025年5月1日至2027年4月30日。", "2025-05-01", "2027-04-30"),
        ("[林致远|p]获委任为局长，任期一年，自2025年6月2日起计。", "2025-06-02", None),
        ("[林致远|p]获委任为局长，于2025年6月2日履新，接替将于同日退休的[周平|p]。", "2025-06-02", None),
        ("政府今日宣布，委任[林致远|p]为主席。", None, None),
        ("[周平|p]将于2025年9月1日退任，由女儿[林致远|p]接任。", "2025-09-01", None),
        ("公司2025年3月1日公布高层调整，即日起生效。总经理[林致远|p]接任董事长。", "2025-03-01", None),
    ],
)
def test_an_appointment_is_dated_from_when_it_counts(text: str, start: str | None, end: str | None) -> None:
    assert [(event.start, event.end) for event in changes(text)] == [(start, end)]


def test_the_same_day_is_the_one_told_before() -> None:
    text = "[林致远|p]获委任为局长，于2025年6月2日履新，接替将于同日退休的[周平|p]。"
    assert [event.start for event in changes(text, "departure")] == ["2025-06-02"]


def test_the_day_of_the_notice_is_the_one_that_it_bears() -> None:
    text = "变更秘书\n[周平|p]已辞任秘书，自本公告日期起生效。\n香港，2025年6月30日"
    assert [event.start for event in events_of(text)] == ["2025-06-30"]


def test_the_day_within_the_words_that_tell_of_leaving_counts() -> None:
    text = "[周平|p]因个人原因将于2025年9月30日辞任，由[林致远|p]接任，2025年10月1日起生效。"
    assert [event.start for event in changes(text, "departure")] == ["2025-09-30"]


def test_who_appoints_the_first_of_a_sentence_appoints_the_others() -> None:
    text = "[青禾市政府|o]任命[林致远|p]为交通局局长，[周平|p]为卫生局局长。"
    assert [told(event)["appointer"] for event in changes(text)] == [{"青禾市政府"}] * 2


LIST = (
    "公布任命\n政府今日宣布，委任[林致远|p]为主席，并增聘两名新成员并重新委任一名原有成员。\n委员会的成员名单如下：\n"
    "主席\n[林致远|p]\n委员\n[周平|p]*\n[何立明|p]博士\n[付青|p]律师*\n* 新成员"
)


def test_marks_tell_the_new_members_from_the_others() -> None:
    found = [told(event)["appointee"] for event in changes(LIST)]
    assert found == [{"林致远"}, {"周平", "付青"}, {"何立明"}]


def test_without_marks_nobody_is_told_apart() -> None:
    assert [told(event)["appointee"] for event in changes(LIST.replace("*", ""))] == [{"林致远"}]


FORM = (
    "公告董事长异动\n3.旧任者姓名及简历:\n董事长：[林致远|p]，[青禾光电|o]董事长\n"
    "4.新任者姓名及简历:[周平|p]，前[东岸半导体|o]营运长\n"
    "5.异动情形:辞职、新任\n6.异动原因:生涯规划\n7.生效日期:114/09/01"
)


def test_the_form_of_a_stock_exchange_tells_who_comes_and_who_leaves() -> None:
    events = events_of(FORM)
    assert [(told(event), event.start) for event in events] == [
        ({"kind": "appointment", "name": None, "appointee": {"周平"}}, "2025-09-01"),
        ({"kind": "departure", "name": None, "subject": {"林致远"}}, "2025-09-01"),
    ]


def test_who_follows_himself_does_not_leave() -> None:
    events = events_of(FORM.replace("[周平|p]", "[林致远|p]"))
    assert [event.kind for event in events] == ["appointment"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("商会换届\n[林致远|p]昨日主持会议。他在欢迎辞中表示，商会将继续服务会员。", [{"林致远"}]),
        ("[林致远|p]聆听简报，随后致辞表示，商会将继续服务会员。", [{"林致远"}]),
        ("商会换届\n[林致远|p]昨日主持会议。他并在席间发表专题演讲。", [{"林致远"}]),
        ("[林致远|p]发言人表示，商会将继续服务会员。", []),
    ],
)
def test_who_speaks_is_known_from_what_is_said(text: str, speakers: list[set[str]]) -> None:
    page, entities = read_page(unmarked(text), None), entities_of(text)
    events = find_events(page, (), entities, anchor=None, told=read_told(page, (), entities))
    assert [told(event)["speaker"] for event in events if event.kind == "speech"] == speakers


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        ("[青禾商会|o]昨日举行颁奖典礼。\n[林致远|p]致辞时感谢各界支持。", True),
        ("[周平|p]昨日接见[何立明|p]，谈及下月举行的就职典礼。\n[林致远|p]致辞时感谢各界支持。", False),
    ],
)
def test_a_speech_belongs_to_the_only_ceremony(text: str, belongs: bool) -> None:
    speech = next(event for event in events_of("商会消息\n" + text) if event.kind == "speech")
    assert (speech.part_of is not None) is belongs


def test_a_pronoun_goes_on_with_what_is_said() -> None:
    text = "商会换届\n[林致远|p]表示，商会将继续服务会员。他三度率领同仁拜访[东岸大学|o]。"
    page, entities = read_page(unmarked(text), None), entities_of(text)
    assert find_events(page, (), entities, anchor=None, told=read_told(page, (), entities)) == ()
