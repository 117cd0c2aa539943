"""The component in pipelines of every kind: the text, the release, the span groups, the extensions."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import pressextract as px
from pressextract.component.fitting import fitted

TEXT = "青禾集團董事長林致遠宣布，與東岸大學簽署合作協議。\n\n林致遠說：「多謝。」"
SIMPLIFIED = "东岸大学校长裴子衡5月3日辞任，顾兆庭接任校长。裴子衡表示：“感谢各位。”"
GROUPS = ("people", "titles", "organisations", "events", "dates", "statements")


def blank(*, segmenter: str = "char", lang: str = "zh") -> Language:
    """A pipeline with our component and a tokenizer of somebody else."""
    config = {"nlp": {"tokenizer": {"segmenter": segmenter}}} if lang == "zh" else {}
    nlp = spacy.blank(lang, config=config)
    nlp.add_pipe("pressextract")
    return nlp


PIPELINES: dict[str, Callable[[], Language]] = {
    "ours": px.load,
    "char": blank,
    "jieba": lambda: blank(segmenter="jieba"),
    "white space": lambda: blank(lang="xx"),  # few of its tokens are words
}


@pytest.fixture(scope="module", params=PIPELINES)
def any_nlp(request: pytest.FixtureRequest) -> Language:
    """A pipeline, with one tokenizer after the other."""
    return PIPELINES[request.param]()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return px.load()


# what load() gives


def test_load_gives_one_component_that_can_be_inspected(nlp):
    assert nlp.lang == "zh"
    assert nlp.pipe_names == ["pressextract"]
    assert nlp.get_pipe_meta("pressextract").factory == "pressextract"
    assert isinstance(nlp.get_pipe("pressextract").extractor, px.Extractor)


def test_it_can_be_disabled_in_every_way(nlp):
    assert nlp(TEXT, disable=["pressextract"])._.press_release is None
    assert not nlp(TEXT, disable=["pressextract"]).spans
    with nlp.select_pipes(disable="pressextract"):
        assert nlp(TEXT)._.press_release is None
    with pytest.deprecated_call(), nlp.disable_pipes("pressextract"):
        assert next(nlp.pipe([TEXT]))._.press_release is None
    assert nlp(TEXT)._.press_release == px.extract(TEXT)


def test_it_can_be_replaced_removed_and_taken_over():
    nlp = px.load()
    nlp.replace_pipe("pressextract", "pressextract", config={"disable": ["statements"]})
    assert nlp(TEXT)._.press_release == px.Extractor(disable=["statements"]).extract(TEXT)
    nlp.remove_pipe("pressextract")
    assert nlp(TEXT)._.press_release is None
    nlp.add_pipe("pressextract", name="releases", source=None)
    assert nlp(TEXT)._.press_release == px.extract(TEXT)
    other = spacy.blank("zh")
    other.add_pipe("pressextract", source=px.load(people=["布小林"]))
    assert [person.name for person in other("布小林宣布辭任。")._.press_release.people] == ["布小林"]


def test_analyze_pipes_says_what_is_assigned(nlp):
    analysis = nlp.analyze_pipes()
    assigned = ["doc._.press_release", "doc.spans", "span._.record", "span._.mention"]
    assert analysis["summary"]["pressextract"]["assigns"] == assigned
    assert analysis["problems"] == {"pressextract": []}


def test_the_extractor_of_the_pipeline_explains():
    nlp = px.load(frames=FRAMES)
    release = nlp("青禾市水利局今日上午發出橙色警報。")._.press_release
    assert [event.rule for event in release.events] == ["storm.warning"]
    component: Any = nlp.get_pipe("pressextract")
    (told,) = component.extractor.explain(release, "e1")
    assert told.rule == "storm.warning"


FRAMES = """
[[frame]]
id = "storm.warning"
kind = "measure"
needs = ["subject"]
patterns = ["<subject:O>…{發出}[^，。]{0,6}警報"]
[[frame.example]]
text = "[青禾市水利局|o]今日發出紅色警報。"
expect = { kind = "measure", subject = ["青禾市水利局"] }
"""


# any pipeline, any release


def expected(release: px.PressRelease) -> dict[str, set[tuple[str, int, int]]]:
    """The id and the offsets of all that each group should hold."""
    spans: dict[str, list[tuple[str, Any]]] = {group: [] for group in GROUPS}
    for person in release.people:
        spans["people"] += [(person.id, mention) for mention in person.mentions]
    for number, title in enumerate(release.titles, 1):
        spans["titles"] += [(f"t{number}", mention) for mention in title.mentions]
    for body in release.organisations:
        spans["organisations"] += [(body.id, mention) for mention in body.mentions]
    for event in release.events:
        spans["events"] += [(event.id, span) for span in (event.trigger, *event.mentions)]
        spans["dates"] += [(event.id, ground) for ground in event.grounds if ground.slot == "date"]
    if release.dateline:
        spans["dates"].append(("dateline", release.dateline.span))
    for number, statement in enumerate(release.statements, 1):
        spans["statements"].append((f"s{number}", statement.span))
    return {group: {(of, span.start, span.end) for of, span in found} for group, found in spans.items()}


def test_every_release_in_every_pipeline(any_nlp, sample):
    doc = any_nlp(sample.text)
    assert doc.text == sample.text
    assert doc._.press_release == sample.release
    wanted = expected(sample.release)
    assert set(doc.spans) == {*GROUPS, "press_release"}
    for group in GROUPS:
        assert len(doc.spans[group]) == len(wanted[group])
        for span in doc.spans[group]:
            exact = span._.mention
            assert (span.id_, exact.start, exact.end) in wanted[group]
            assert sample.text[exact.start : exact.end] == exact.text
            # The tokens that the mention touches, and no more.
            assert span[0].idx <= exact.start < span[0].idx + len(span[0].text_with_ws)
            assert span[-1].idx < exact.end <= span[-1].idx + len(span[-1].text_with_ws)
            record = span._.record
            assert getattr(record, "id", span.id_) == span.id_
            assert record in (
                *sample.release.people, *sample.release.titles, *sample.release.organisations, *sample.release.events,
                sample.release.dateline, *sample.release.statements,
            )  # fmt: skip
    everything = [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans["press_release"]]
    apart = [(s.start_char, s.end_char, s.label_, s.id_) for group in GROUPS for s in doc.spans[group]]
    assert sorted(everything) == sorted(apart)


@pytest.mark.parametrize("pipeline", ["ours", "char"])
def test_where_tokens_fit_spans_are_exact(pipeline, samples):
    nlp = PIPELINES[pipeline]()
    for sample in samples:
        doc = nlp(sample.text)
        for span in doc.spans["press_release"]:
            # A dateline may end in a space, and what begins in one is no token.
            assert span.text.strip() == span._.mention.text.strip()


def test_both_scripts_are_there(samples):
    assert {sample.release.script for sample in samples} >= {"traditional", "simplified"}


@pytest.mark.parametrize("text", [TEXT, SIMPLIFIED])
def test_groups_labels_and_ids(any_nlp, text):
    doc = any_nlp(text)
    release = px.extract(text)
    labels = {
        "people": "PERSON",
        "titles": "TITLE",
        "organisations": "ORG",
        "events": "EVENT",
        "statements": "STATEMENT",
    }
    for group, label in labels.items():
        assert {span.label_ for span in doc.spans[group]} == {label}
    assert {span.id_ for span in doc.spans["people"]} == {person.id for person in release.people}
    assert {span.id_ for span in doc.spans["titles"]} == {f"t{n}" for n in range(1, len(release.titles) + 1)}
    assert {span.id_ for span in doc.spans["statements"]} == {f"s{n}" for n in range(1, len(release.statements) + 1)}


def test_dates_are_those_of_events_and_of_the_dateline(nlp):
    doc = nlp("香港2025年10月23日 /晴川社/ -- 東岸大學校長裴子衡5月3日辭任。")
    first, second = doc.spans["dates"]
    assert (first.label_, first.id_, first._.record) == ("DATELINE", "dateline", doc._.press_release.dateline)
    assert (second.label_, second.id_, second.text) == ("DATE", "e1", "5月3日")
    assert second._.record == doc._.press_release.events[0]
    assert second._.mention.slot == "date"


WHITE = ["", " ", "\n", "甲 乙", " 甲  乙 ", "甲\n\n　乙\t", "Rohan  Mehta博士 \n", "甲\u202e乙", "𠮷野家😀", "a\r\nb"]


@pytest.mark.parametrize("text", WHITE)
def test_the_text_is_kept_to_the_letter(any_nlp, text: str):
    doc = any_nlp(text)
    assert doc.text == text
    assert doc._.press_release == px.extract(text)


def test_lone_surrogates_are_replaced_as_in_the_record(nlp):
    doc = nlp("林致遠\ud800宣布")
    assert doc.text == "林致遠\ufffd宣布" == doc._.press_release.text


@pytest.mark.parametrize("text", [TEXT, SIMPLIFIED])
def test_words_are_ours(nlp, text):
    assert [(word.idx, word.text) for word in nlp.make_doc(text) if not word.is_space] == [
        (token.start, token.text) for token in px.segment(text)
    ]


def test_where_tokens_do_not_fit_the_span_is_wider_and_the_offsets_stay():
    doc = Doc(spacy.blank("zh").vocab, words=["青禾集團董", "事長林", "致遠宣布辭任", "。"], spaces=[False] * 4)
    doc = blank()(doc)
    (person,) = doc.spans["people"]
    assert person.text == "事長林致遠宣布辭任"
    assert person._.mention == px.extract(doc.text).people[0].mentions[0]
    assert (person._.mention.start, person._.mention.end, person._.mention.text) == (7, 10, "林致遠")
    assert person._.record.name == "林致遠"
    (body,) = doc.spans["organisations"]
    assert (body.text, body._.mention.text) == ("青禾集團董", "青禾集團")


def test_several_mentions_in_one_token_have_a_span_each():
    doc = blank()(Doc(spacy.blank("zh").vocab, words=[SIMPLIFIED], spaces=[False]))
    assert [(span.text, span.id_) for span in doc.spans["people"]] == [(SIMPLIFIED, of) for of in ("p1", "p2", "p1")]
    assert [span._.record.name for span in doc.spans["people"]] == ["裴子衡", "顾兆庭", "裴子衡"]
    assert [span._.mention.start for span in doc.spans["people"]] == [6, 16, 6]  # the first of those of the record


# tokens made to fit


CUT = "东岸大学校长裴子衡为青禾集团董事长顾兆庭致辞。"


def fitting(words: list[str]) -> tuple[Language, Doc]:
    """A pipeline that fits tokens, and a document with tokens that do not."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract", config={"fit_tokens": True})
    return nlp, Doc(nlp.vocab, words=words, spaces=[False] * len(words))


