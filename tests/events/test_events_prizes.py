"""Prizes: lists with a line each, the places of one contest, where they were given."""

from __future__ import annotations

from tests.events.test_events_marked import events_of, told


def awards(marked: str) -> list[dict[str, object]]:
    return [told(event) for event in events_of(marked) if event.kind == "award"]


LIST = (
    "评选结果今日公布。\n各奖项得主如下：\n年度大奖：[东岸科技|o]（由[何立明|p]颁发）\n"
    "创新奖：[青禾集团|o]、[青禾银行|o]（由[周平|p]颁发）\n新人奖：[林致远|p]（木工）"
)
TABLE = (
    "比赛昨日结束。\n各组优胜者如下：\n组别　　冠军　　亚军\n男子公开组　　[周平|p]　　[林致远|p]\n"
    "女子公开组　　[付青|p]　　—\n队际杯：[东岸大学|o]"
)


def test_a_list_of_prizes_is_an_award_a_line() -> None:
    assert awards(LIST) == [
        {"kind": "award", "name": "年度大奖", "recipient": {"东岸科技"}, "awarder": {"何立明"}},
        {"kind": "award", "name": "创新奖", "recipient": {"青禾集团", "青禾银行"}, "awarder": {"周平"}},
        {"kind": "award", "name": "新人奖", "recipient": {"林致远"}},
    ]


def test_the_heads_of_a_table_are_no_prize() -> None:
    assert awards(TABLE) == [
        {"kind": "award", "name": "男子公开组", "recipient": {"周平", "林致远"}},
        {"kind": "award", "name": "女子公开组", "recipient": {"付青"}},
        {"kind": "award", "name": "队际杯", "recipient": {"东岸大学"}},
    ]


def test_a_list_ends_where_sentences_begin() -> None:
    text = LIST + "\n[付青|p]表示，评审：[周平|p]等人历时三月。\n顾问：[付青|p]"
    assert len(awards(text)) == 3


def test_the_places_of_one_contest_are_one_award() -> None:
    text = "男子组由[周平|p]夺冠，[林致远|p]屈居亚军。[付青|p]勇夺女子组冠军。"
    assert [award["recipient"] for award in awards(text)] == [{"周平", "林致远"}, {"付青"}]
