"""The extractor as a user configures it: lexicons, recogniser, parts left out, limits, pickle."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pressextract as px
from pressextract.tokens.word import Word

TEXT = "首席觀星官墨非墨昨日到訪夜航船，他說：「歡迎各位。」"
LEXICONS: dict[str, Any] = {
    "people": ["墨非墨"],
    "titles": ["首席觀星官"],
    "organisations": ["夜航船"],
    "words": ["官墨非"],
}


def found(extractor: px.Extractor, text: str) -> dict[str, list[str]]:
    """What an extractor finds, by kind."""
    release = extractor.extract(text)
    return {
        "people": [person.name for person in release.people],
        "titles": [title.name for title in release.titles],
        "organisations": [body.name for body in release.organisations],
        "words": [token.text for token in extractor.segment(text)],
    }


def own(kind: str, terms: object) -> px.Extractor:
    """An extractor with one lexicon of the user's."""
    options: dict[str, Any] = {kind: terms}
    return px.Extractor(**options)


@pytest.fixture
def tables(tmp_path: Path) -> Callable[[str, Iterable[str]], Path]:
    """Writes a lexicon file."""

    def write(name: str, terms: Iterable[str]) -> Path:
        path = tmp_path / f"{name}.tsv"
        path.write_text("# a list of ours\nterm\tnote\n" + "".join(f"{term}\t-\n" for term in terms), "utf-8")
        return path

    return write


# lexicons of the user

CASES = [
    ("people", "大白鯨", "我們與大白鯨同行。"),
    ("titles", "掌燈使", "掌燈使林致遠致辭。"),
    ("organisations", "夜航船", "夜航船今日公布名單。"),
    ("words", "觀星官墨", "首席觀星官墨非墨致辭。"),
]


@pytest.mark.parametrize(("kind", "term", "text"), CASES, ids=[kind for kind, _, _ in CASES])
def test_a_list_of_terms(kind, term, text):
    assert term not in found(px.Extractor(), text)[kind]
    assert term in found(own(kind, [term]), text)[kind]


@pytest.mark.parametrize(("kind", "term", "text"), CASES, ids=[kind for kind, _, _ in CASES])
@pytest.mark.parametrize("as_text", [True, False], ids=["str", "path"])
def test_a_file_of_terms(kind, term, text, as_text, tables):
    path = tables(kind, [term])
    from_file = own(kind, str(path) if as_text else path)
    assert from_file.extract(text) == own(kind, [term]).extract(text)
    assert term in found(from_file, text)[kind]


@pytest.mark.parametrize(("kind", "term", "text"), CASES, ids=[kind for kind, _, _ in CASES])
def test_terms_hold_in_both_scripts(kind, term, text):
    """A term may be given in either script, whichever the text is in."""
    simple = px.convert(term, to="s")
    assert term in found(own(kind, [simple]), text)[kind]
    assert simple in found(own(kind, [term]), px.convert(text, to="s"))[kind]


@pytest.mark.parametrize("kind", ["people", "titles", "organisations"])
def test_any_iterable_of_terms(kind):
    term = LEXICONS[kind][0]
    for terms in ((term,), {term}, iter([term]), [term, term, ""]):
        assert term in found(own(kind, terms), TEXT)[kind]


@pytest.mark.parametrize("text", ["我們與大白鯨同行。", "主席大白鯨致辭。", "感謝大白鯨。"])
def test_people_of_the_user_are_found_wherever_they_stand(text):
    assert found(px.Extractor(people=["大白鯨"]), text)["people"] == ["大白鯨"]


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("people", "卡馬烏·奧廷諾"),
        ("people", "Edmund Whitlock"),
        ("organisations", "Talbot Shipping plc"),
        ("people", "顧䶮"),  # jieba does not know its last character as part of a word
        ("people", "林𫄫若"),
    ],
)
def test_terms_that_are_no_words_of_the_segmenter(kind, term):
    assert term in found(own(kind, [term]), f"主席{term}")[kind]


def test_known_person_keeps_the_title_beside_it():
    release = px.Extractor(**LEXICONS).extract(TEXT)
    (person,) = release.people
    assert (person.name, [post.title for post in person.positions]) == ("墨非墨", ["首席觀星官"])


def test_titles_of_the_user_hold_posts():
    release = px.Extractor(titles=["司墨"]).extract("東岸大學司墨林致遠致辭。")
    (post,) = release.people[0].positions
    assert (post.title, post.organisation) == ("司墨", "東岸大學")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"people\nx\n", ":1: "),
        (b"term\tnote\nx\n", ":2: "),
        (b"", ":1: "),
        (b"term\n\xff\n", ":2: "),
        ("term\n甲\n甲\n".encode(), ":3: "),
    ],
)
@pytest.mark.parametrize("kind", ["people", "titles", "organisations", "words"])
def test_a_bad_file_is_named_with_its_line(kind, content, said, tmp_path: Path):
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(px.LexiconError, match=r"own\.tsv") as caught:
        own(kind, path)
    assert said in str(caught.value)


