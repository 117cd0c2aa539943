"""Statements, from text in which people, bodies and posts are marked by hand.

``[林致遠|p]`` is a person, ``[青禾集團|o]`` a body, ``[林主席|p林致遠]`` another form of one; ``[董事長|t林致遠]`` is a
post of a person, ``[前會長|f林致遠]`` a former one.
"""

from __future__ import annotations

import re
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from pressextract.entities.entity import Entities, Organisation, Person, Post, Reference
from pressextract.events.references import find_references
from pressextract.events.statements import find_statements
from pressextract.mentions.recogniser import Recogniser
from pressextract.schema import Statement
from pressextract.text.layout import Line, LineKind
from pressextract.text.page import Page, read_page
from pressextract.text.script import fold_script
from pressextract.tokens.word import Word

_MARK = re.compile(r"\[([^|\]]+)\|([potf])([^\]]*)\]")
_RECOGNISER = Recogniser()


def prepare(marked: str, kind: LineKind = "body") -> tuple[Page, tuple[Word, ...], Entities]:
    """Marked text as the arguments of ``find_statements``; every line is of the same kind."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2], match[3] or match[1]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    page = read_page(text)
    assert len(page.fold) == len(text), "the marks count offsets of the fold"
    page = replace(page, lines=tuple(Line(line.start, line.end, kind) for line in page.lines), dateline=None)

    def named(sort: str) -> list[tuple[str, tuple[Reference, ...]]]:
        names = dict.fromkeys(name for _, _, key, name in spans if key == sort)
        return [
            (name, tuple(Reference(s, e, "name") for s, e, key, n in spans if key == sort and n == name))
            for name in names
        ]

    people, bodies = named("p"), named("o")
    posts = {
        name: tuple(
            Post(text[s:e], text[s:e], None, None, "former" if key == "f" else "current", s, e, (s, e), "test", 1.0)
            for s, e, key, n in spans
            if key in "tf" and n == name
        )
        for name, _ in people
    }
    honours = {name: tuple(h for h in ("女士", "先生") if f"{name}{h}" in text) for name, _ in people}
    return (
        page,
        _RECOGNISER(page.fold).words,
        Entities(
            tuple(
                Person(f"p-{name}", name, fold_script(name), (), honours[name], posts[name], references, "test", 1.0)
                for name, references in people
            ),
            tuple(
                Organisation(f"o-{name}", name, fold_script(name), (), "other", None, references, "test", 1.0)
                for name, references in bodies
            ),
        ),
    )


def statements(marked: str, kind: LineKind = "body") -> tuple[Statement, ...]:
    """The statements of marked text, with their spans checked."""
    page, words, entities = prepare(marked, kind)
    found = find_statements(page, words, entities)
    for item in found:
        assert page.original[item.span.start : item.span.end] == item.span.text
        assert item.speaker_id in {p.id for p in entities.people} | {o.id for o in entities.organisations}
        assert 0 < item.confidence < 1
    return found


def told(marked: str, kind: LineKind = "body") -> list[str]:
    """Statements as ``speaker|verb|text``; direct ones in 「」."""
    return [
        f"{s.speaker}|{s.verb or ''}|" + (f"「{s.text}」" if s.direct else s.text) for s in statements(marked, kind)
    ]


_CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "statements.toml").read_text("utf-8"))["case"]
SPOKESPERSON = "總統府[發言人|t林致遠][林致遠|p]說，[周平|p]指示各單位全力防災。"


@pytest.mark.parametrize(
    ("marked", "expected"), [pytest.param(case["text"], case["expect"], id=case["label"]) for case in _CASES]
)
def test_case(marked: str, expected: list[str]) -> None:
    assert told(marked) == expected


def test_principal_of_a_spokesperson_speaks_too() -> None:
    assert told(SPOKESPERSON) == ["林致遠|說|周平指示各單位全力防災", "周平|指示|各單位全力防災"]


def test_what_another_says_inside_belongs_to_the_speaker() -> None:
    assert told("[林致遠|p]說，[周平|p]曾指出，時代變了。") == ["林致遠|說|周平曾指出，時代變了"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("颱風逼近　[林致遠|p]：全力防災　守護市民", ["林致遠||全力防災　守護市民"]),
        ("公布新猷　[林致遠|p]籲市民支持", ["林致遠|籲|市民支持"]),
        ("[林致遠|p]出席就職典禮", []),
        ("[青禾集團|o]：全年業績公告", []),
    ],
)
def test_headline(marked: str, expected: list[str]) -> None:
    assert told(marked, "headline") == expected


@pytest.mark.parametrize("kind", ["caption", "boilerplate", "contact", "credits", "roster", "heading", "noise"])
def test_nobody_speaks_outside_the_story(kind: LineKind) -> None:
    assert told("[林致遠|p]表示，集團將增聘人手。", kind) == []


def test_title_goes_on_to_mean_the_host() -> None:
    marked = (
        "[林致遠|p]總統今日接見訪團。[周平|p]總統來訪，意義重大。\n"
        "總統致詞時表示，歡迎來訪。\n[周平|p]總統說，感謝款待。\n總統指出，兩國友好。"
    )
    assert told(marked) == [
        "林致遠|表示|歡迎來訪",
        "周平|說|感謝款待",
        "林致遠|指出|兩國友好",
    ]


def test_title_held_by_two_means_the_one_named_last() -> None:
    marked = "[文化局|o][局長|t何安][何安|p]到場。[教育局|o][局長|t周平][周平|p]隨後到場，局長表示，名額會增加。"
    assert [item.partition("|")[0] for item in told(marked)] == ["周平"]


def test_former_post_is_no_title_of_today() -> None:
    assert told("[前會長|f林致遠][林致遠|p]到場。會長表示，會務順利。") == []


def test_rule_says_how_the_words_stand_and_who_was_meant() -> None:
    marked = "[林致遠|p]表示，業務穩健，希望各界支持。他說：「我們會努力下去。」"
    assert [item.rule for item in statements(marked)] == ["reported:name", "reported:carried", "quoted:pronoun"]


def test_traditional_and_simplified_agree() -> None:
    marked = "[林致遠|p]指出，協會將繼續努力，並希望業界參與。他強調：「這是開始，不是終點。」"
    there, here = statements(marked), statements(fold_script(marked))
    assert [(s.rule, s.direct, fold_script(s.text), s.span.start) for s in there] == [
        (s.rule, s.direct, s.text, s.span.start) for s in here
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[林致遠|p]致辭。他表示，業務穩健。", ["林致遠"]),
        ("[林致遠|p]先生到場。她表示，業務穩健。", []),
        ("[周平|p]女士到場，[林致遠|p]先生主持。她表示，業務穩健。", ["周平"]),
        ("[林致遠|p]表示，[周平|p]是老朋友，她多次到訪。", ["周平"]),
        ("副主席一職由[周平|p]出任；他同時是顧問。", ["周平"]),
        ("[林致遠|p]和[周平|p]到場，他表示，業務穩健。", []),
        ("他們表示，業務穩健。其他人到場。", []),
        ("[林致遠|p]奪冠。他的教練到場。", ["林致遠"]),
    ],
)
def test_pronouns(marked: str, expected: list[str]) -> None:
    page, words, entities = prepare(marked)
    found = find_references(page, words, entities)
    assert [who.removeprefix("p-") for _, _, kind, who in found if kind == "pronoun"] == expected
    assert all(page.fold[start:end] in ("他", "她") for start, end, kind, _ in found if kind == "pronoun")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[青禾集團|o]與[東岸大學|o]簽署協議。雙方將共建實驗室。", ["雙方=青禾集團", "雙方=東岸大學"]),
        ("[林致遠|p]與[周平|p]會面。雙方交換意見。", ["雙方=林致遠", "雙方=周平"]),
        ("[青禾集團|o]與[東岸大學|o]、[青禾商會|o]座談。雙方交換意見。", []),
        ("[青禾集團|o]公布業績。買賣雙方反應不一。", []),
        ("[青禾集團|o]與[東岸大學|o]合作，後者提供場地。", ["後者=東岸大學"]),
        ("[青禾集團|o]與[東岸大學|o]合作，前者出資。", ["前者=青禾集團"]),
        ("[青禾集團|o]表示，後者提供場地。", []),
        ("[局長|t林致遠][林致遠|p]到場。局長表示，業務穩健。", ["局長=林致遠"]),
        ("[局長|t林致遠][林致遠|p]、[局長|t周平][周平|p]到場。典禮後，局長離開。", []),
    ],
)
def test_words_that_mean_somebody_without_a_name(marked: str, expected: list[str]) -> None:
    page, words, entities = prepare(marked)
    found = find_references(page, words, entities)
    assert {f"{page.original[start:end]}={who[2:]}" for start, end, _, who in found} == set(expected)


_HOSTILE = (
    *("也", "「", "「好的我們努力。」", "，", "說", "他表示，希望", "表示希望", "在", "對於"),
    *("林致遠說", "林致遠表示，", "林致遠：「"),
)


@pytest.mark.parametrize("piece", _HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        page = read_page("")
        page = replace(page, original=text, fold=fold_script(text), lines=(Line(0, length, "body"),), dateline=None)
        page = replace(page, alignment=read_page(text).alignment)
        words = tuple(Word(at, min(at + 2, length), "v") for at in range(0, length, 2))
        references = tuple(Reference(m.start(), m.end(), "name") for m in re.finditer("林致远", page.fold))
        person = Person("p1", "林致遠", "林致远", (), (), (), references, "test", 1.0)
        entities = Entities((person,), ())
        began = time.process_time()
        find_statements(page, words, entities)
        find_references(page, words, entities)
        return time.process_time() - began

    short = min(seconds(10_000) for _ in range(2))
    assert min(seconds(40_000) for _ in range(2)) < 10 * short + 0.05
