"""The date grammar as tables: what is found, and what it means on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.dates import find_dates, parse_numeral, stated_year
from pressextract.text.resolution import resolve

DAY = date(2025, 10, 23)

RESOLVED = [
    # whole dates
    ("2025年10月23日", "2025-10-23", None),
    ("2025 年 10 月 23 日", "2025-10-23", None),
    ("二○二二年三月一日", "2022-03-01", None),
    ("二零零五年十二月三十一日", "2005-12-31", None),
    ("二〇二五年二月廿八日", "2025-02-28", None),
    ("2024-10-16", "2024-10-16", None),
    ("2025/3/4", "2025-03-04", None),
    ("6月6日（星期五）", "2025-06-06", None),
    # the Republic's years
    ("民国一百零五年八月三日", "2016-08-03", None),
    ("中华民国114年11月1日", "2025-11-01", None),
    ("110年12月27日", "2021-12-27", None),
    ("今（105）年5月20日", "2016-05-20", None),
    # ranges
    ("10月20至21日", "2025-10-20", "2025-10-21"),
    ("9月20日-23日", "2025-09-20", "2025-09-23"),
    ("10月3日至10月9日", "2025-10-03", "2025-10-09"),
    ("2025年9月1日至3日", "2025-09-01", "2025-09-03"),
    ("本（2016）年8月1日至4日", "2016-08-01", "2016-08-04"),
    ("11月6~8日", "2025-11-06", "2025-11-08"),
    ("12月28日至1月3日", "2025-12-28", "2026-01-03"),
    ("2月3日(六)至3月10日(日)", "2026-02-03", "2026-03-10"),
    ("10月3日起至10月9日", "2025-10-03", "2025-10-09"),
    ("四月十三日及十四日", "2026-04-13", "2026-04-14"),
    ("10月20、21日", "2025-10-20", "2025-10-21"),
    ("即日起至8/31", "2025-10-23", "2026-08-31"),
    # relative to the day
    ("今日", "2025-10-23", None),
    ("今（23）日", "2025-10-23", None),
    ("昨(22)日", "2025-10-22", None),
    ("昨晚", "2025-10-22", None),
    ("明天", "2025-10-24", None),
    ("前天", "2025-10-21", None),
    ("今日（十月二十三日）", "2025-10-23", None),
    ("明日(3月1日)", "2026-03-01", None),
    ("本月20日", "2025-10-20", None),
    ("上月5日", "2025-09-05", None),
    ("去年12月5日", "2024-12-05", None),
    ("明年一月一日", "2026-01-01", None),
    ("上周五（10月17日）", "2025-10-17", None),
    ("上周五", "2025-10-17", None),
    ("本周六", "2025-10-25", None),
    ("25日", "2025-10-25", None),
    ("2日", "2025-11-02", None),
    ("今（15）、明（16）", "2025-10-15", "2025-10-16"),
    ("5月7日跟5月8日", "2025-05-07", "2025-05-08"),
    ("8/27-28", "2025-08-27", "2025-08-28"),
    ("明（10/24）日", "2025-10-24", None),
    # nobody can tell
    ("2月31日", None, None),
    ("今年7月", None, None),
    ("二月至五月", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), RESOLVED)
def test_resolves(text, start, end):
    sentence = f"于{text}在港举行"
    (found,) = find_dates(sentence)
    assert sentence[found.start : found.end] == text
    assert resolve(found, DAY) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10月20至21日", "--10-20", "--10-21"),
        ("今日（十二月十九日）", "--12-19", None),
        ("明年一月一日", "--01-01", None),
        ("2月29日", "--02-29", None),
        ("今（28）日", None, None),
        ("今日", None, None),
        ("25日", None, None),
        ("本月20日", None, None),
        ("2025年9月1日至3日", "2025-09-01", "2025-09-03"),
    ],
)
def test_without_an_anchor(text, start, end):
    (found,) = find_dates(text)
    assert resolve(found, None) == (start, end)


def test_year_hint_serves_only_without_an_anchor():
    (found,) = find_dates("9月3日")
    assert resolve(found, None, 2019) == ("2019-09-03", None)
    assert resolve(found, DAY, 2019) == ("2025-09-03", None)
    (last_year,) = find_dates("去年9月3日")
    assert resolve(last_year, None, 2019) == ("2018-09-03", None)


@pytest.mark.parametrize(
    ("anchor", "text", "expected"),
    [
        (date(2026, 1, 3), "12月28日", "2025-12-28"),
        (date(2025, 12, 28), "1月3日", "2026-01-03"),
        (date(2025, 10, 28), "2日", "2025-11-02"),
        (date(2025, 3, 3), "28日", "2025-02-28"),
        (date(2025, 1, 13), "31日", "2025-01-31"),
        (date(2025, 3, 1), "2月29日", None),
        (date(1, 1, 1), "前天", None),
        (date(9999, 12, 31), "明天", None),
    ],
)
def test_nearest(anchor, text, expected):
    (found,) = find_dates(text)
    assert resolve(found, anchor)[0] == expected


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("8月3日到访，同日签署", ["2025-08-03", "2025-08-03"]),
        ("2019年成立，同年5月3日挂牌", ["2019-05-03"]),
        ("12月3日、15日", ["2025-12-03", "2025-12-15"]),
        ("9月1日至3日闭幕，当日颁奖", ["2025-09-01", "2025-09-03"]),
    ],
)
def test_looks_back(text, starts):
    assert [resolve(found, DAY)[0] for found in find_dates(text)] == starts


@pytest.mark.parametrize(
    "text",
    [
        "为期30日",
        "3日游",
        "有朝一日",
        "第20日",
        "目前天气",
        "今后天气",
        "发明天地",
        "合同日期",
        "农历三月三日",
        "2021年至2023年",
        "自99年起",
        "13月",
        "三个月",
        "满月",
        "1/3的人",
        "版本3.10.2",
        "电话2025-1234",
        "同日签署",
        "本年度",
        "十日内",
        "月票",
        "日前",
        "近日",
        "",
    ],
)
def test_no_date(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2025", 2025),
        ("二○二五", 2025),
        ("二〇〇五", 2005),
        ("十", 10),
        ("十二", 12),
        ("三十一", 31),
        ("廿八", 28),
        ("卅", 30),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("1,260", 1260),
        ("两万三千", 23000),
        ("3万5千", 35000),
        ("一亿二千万", 120_000_000),
        ("", None),
        ("林", None),
        ("九" * 33, None),
        ("1" * 33, None),
        ("三年", None),
    ],
)
def test_numerals(text, number):
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    ("text", "year"), [("明（2022）年", 2021), ("去(2017)年", 2018), ("今（105）年", 2016), ("2022年", None)]
)
def test_stated_year(text, year):
    assert stated_year(text) == year


@given(st.text(alphabet="今明本同日月年（）()0123456789〇一二十至、-/周五 上", max_size=60), st.none() | st.dates())
def test_any_text(text, anchor):
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        for value in resolve(found, anchor):
            if value is not None and not value.startswith("--"):
                date.fromisoformat(value)