def test_a_missing_file():
    with pytest.raises(px.LexiconError, match=r"nowhere\.tsv"):
        px.Extractor(people="nowhere.tsv")


def test_options_are_keywords():
    with pytest.raises(TypeError):
        px.Extractor(["墨非墨"])  # type: ignore[call-arg]


def test_extractors_do_not_touch_each_other():
    plain = px.Extractor()
    before = plain.extract(TEXT), plain.segment(TEXT)
    one, other = px.Extractor(**LEXICONS), px.Extractor(organisations=["觀星官墨非"])
    first = one.extract(TEXT), one.segment(TEXT)
    other.extract(TEXT)
    other.segment(TEXT)
    assert (one.extract(TEXT), one.segment(TEXT)) == first
    assert (plain.extract(TEXT), plain.segment(TEXT)) == before == (px.extract(TEXT), px.segment(TEXT))
    assert first != before


def test_extractors_of_several_threads_do_not_touch_each_other():
    bodies = ["夜航船", "夜歸人", "夜行衣", "夜來香"]

    def of(name: str) -> list[str]:
        return found(px.Extractor(organisations=[name]), f"今日，{'、'.join(bodies)}到場。")["organisations"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(of, bodies)) == [[name] for name in bodies]


@pytest.mark.parametrize("used", [False, True], ids=["new", "used"])
def test_pickle_keeps_lexicons_and_options(used):
    extractor = px.Extractor(**LEXICONS, disable=["events"], max_length=100)
    if used:
        extractor.extract(TEXT)
        extractor.segment(TEXT)
    copy = pickle.loads(pickle.dumps(extractor))
    assert copy.extract(TEXT) == extractor.extract(TEXT)
    assert copy.segment(TEXT) == extractor.segment(TEXT)
    with pytest.raises(px.TextTooLongError):
        copy.extract("長" * 101)


def test_pickle_does_not_need_the_file_again(tables):
    path = tables("people", ["墨非墨"])
    packed = pickle.dumps(px.Extractor(people=path))
    path.unlink()
    assert found(pickle.loads(packed), TEXT)["people"] == ["墨非墨"]


def test_pickle_is_small():
    """What can be made again is not packed: neither dictionaries nor weights."""
    assert len(pickle.dumps(px.Extractor(**LEXICONS))) < 5_000


# the recogniser


def test_rules_alone():
    text = "晴川科技有限公司董事長林致遠先生致辭。"
    release = px.Extractor(recogniser=None).extract(text)
    (person,) = release.people
    assert [(person.name, post.title, post.organisation) for post in person.positions] == [
        ("林致遠", "董事長", "晴川科技有限公司")
    ]
    assert [body.name for body in release.organisations] == ["晴川科技有限公司"]


@pytest.mark.parametrize(
    "text",
    ["南汀青年測量師聯合會（下稱「青測聯」）成立。", "講者有顧兆庭（東岸大學教授）和丘映雪（南汀學院講師）。"],
)
def test_rules_alone_keep_brackets_whole(text):
    for body in px.Extractor(recogniser=None).extract(text).organisations:
        assert body.name.count("（") == body.name.count("）")


def test_rules_alone_are_a_recogniser_fewer_not_another_reader(samples):
    """Without a recogniser a release is still read to the end, and what is found is well formed."""
    extractor = px.Extractor(recogniser=None)
    found_without = 0
    for sample in samples[:6]:
        release = extractor.extract(sample.text)
        found_without += len(release.people)
        for person in release.people:
            assert all(sample.text[m.start : m.end] == m.text for m in person.mentions)
    assert found_without > 10


def test_recogniser_of_the_user_is_asked_and_believed():
    asked: list[str] = []

    def recogniser(fold: str) -> tuple[Word, ...]:
        asked.append(fold)
        return (Word(0, 2, "n"), Word(2, 6, "PER"), Word(6, 8, "v"), Word(8, 9, "w"))

    text = "主席阿爾法塔致辭。"
    release = px.Extractor(recogniser=recogniser).extract(text)
    assert asked == ["主席阿尔法塔致辞。"]
    assert [(person.name, person.positions[0].title) for person in release.people] == [("阿爾法塔", "主席")]
    assert px.Extractor(recogniser=None).extract(text).people == ()
    (body,) = px.Extractor(recogniser=_all_one_body).extract("阿爾法星塵").organisations
    assert (body.name, body.rule) == ("阿爾法星塵", "recogniser")