def test_tokens_are_cut_where_nothing_was_said_of_them():
    nlp, before = fitting(["东岸大学校", "长裴子衡为青禾", "集团", "董事长顾兆庭致辞", "。"])
    before._.published = "2025-10-23"
    before.user_token_hooks["vector"] = len
    doc = nlp(before)
    assert [token.text for token in doc] == [
        "东岸大学", "校", "长", "裴子衡", "为", "青禾", "集团", "董事长", "顾兆庭", "致辞", "。",
    ]  # fmt: skip
    assert doc.text == before.text == CUT
    assert [span.text for span in doc.spans["people"]] == ["裴子衡", "顾兆庭"]
    assert doc._.published == before._.published
    assert doc.user_token_hooks == before.user_token_hooks
    assert len(before) == 5
    assert before._.press_release == doc._.press_release  # the user data is the same


def test_tokens_of_which_something_was_said_are_left():
    nlp, doc = fitting(["东岸大学校", "长裴子衡为青禾", "集团", "董事长顾兆庭致辞", "。"])
    nlp.add_pipe("sentencizer", first=True)
    assert nlp(doc) is doc
    assert [span.text for span in doc.spans["people"]] == ["长裴子衡为青禾", "董事长顾兆庭致辞"]
    assert [span._.mention.text for span in doc.spans["people"]] == ["裴子衡", "顾兆庭"]


