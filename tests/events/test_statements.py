"""Statements, from text in which people, bodies and posts are marked by hand.

``[林致遠|p]`` is a person, ``[青禾集團|o]`` a body, ``[林主席|p林致遠]`` another form of one; ``[董事長|t林致遠]`` is a post of
a person, ``[前會長|f林致遠]`` a former one.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from pressextract.entities.entity import Entities, Organisation, Person, Post, Reference
from pressextract.events.references import resolve_pronouns
from pressextract.events.statements import find_statements
from pressextract.mentions.recogniser import LacRecogniser
from pressextract.schema import Statement
from pressextract.text.layout import Line, LineKind
from pressextract.text.page import Page, read_page
from pressextract.text.script import fold_script
from pressextract.tokens.word import Word

_MARK = re.compile(r"\[([^|\]]+)\|([potf])([^\]]*)\]")
_RECOGNISER = LacRecogniser()


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
    people, bodies = [], []
    for sort, made in (("p", people), ("o", bodies)):
        for name in dict.fromkeys(name for _, _, key, name in spans if key == sort):
            references = tuple(Reference(s, e, "name") for s, e, key, n in spans if key == sort and n == name)
            made.append((name, references))
    posts = {
        name: tuple(
            Post(text[s:e], None, None, "former" if key == "f" else "current", s, e, (s, e), "test", 1.0)
            for s, e, key, n in spans
            if key in "tf" and n == name
        )
        for name, _ in people
    }
    honours = {name: tuple(h for h in ("女士", "先生") if f"{name}{h}" in text) for name, _ in people}
    return (
        page,
        _RECOGNISER(page.fold),
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
        assert item.speaker_id in {e.id for e in (*entities.people, *entities.organisations)}
        assert 0 < item.confidence < 1
    return found


def told(marked: str, kind: LineKind = "body") -> list[str]:
    """Statements as ``speaker|verb|text``; direct ones in 「」."""
    return [
        f"{s.speaker}|{s.verb or ''}|" + (f"「{s.text}」" if s.direct else s.text) for s in statements(marked, kind)
    ]


SPEAKERS = [
    ("name", "[青禾集團|o][董事長|t林致遠][林致遠|p]表示，集團將增聘人手。", ["林致遠|表示|集團將增聘人手"]),
    ("title behind the name", "[林致遠|p]局長指出，工程已完成。", ["林致遠|指出|工程已完成"]),
    ("surname and title", "[林致遠|p]致辭。[林主席|p林致遠]說，會務順利。", ["林致遠|說|會務順利"]),
    ("name, adverb, occasion", "[林致遠|p]其後在致辭中也特別指出，會務順利。", ["林致遠|指出|會務順利"]),
    ("speech first", "談及新一年的計劃，[林致遠|p]坦言，挑戰不少。", ["林致遠|坦言|挑戰不少"]),
    ("title only", "[市長|t林致遠][林致遠|p]到場。市長也強調，安全第一，絕不鬆懈。", ["林致遠|強調|安全第一，絕不鬆懈"]),
    ("body", "[東岸大學|o]今日宣布，明年增設兩個學系。", ["東岸大學|宣布|明年增設兩個學系"]),
    ("body and adverbs", "[教育局|o]亦於會中提案指出，病例正在增加。", ["教育局|指出|病例正在增加"]),
    ("spokesperson of a body", "[教育局|o]發言人補充，名額會增加。", ["教育局|補充|名額會增加"]),
    ("spokesperson alone", "[教育局|o]發言人說，名額會增加。發言人續說，詳情稍後公布。", ["教育局|說|名額會增加", "教育局|續說|詳情稍後公布"]),
    ("he of a spokesperson", "[教育局|o]發言人說，名額會增加。他提醒，申請即將截止。", ["教育局|說|名額會增加", "教育局|提醒|申請即將截止"]),
    ("pronoun", "[林致遠|p]表示，集團業務穩健。他指出，明年將派息。", ["林致遠|表示|集團業務穩健", "林致遠|指出|明年將派息"]),
    ("pronoun over paragraphs", "[林致遠|p]表示，集團業務穩健。\n他宣布，明年將派息。", ["林致遠|表示|集團業務穩健", "林致遠|宣布|明年將派息"]),
    ("pronoun after a speech", "[林致遠|p]致歡迎辭，他說，會務順利。", ["林致遠|說|會務順利"]),
    ("pronoun after a feeling", "[林致遠|p]對各界的支持表示感謝。他說，會務順利。", ["林致遠|說|會務順利"]),
    ("left out", "[林致遠|p]讚揚義工付出良多，又呼籲業界伸出援手。", ["林致遠|讚揚|義工付出良多", "林致遠|呼籲|業界伸出援手"]),
    ("left out over sentences", "[林致遠|p]表示，集團業務穩健。並指出，明年將派息。", ["林致遠|表示|集團業務穩健", "林致遠|指出|明年將派息"]),
    ("relative clause", "曾任處長的[林致遠|p]表示，經驗難得。", ["林致遠|表示|經驗難得"]),
    ("another's coach", "[周平|p]奪冠。他的教練[林致遠|p]透露，[周平|p]下月出賽。", ["林致遠|透露|周平下月出賽"]),
    ("according to", "據[州能源局|o][局長|t林致遠][林致遠|p]介紹，電站年底建成。", ["林致遠|介紹|電站年底建成"]),
    ("a meeting with another", "[林致遠|p]會見[周平|p]訪團時表示，兩地交往密切。", ["林致遠|表示|兩地交往密切"]),
    ("a guest in between", "[總統|t林致遠][林致遠|p]到場。總統接見議員[周平|p]時表示，歡迎來訪。", ["林致遠|表示|歡迎來訪"]),
    ("posts joined", "董事會秘書及公司秘書[林致遠|p]表示，業績穩定。", ["林致遠|表示|業績穩定"]),
    ("the board in brackets", "青禾控股（「本公司」）董事（「董事」）會（「[董事會|o]」）謹此公佈，協議已經簽訂。", ["董事會|公佈|協議已經簽訂"]),
    ("signatory", "本人相信，前景樂觀。\n承董事會命\n主席\n[林致遠|p]", ["林致遠|相信|前景樂觀"]),
]  # fmt: skip

NOBODY = [
    ("several", "[林致遠|p]和[周平|p]表示，將加強合作。"),
    ("several in a list", "[林致遠|p]、[周平|p]三位嘉賓認為，前景樂觀，希望各界支持。"),
    ("and others", "[林致遠|p]等嘉賓指出，前景樂觀。"),
    ("experts", "[林致遠|p]致辭。專家指出，前景樂觀，希望各界支持。"),
    ("the wife", "[林致遠|p]的妻子說，他一直很努力。"),
    ("a meeting", "會議指出，要加強監管。會議要求，各部門抓好落實。"),
    ("after somebody unknown", "[林致遠|p]表示歡迎。一名居民說，出行更方便了。他希望多設班次。"),
    ("object of a preposition", "活動由[林致遠|p]主持，會上指出，明年擴大規模。"),
    ("a nominal object", "[林致遠|p]介紹了公司情況。"),
    ("a feeling", "[林致遠|p]向來賓表示衷心感謝。[林致遠|p]表示支持。"),
    ("a feeling and more", "[林致遠|p]表示熱烈祝賀和誠摯問候，並一同合照。"),
    ("hearsay", "據說[林致遠|p]說服了[周平|p]。"),
    ("words with the verb in them", "[林致遠|p]細閱說明書，產品名稱和恒生指數不變，指定用途為教育。"),
    ("indicator", "[林致遠|p]的名稱為指標。"),
    ("called", "[林致遠|p]稱[周平|p]為老師。"),
    ("opening", "[林致遠|p]宣布大會開幕。"),
    ("denial", "[林致遠|p]沒有透露金額將由誰支付。"),
    ("hope as a noun", "[林致遠|p]帶來新的希望，成果令人期待。"),
    ("arrangements", "[政府|o]今日公布委員會的人事安排。"),
    ("dividend", "[董事會|o]建議派發末期股息每股五仙。"),
    ("emphasis", "[林致遠|p]主持「同心同行」計劃啟動禮，現場氣氛熱烈。"),
    ("theme", "大會主席[林致遠|p]揭曉今年主題：「凝聚力量，共創未來，攜手前行。」"),
    ("a printed speech", "[林致遠|p]致詞。\n今天我要代表大家，感謝各位的辛勞。我也期盼，明年再聚。"),
    ("a name that is a verb", "[祝福|p]出席典禮，[香港品質保證局|o]頒發證書。"),
    ("listed", "[林致遠|p]提到兩點要求。第一，希望各國減排。"),
    ("he did not say it", "[林致遠|p]拒絕回應，亦未有說明。"),
]  # fmt: skip

EXTENT = [
    ("reported to the full stop", "[林致遠|p]表示，人才、資金、市場都在這裡。會後眾人合照。", ["林致遠|表示|人才、資金、市場都在這裡"]),
    ("goes on", "[林致遠|p]表示，協會將走遍各區。未來會增設培訓。", ["林致遠|表示|協會將走遍各區。未來會增設培訓"]),
    ("stops at a name", "[林致遠|p]表示，協會將走遍各區。[周平|p]其後頒獎。", ["林致遠|表示|協會將走遍各區"]),
    ("stops at a pronoun", "[林致遠|p]表示，協會將走遍各區。他的徒弟亦有到場。", ["林致遠|表示|協會將走遍各區"]),
    ("no mark", "[林致遠|p]希望雙方以簽約為契機深化合作。", ["林致遠|希望|雙方以簽約為契機深化合作"]),
    ("two verbs", "[林致遠|p]指出，研究已有成果，希望業界多加利用。", ["林致遠|指出|研究已有成果", "林致遠|希望|業界多加利用"]),
    ("three verbs", "[林致遠|p]認為方向正確，相信能夠成功，期盼各界支持。", ["林致遠|認為|方向正確", "林致遠|相信|能夠成功", "林致遠|期盼|各界支持"]),
    ("verb in verb", "[林致遠|p]表示，期待雙方結成夥伴。", ["林致遠|表示|期待雙方結成夥伴"]),
    ("he believes, in what he says", "[林致遠|p]強調，他相信市場會復甦。", ["林致遠|強調|他相信市場會復甦"]),
    ("occasion, then verb", "[林致遠|p]談到合作時說：「這是重要的一步。」", ["林致遠|說|「這是重要的一步。」"]),
    ("direct", "[林致遠|p]說：「我們要減少的不是櫃位，是居民往返的次數。」", ["林致遠|說|「我們要減少的不是櫃位，是居民往返的次數。」"]),
    ("direct, mainland marks", "[林致遠|p]说：“这条赛道没有一级台阶。”", ["林致遠|说|「这条赛道没有一级台阶。」"]),
    ("direct after a comma", "他續指，「最緊要肯試」。", []),
    ("part quotation", "[林致遠|p]表示，本港人口老化，「議會不能等」。", ["林致遠|表示|本港人口老化，「議會不能等」"]),
    ("quotation before", "「科技局不能只管立項，企業的難處就是我們的題目。」[林致遠|p]說。", ["林致遠|說|「科技局不能只管立項，企業的難處就是我們的題目。」"]),
    ("quotation before a comma", "「我們不怕困難」，[林致遠|p]說。", ["林致遠|說|「我們不怕困難」"]),
    ("split", "「問題往往不是價錢，而是面子。」[林致遠|p]表示，「我們想做人人想戴的眼鏡。」", ["林致遠|表示|「問題往往不是價錢，而是面子。我們想做人人想戴的眼鏡。」"]),
    ("split by a full stop", "“这是重要的一步，”[林致遠|p]表示。“我们会继续前进，不会停下来。”", ["林致遠|表示|「这是重要的一步，我们会继续前进，不会停下来。」"]),
    ("quotation, then report", "“旧岁已展千重锦。”[林致遠|p]强调，今年更进一步。", ["林致遠|强调|「旧岁已展千重锦。今年更进一步」"]),
    ("two in one breath", "[林致遠|p]說：「第一，要快。」「第二，要穩，不可冒進。」", ["林致遠|說|「第一，要快。第二，要穩，不可冒進。」"]),
    ("standing alone", "[林致遠|p]指出，措施即將推出。「以前比誰便宜，以後比誰聰明。」", ["林致遠|指出|措施即將推出", "林致遠||「以前比誰便宜，以後比誰聰明。」"]),
    ("of somebody unknown", "[林致遠|p]指出，措施即將推出。「我們非常滿意這個安排。」一名學生說。", ["林致遠|指出|措施即將推出"]),
    ("colon without a verb", "[林致遠|p]把策展比作補衣：「我們沒有織一匹新布，只是把線頭接上。」", ["林致遠||「我們沒有織一匹新布，只是把線頭接上。」"]),
    ("colon at the end of a line", "[林致遠|p]說：\n「我們會繼續前行，不負所託。」", ["林致遠|說|「我們會繼續前行，不負所託。」"]),
    ("words in the next line", "[林致遠|p]在致辭中表示\n協議是重要的一步。\n[周平|p]到場。", ["林致遠|表示|協議是重要的一步"]),
    ("full stop in quotation marks", "[林致遠|p]表示，他信奉「多做。少說。」的作風，從不例外。", ["林致遠|表示|他信奉「多做。少說。」的作風，從不例外"]),
    ("never closed", "[林致遠|p]說：「我們會繼續前行。", ["林致遠|說|「我們會繼續前行。」"]),
]  # fmt: skip

SPOKESPERSON = "總統府[發言人|t林致遠][林致遠|p]說，[周平|p]指示各單位全力防災。"


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(*row[1:], id=row[0]) for row in SPEAKERS + EXTENT])
def test_found(marked: str, expected: list[str]) -> None:
    assert told(marked) == expected


@pytest.mark.parametrize("marked", [pytest.param(row[1], id=row[0]) for row in NOBODY])
def test_none(marked: str) -> None:
    hard = [item for item in told(marked) if "|讚揚|" not in item]
    assert hard == []


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
    found = resolve_pronouns(page, words, entities)
    assert [who.removeprefix("p-") for _, _, who in found] == expected
    assert all(page.fold[start:end] in ("他", "她") for start, end, _ in found)


_HOSTILE = ["也", "「", "「好的我們努力。」", "，", "說", "他表示，希望", "表示希望", "林致遠說", "林致遠表示，", "林致遠：「", "在", "對於"]


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
        began = time.perf_counter()
        find_statements(page, words, entities)
        resolve_pronouns(page, words, entities)
        return time.perf_counter() - began

    short = min(seconds(10_000) for _ in range(2))
    assert min(seconds(40_000) for _ in range(2)) < 10 * short + 0.05