def _all_one_body(fold: str) -> tuple[Word, ...]:
    return (Word(0, len(fold), "ORG"),)


def _silent(fold: str) -> tuple[Word, ...]:
    return ()


def test_recogniser_that_sees_nothing():
    release = px.Extractor(recogniser=_silent).extract("晴川科技董事長林致遠先生致辭。")
    assert px.PressRelease.model_validate_json(release.model_dump_json()) == release


def test_recogniser_of_the_user_survives_pickle():
    extractor = px.Extractor(recogniser=_all_one_body)
    copy = pickle.loads(pickle.dumps(extractor))
    assert copy.extract("阿爾法星塵") == extractor.extract("阿爾法星塵")


def test_error_of_a_recogniser_is_not_hidden():
    def broken(fold: str) -> tuple[Word, ...]:
        raise RuntimeError(f"no answer for {len(fold)} characters")

    with pytest.raises(RuntimeError, match="no answer for 4 characters"):
        px.Extractor(recogniser=broken).extract("林致遠。")


# what another recogniser saw

GIVEN = "秘書長阿爾法主持會議。"


def named(text: str, *entities: tuple[int, int, str]) -> dict[str, list[str]]:
    """The people and bodies of a text, read with these entities."""
    release = px.Extractor().extract(text, entities=entities)
    return {
        "people": [person.name for person in release.people],
        "organisations": [body.name for body in release.organisations],
    }


@pytest.mark.parametrize(
    ("label", "kind"), [("PERSON", "people"), ("PER", "people"), ("ORG", "organisations")], ids=["PERSON", "PER", "ORG"]
)
def test_entities_given_are_believed(label, kind):
    empty: dict[str, list[str]] = {"people": [], "organisations": []}
    assert named(GIVEN) == empty
    assert named(GIVEN, (3, 6, label)) == {**empty, kind: ["阿爾法"]}


def test_titles_given_hold_posts():
    text = "觀星官林致遠致辭。"
    for entities, posts in (([(3, 6, "PERSON")], []), ([(0, 3, "TITLE"), (3, 6, "PERSON")], ["觀星官"])):
        (person,) = px.Extractor().extract(text, entities=entities).people
        assert [post.title for post in person.positions] == posts


@pytest.mark.parametrize("label", ["GPE", "LOC", "FAC", "PLACE", "EVENT"])
def test_places_and_events_are_neither_people_nor_bodies(label):
    assert named(GIVEN, (3, 6, label)) == {"people": [], "organisations": []}


@pytest.mark.parametrize("label", ["DATE", "CARDINAL", "person", ""])
def test_labels_that_are_not_known_are_passed_over(label):
    assert px.Extractor().extract(GIVEN, entities=[(3, 6, label)]) == px.Extractor().extract(GIVEN, entities=[])
    assert named(GIVEN, (0, 6, label), (3, 6, "PERSON"))["people"] == ["阿爾法"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("秘書長阿爾法主持會議。", "阿爾法"),
        ("第 五屆 論壇，主席林 致 遠致辭。", "林 致 遠"),
        ("\ufeff「多謝」\r\n\r\n秘書長阿\u200b爾法主持會議。", "阿\u200b爾法"),
        ("𠮷野家\u3000秘書長阿爾法主持會議。", "阿爾法"),
    ],
)
def test_offsets_given_are_those_of_the_text(text, name):
    start = text.index(name)
    (person,) = px.Extractor().extract(text, entities=[(start, start + len(name), "PERSON")]).people
    assert (person.mentions[0].start, person.mentions[0].end) == (start, start + len(name))


@pytest.mark.parametrize("entities", [[(6, 3, "PERSON")], [(3, 3, "PERSON")], [(99, 120, "PERSON")], [(-9, 0, "ORG")]])
def test_entities_of_nothing_are_passed_over(entities):
    assert px.Extractor().extract(GIVEN, entities=entities) == px.Extractor().extract(GIVEN, entities=[])


def test_white_space_around_an_entity_does_no_harm():
    text = "主席\n林致遠致辭。"
    for start, end in ((3, 6), (2, 6)):
        assert named(text, (start, end, "PERSON"))["people"] == ["林致遠"]


def test_any_iterable_of_entities_in_any_order():
    text = "夜航船的阿爾法致辭。"
    entities = [(4, 7, "PERSON"), (0, 3, "ORG"), (4, 6, "ORG")]
    expected = px.Extractor().extract(text, entities=entities[:2])
    assert expected.people
    assert expected.organisations
    assert px.Extractor().extract(text, entities=iter(entities)) == expected