def test_what_goes_with_a_document_is_kept_when_it_is_cut():
    nlp, doc = fitting(["东岸大学校", "长裴子衡为青禾", "集团", "董事长顾兆庭致辞", "。"])
    ((cut, context),) = nlp.pipe([(doc, "id 7")], as_tuples=True)
    assert context == "id 7"
    assert len(cut) > len(doc)


def test_tokens_that_fit_are_not_touched():
    nlp, doc = fitting(list(CUT))
    assert nlp(doc) is doc


@pytest.mark.parametrize("words", [[], [CUT]])
def test_no_token_or_one_alone_is_left(words):
    nlp, doc = fitting(words)
    assert nlp(doc) is doc


def test_long_documents_are_cut_in_no_time():
    def seconds(times: int) -> float:
        nlp = spacy.blank("zh")
        doc = Doc(nlp.vocab, words=["林若溪在", "香港"] * times, spaces=[False, True] * times)
        began = time.process_time()
        cut = fitted(doc, range(3, len(doc.text), 7))
        assert [token.text for token in cut[:3]] == ["林若溪", "在", "香港"]
        assert cut.text == doc.text
        return time.process_time() - began

    seconds(1_000)
    short = min(seconds(10_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(3)) < 12 * short


# other components


def test_components_before_and_after_do_their_work():
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("pressextract")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "東岸大學"}])
    span_ruler: Any = nlp.add_pipe("span_ruler")
    span_ruler.add_patterns([{"label": "SCHOOL", "pattern": "東岸大學"}])
    doc = nlp(TEXT)
    assert len(list(doc.sents)) == 2
    assert [ent.text for ent in doc.ents] == ["東岸大學"]
    assert [span.text for span in doc.spans["ruler"]] == ["東岸大學"]
    assert doc._.press_release == px.extract(TEXT)


