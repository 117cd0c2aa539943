"""To which event a role goes, and where it puts that event."""

from __future__ import annotations

import pytest

from tests.events.test_events_marked import events_of, told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("市长[林致远|p]今日上午前往青禾市东岸区参访[灵动科技|o]。", "青禾市东岸区"),
        ("市长[林致远|p]今日上午前往青禾市先后参访果园。", "青禾市"),
        ("市长[林致远|p]今日上午访视「[东岸医院|o]」。", "东岸医院"),
        ("[青禾商会|o]今日于东岸广场分别举行第三届青年论坛。", "东岸广场"),
        ("市长[林致远|p]今日前往东岸等著名宫庙祈福参拜。", None),
        (
            "总统[林致远|p]今日接见[周平|p]一行。\n访宾一行由[何立明|p]陪同，前来[总统府|o]晋见总统。",
            "总统府",
        ),
    ],
)
def test_where_somebody_was_received_or_visited(text: str, place: str | None) -> None:
    assert [event.place for event in events_of(text)] == [place]


def test_the_roster_of_a_reception_goes_to_no_occasion_named_in_between() -> None:
    events = events_of(
        "总统[林致远|p]今日接见[青禾商会|o]代表。\n总统表示，第三届青年论坛下月举行。\n[周平|p]表示感谢。\n"
        "访宾一行包括[何立明|p]、[郝远|p]，由[付青|p]陪同，前来[总统府|o]晋见总统，[方若水|p]也在座。"
    )
    assert [told(event)["attendee"] for event in events] == [{"青禾商会", "何立明", "郝远", "付青", "方若水"}]


def test_a_delegation_has_no_record_of_its_own() -> None:
    (event,) = events_of("总统[林致远|p]今日接见「[青禾众议院|o]友好议员访问团」。")
    guest = next(part for part in event.participants if part.role == "attendee")
    assert (guest.name, guest.entity_id) == ("青禾众议院友好议员访问团", None)


def test_a_bare_delegation_is_the_body_that_sent_it() -> None:
    (event,) = events_of("总统[林致远|p]今日接见[青禾商会|o]访问团。")
    assert told(event)["attendee"] == {"青禾商会"}


def test_this_ceremony_is_the_one_told_before() -> None:
    events = events_of(
        "总统[林致远|p]今日出席「青禾奖表扬大会」。\n总统表示，大家辛苦了。\n包括院长[周平|p]等均出席是项颁奖典礼。"
    )
    assert [(event.name, told(event)["attendee"]) for event in events] == [("青禾奖表扬大会", {"林致远", "周平"})]


def test_who_attends_is_at_the_occasion_behind_the_verb() -> None:
    events = events_of("「山海之间」特展昨日在美术馆揭幕，市长[林致远|p]出席开幕典礼。")
    assert [told(event).get("attendee") for event in events if event.kind == "ceremony"] == [{"林致远"}]


def test_witnesses_of_the_paper_told_before() -> None:
    events = events_of(
        "[青禾大学|o]昨日与[东岸学院|o]签订交流协议。\n协议由[林致远|p]与[周平|p]签署，并由[何立明|p]见证。\n"
        "签约后，[付青|p]主持「青年创业」座谈会。"
    )
    signing = next(event for event in events if event.kind == "signing")
    assert told(signing)["attendee"] == {"何立明"}
    assert told(signing)["signatory"] == {"青禾大学", "东岸学院", "林致远", "周平"}


def test_a_general_word_means_the_occasion_told_just_before() -> None:
    events = [told(event) for event in events_of("[东岸文化局|o]昨日召开工作会议，局长[林致远|p]主持会议。")]
    assert [(event["host"], event["moderator"]) for event in events] == [({"东岸文化局"}, {"林致远"})]


def test_who_takes_part_in_a_discussion_discusses() -> None:
    (event,) = events_of("[东岸大学|o]昨日举行圆桌对话，由[周平|p]主持，[林致远|p]、[何立明|p]参加。")
    assert (told(event)["moderator"], told(event)["panellist"]) == ({"周平"}, {"林致远", "何立明"})


def test_one_alone_discusses_with_nobody() -> None:
    (event,) = events_of("[东岸大学|o]昨日举行第三届青年论坛，[周平|p]就青年就业进行了探讨。")
    assert "panellist" not in told(event)


def test_the_first_of_allies_hosts() -> None:
    (event,) = events_of("[青禾商会|o]联同[东岸海关|o]、[东岸大学|o]举办第三届青年论坛。")
    assert (told(event)["host"], told(event)["co_host"]) == ({"青禾商会"}, {"东岸海关", "东岸大学"})


@pytest.mark.parametrize("heading", ["支持机构", "支持机构（按笔画序）：", "【支持单位】"])
def test_the_bodies_under_a_heading_have_its_role(heading: str) -> None:
    (event,) = events_of(f"第三届青年论坛昨日举行。\n主办单位\n[东岸大学|o]\n{heading}\n[青禾商会|o]\n[东岸海关|o]")
    assert (told(event)["host"], told(event)["supporter"]) == ({"东岸大学"}, {"青禾商会", "东岸海关"})


def test_a_roster_ends_at_the_next_heading() -> None:
    (event,) = events_of(
        "[东岸大学|o]昨日举行第三届青年论坛。\n出席嘉宾\n[林致远|p]\n[周平|p]\n主礼嘉宾\n[何立明|p]\n与谈人：\n[郝远|p]"
    )
    roles = told(event)
    assert (roles["attendee"], roles["officiant"], roles["panellist"]) == ({"林致远", "周平"}, {"何立明"}, {"郝远"})


@pytest.mark.parametrize(
    "text",
    [
        "[林致远|p]因公未克出席。",
        "[林致远|p]常常参与公益活动。",
        "[林致远|p]支持学生参与论坛。",
        "[林致远|p]没有出席。",
        "选手讲述了[林致远|p]的故事。",
    ],
)
def test_who_did_not_come_attends_nothing(text: str) -> None:
    (event,) = events_of(f"[东岸大学|o]昨日举行第三届青年论坛。{text}")
    assert "attendee" not in told(event)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("青禾會館昨日舉行第三屆畢業典禮。典禮由主席[周平|p]主持，嘉賓雲集。", "officiant"),
        ("青禾會館昨日舉行第三屆畢業典禮。典禮由司儀[周平|p]主持，嘉賓雲集。", "moderator"),
        ("青禾会馆昨日举行第三届毕业典礼。典礼由主席[周平|p]主持，嘉宾云集。", "moderator"),
    ],
)
def test_who_presides_at_a_ceremony_officiates_outside_the_mainland(text: str, role: str) -> None:
    assert [told(event).get(role) for event in events_of(text) if event.kind == "ceremony"] == [{"周平"}]