def test_entities_given_stand_in_the_place_of_the_recogniser():
    def refuse(fold: str) -> tuple[Word, ...]:
        raise AssertionError("it must not be asked")

    release = px.Extractor(recogniser=refuse).extract(GIVEN, entities=[(3, 6, "PERSON")])
    assert [person.name for person in release.people] == ["阿爾法"]


def test_with_entities_given_no_weights_are_loaded():
    script = (
        "import pressextract as px\n"
        "from pressextract.mentions.recogniser import _load_once\n"
        f"release = px.Extractor().extract({GIVEN!r}, entities=[(3, 6, 'PERSON')])\n"
        "assert release.people and _load_once.cache_info().currsize == 0\n"
        f"px.Extractor().extract({GIVEN!r})\n"
        "assert _load_once.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# parts left out

SPOKEN = "青禾集團董事長林致遠今日出席發布會，他表示，集團將增聘人手。"


@pytest.mark.parametrize(
    ("disable", "missing"),
    [
        ([], set()),
        (["events"], {"events"}),
        (["statements"], {"statements"}),
        (("statements", "events"), {"events", "statements"}),
    ],
)
def test_parts_left_out(disable, missing):
    release = px.Extractor(disable=disable).extract(SPOKEN)
    whole = px.Extractor().extract(SPOKEN)
    assert whole.events
    assert whole.statements
    for part in ("people", "titles", "organisations", "events", "statements"):
        assert getattr(release, part) == (() if part in missing else getattr(whole, part))


def test_unknown_part_is_refused():
    with pytest.raises(ValueError, match="poems"):
        px.Extractor(disable=["poems"])  # type: ignore[list-item]


# texts that cannot be read


@pytest.mark.parametrize("call", ["extract", "segment"])
def test_too_long(call):
    extractor = px.Extractor(max_length=1_000)
    getattr(extractor, call)("長" * 1_000)
    with pytest.raises(px.TextTooLongError, match=r"1,001 .* 1,000 ") as caught:
        getattr(extractor, call)("長" * 1_001)
    assert (caught.value.length, caught.value.max_length) == (1_001, 1_000)
    assert isinstance(caught.value, px.PressExtractError)


def test_length_is_counted_in_code_points():
    assert px.Extractor(max_length=3).extract("𠮷𠮷𠮷").text == "𠮷𠮷𠮷"


@pytest.mark.parametrize("text", [None, b"bytes", 1, ["text"], bytearray(b"x")], ids=repr)
@pytest.mark.parametrize("call", ["extract", "segment"])
def test_not_a_text(call, text):
    with pytest.raises(TypeError, match=type(text).__name__):
        getattr(px.Extractor(), call)(text)


def test_subclass_of_str_is_a_text():
    class Html(str):
        __slots__ = ()

    assert px.extract(Html("主席林致遠致辭。")).people == px.extract("主席林致遠致辭。").people


# the day of publication


@pytest.mark.parametrize(("published", "expected"), [(None, None), (date(2025, 10, 23), "2025-10-22")])
def test_published_resolves_relative_dates(published, expected):
    release = px.extract("青禾集團昨日舉行第二屆晴川論壇。", published=published)
    assert release.events[0].start == expected


def test_dateline_stands_against_published():
    text = "（香港，2025年10月23日）青禾集團今日舉行第二屆晴川論壇。"
    assert px.extract(text).events[0].start == "2025-10-23"


# segment


@pytest.mark.parametrize("text", ["", " \n　", "林致遠說：「好。」", "Hello, 世界", "𠮷野家開業"])
def test_segment_gives_the_words_of_the_text(text):
    tokens = px.segment(text)
    assert all(text[token.start : token.end] == token.text and token.text.strip() for token in tokens)
    assert "".join("".join(token.text for token in tokens).split()) == "".join(text.split())


def test_words_that_cannot_be_one_word_are_refused():
    with pytest.raises(ValueError, match="A B"):
        px.Extractor(words=["A B"])


def test_a_fingerprint_is_that_of_the_options():
    made = [
        px.Extractor(),
        px.Extractor(people=["林若溪"]),
        px.Extractor(titles=["林若溪"]),
        px.Extractor(recogniser=None),
        px.Extractor(recogniser=len),  # type: ignore[arg-type]
        px.Extractor(max_length=5),
        px.Extractor(disable=["events"]),
        px.Extractor(disable=["events", "statements"]),
    ]
    assert len({extractor.fingerprint for extractor in made}) == len(made)
    assert px.Extractor(disable=["statements", "events"]).fingerprint == made[-1].fingerprint
    assert all(pickle.loads(pickle.dumps(extractor)).fingerprint == extractor.fingerprint for extractor in made)