def test_tokens_merged_afterwards_keep_their_record():
    nlp = blank()
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "林致遠"}])  # type: ignore[attr-defined]
    nlp.add_pipe("merge_entities")
    doc = nlp(TEXT)
    assert "林致遠" in [token.text for token in doc]
    assert doc.ents[0]._.record == doc._.press_release.people[0]


# extensions


def test_any_span_of_the_right_tokens_has_a_record(nlp):
    doc = nlp(TEXT)
    person = doc.spans["people"][0]
    same = Span(doc, person.start, person.end, label="PER")
    assert same._.record == doc._.press_release.people[0]
    assert same._.mention == doc._.press_release.people[0].mentions[0]
    assert doc[0 : len(doc)]._.record is None
    assert doc[person.start : person.end + 1]._.record is None
    assert doc[0:0]._.record is None


def test_of_records_on_the_same_tokens_the_label_and_the_id_choose(nlp):
    text = "東岸大學今日（2月20日）舉行「開放日」開幕典禮暨第三屆國際研討會。"
    doc = nlp(text)
    events = [span for span in doc.spans["dates"] if span.label_ == "DATE"]
    assert len({(span.start, span.end) for span in events}) == 1
    assert len(events) == 2
    assert [span._.record.id for span in events] == [span.id_ for span in events] == ["e1", "e2"]


def test_a_document_without_a_release_has_none():
    doc = spacy.blank("zh")(TEXT)
    assert doc._.press_release is None
    assert doc._.published is None
    assert doc[0:2]._.record is None
    assert doc[0:2]._.mention is None


def test_a_part_of_a_document_has_no_release(nlp):
    doc = nlp(TEXT)
    part = doc[3:9].as_doc(copy_user_data=True)
    assert part._.press_release is None
    assert part[0:1]._.record is None
    assert doc.copy()._.press_release == doc._.press_release


def test_joined_documents_have_no_release(nlp):
    doc = nlp(TEXT)
    with pytest.warns(UserWarning, match="press_release"):
        joined = Doc.from_docs([doc, doc])
    assert joined._.press_release is None


def test_extensions_of_others_are_not_overwritten():
    code = (
        "from spacy.tokens import Doc, Span\n"
        "Doc.set_extension('press_release', default='mine'); Span.set_extension('record', default='mine')\n"
        "import pressextract as px\n"
        "try: px.load()\n"
        "except px.PressExtractError as error: print(error)\n"
        "print(Doc.get_extension('press_release')[0], Doc.has_extension('published'))\n"
        "Doc.remove_extension('press_release'); Span.remove_extension('record')\n"
        "doc = px.load()('主席林致遠。'); print(doc.spans['people'][0]._.record.name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said, kept, name = done.stdout.splitlines()
    assert "Doc._.press_release, Span._.record" in said
    assert (kept, name) == ("mine False", "林致遠")


def test_spacy_finds_the_component_and_the_tokenizer_by_itself():
    code = (
        "import spacy, sys; nlp = spacy.blank('zh'); nlp.add_pipe('pressextract'); doc = nlp(sys.argv[1]);"
        "own = spacy.blank('zh', config={'nlp': {'tokenizer': {'@tokenizers': 'pressextract.tokenizer.v1',"
        " 'people': [], 'titles': [], 'organisations': [], 'words': []}}});"
        "print([span.text for span in doc.spans['people']], len(own(sys.argv[1])))"
    )
    done = subprocess.run([sys.executable, "-c", code, SIMPLIFIED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{['裴子衡', '顾兆庭', '裴子衡']} {len(px.segment(SIMPLIFIED))}"
