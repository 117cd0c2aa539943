"""``doc.ents``: taken from other components, and given to them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans
from thinc.api import fix_random_seed

import pressextract as px

RULED = "第 五屆論壇，夜航船秘書長阿爾法與主席林 致 遠見面。"
TEXT = "青禾集團董事長林致遠宣布，與東岸大學簽署合作協議。"
SIMPLIFIED = "东岸大学校长裴子衡5月3日辞任。裴子衡表示，校长一职由顾兆庭接任。"


def with_ruler(patterns: list[tuple[str, str]], *, before: bool = True, **config: Any) -> Language:
    """A blank pipeline with a toy recogniser before ours, or behind it."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract", config=config)
    ruler: Any = nlp.add_pipe("entity_ruler", first=before or None)
    ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in patterns])
    return nlp


PATTERNS = [("PERSON", "阿爾法"), ("PERSON", "林 致 遠"), ("ORG", "夜航船"), ("STAR", "墨非墨")]


@pytest.fixture(scope="module")
def trained() -> Language:
    """A pipeline with spaCy's own recogniser, which has learnt two names by heart."""
    fix_random_seed(0)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    texts = [
        ("昨日阿爾法到場。", (2, 5)),
        ("阿爾法說，多謝。", (0, 3)),
        ("今日夜航船開幕。", None),
        ("主席致辭。", None),
    ]
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": [(*at, "PERSON")] if at else []}) for text, at in texts
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    return nlp


# use_ents: what others saw


def test_use_ents_takes_what_the_pipeline_saw():
    doc = with_ruler(PATTERNS, use_ents=True)(RULED)
    assert [ent.text for ent in doc.ents] == ["夜航船", "阿爾法", "林 致 遠"]
    assert [person.name for person in doc._.press_release.people] == ["阿爾法", "林致遠"]
    assert "夜航船" in [body.name for body in doc._.press_release.organisations]
    assert {span.text for span in doc.spans["people"]} == {"阿爾法", "林 致 遠"}
    assert doc._.press_release == px.Extractor().extract(
        RULED, entities=[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    )


def test_use_ents_passes_over_other_labels():
    doc = with_ruler(PATTERNS, use_ents=True)("昨日，墨非墨來訪。")
    assert [ent.label_ for ent in doc.ents] == ["STAR"]
    assert doc._.press_release == px.Extractor().extract(doc.text, entities=[])


def test_without_use_ents_our_own_recogniser_is_asked():
    assert with_ruler(PATTERNS)(RULED)._.press_release == px.extract(RULED)


def test_use_ents_is_saved_with_the_pipeline(tmp_path: Path):
    nlp = with_ruler(PATTERNS, use_ents=True, ent_labels={"STAR": "PERSON"})
    nlp.to_disk(tmp_path)
    for text in (RULED, "墨非墨來訪。"):
        assert spacy.load(tmp_path)(text)._.press_release == nlp(text)._.press_release
    assert spacy.load(tmp_path)(RULED)._.press_release != px.extract(RULED)


def test_labels_of_others_can_be_told_what_they_mean():
    patterns = [("人物", "墨非墨"), ("机构", "夜航船")]
    text = "昨日，墨非墨到訪夜航船。"
    assert with_ruler(patterns, use_ents=True)(text)._.press_release.people == ()
    doc = with_ruler(patterns, use_ents=True, ent_labels={"人物": "PERSON", "机构": "ORG"})(text)
    assert [person.name for person in doc._.press_release.people] == ["墨非墨"]
    assert [body.name for body in doc._.press_release.organisations] == ["夜航船"]
    assert [ent.label_ for ent in doc.ents] == ["人物", "机构"]
    assert doc._.press_release == px.Extractor().extract(text, entities=[(3, 6, "PERSON"), (8, 11, "ORG")])


def test_use_ents_without_a_recogniser_is_told():
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract", config={"use_ents": True})
    with pytest.warns(UserWarning, match="no component before has set doc.ents"):
        doc = nlp(TEXT)
    assert doc._.press_release == px.Extractor().extract(TEXT, entities=[])
    assert nlp("")._.press_release == px.extract("")


def test_with_use_ents_no_weights_are_loaded():
    code = (
        "import spacy; from pressextract.mentions.recogniser import _load_once;"
        "nlp = spacy.blank('zh'); nlp.add_pipe('entity_ruler').add_patterns([{'label': 'PERSON', 'pattern': '阿爾法'}]);"
        "nlp.add_pipe('pressextract', config={'use_ents': True}); doc = nlp('秘書長阿爾法主持會議。');"
        "assert doc._.press_release.people and _load_once.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_trained_recogniser_feeds_the_extractor(trained):
    text = "昨日阿爾法到場。"
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner", source=trained)
    nlp.add_pipe("pressextract", config={"use_ents": True})
    doc = nlp(text)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("阿爾法", "PERSON")]
    assert [person.name for person in doc._.press_release.people] == ["阿爾法"]


@pytest.mark.parametrize("first", [True, False])
def test_a_trained_recogniser_beside_ours(trained, first):
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract")
    nlp.add_pipe("ner", source=trained, first=first or None)
    for text in (TEXT, "昨日阿爾法到場。"):
        doc = nlp(text)
        assert doc._.press_release == px.extract(text)
        assert [ent.text for ent in doc.ents] == [ent.text for ent in trained(text).ents]


# set_ents: what we saw


def test_entities_are_left_alone_unless_asked_for():
    assert px.load()(TEXT).ents == ()
    assert not px.load()(TEXT).has_annotation("ENT_IOB")


@pytest.mark.parametrize(
    ("text", "ents"),
    [
        (TEXT, [("青禾集團", "ORG"), ("董事長", "TITLE"), ("林致遠", "PERSON"), ("東岸大學", "ORG")]),
        (
            SIMPLIFIED,
            [
                ("东岸大学", "ORG"), ("校长", "TITLE"), ("裴子衡", "PERSON"), ("5月3日", "DATE"),
                ("裴子衡", "PERSON"), ("校长", "TITLE"), ("顾兆庭", "PERSON"),
            ],
        ),
    ],
)  # fmt: skip
def test_named_people_bodies_titles_and_dates_become_entities(text, ents):
    doc = px.load(set_ents=True)(text)
    assert [(ent.text, ent.label_) for ent in doc.ents] == ents
    assert all(ent._.record is not None for ent in doc.ents)
    assert {ent.id_ for ent in doc.ents if ent.label_ == "PERSON"} == {p.id for p in doc._.press_release.people}


def test_entities_of_every_release(sample):
    doc = px.load(set_ents=True)(sample.text)
    spans = {(s.start, s.end, s.label_, s.id_): s for s in doc.spans["press_release"]}
    taken: set[int] = set()
    for ent in doc.ents:
        assert (ent.start, ent.end, ent.label_, ent.id_) in spans
        assert taken.isdisjoint(range(ent.start, ent.end))
        taken |= set(range(ent.start, ent.end))
        # Neither a pronoun nor a title alone names anybody.
        if ent.label_ in ("PERSON", "ORG"):
            kinds = {
                mention.kind
                for mention in ent._.record.mentions
                if (mention.start, mention.end) == (ent.start_char, ent.end_char)
            }
            assert kinds & {"name", "alias"}
    # Of what overlaps the longer stays: no named person or body is missing but for one that is longer.
    for person in sample.release.people:
        for mention in person.mentions:
            if mention.kind == "name":
                span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
                assert span is not None
                assert not taken.isdisjoint(range(span.start, span.end))


def test_of_what_overlaps_the_longer_stays():
    doc = px.load(set_ents=True)("顧兆庭紀念中學校長裴子衡今日致辭。顧兆庭出席。")
    assert list(doc.ents) == filter_spans(doc.ents)
    assert ("顧兆庭紀念中學", "ORG") in [(ent.text, ent.label_) for ent in doc.ents]


def test_entities_of_others_before_ours_stay():
    doc = with_ruler([("BRAND", "青禾"), ("SCHOOL", "東岸大學")], set_ents=True)(TEXT)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("青禾", "BRAND"), ("董事長", "TITLE"), ("林致遠", "PERSON"), ("東岸大學", "SCHOOL"),
    ]  # fmt: skip


def test_entities_of_others_behind_ours_find_ours_there():
    doc = with_ruler([("BRAND", "青禾"), ("THING", "協議")], before=False, set_ents=True)(TEXT)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("青禾集團", "ORG"), ("董事長", "TITLE"), ("林致遠", "PERSON"), ("東岸大學", "ORG"), ("協議", "THING"),
    ]  # fmt: skip


def test_both_ways_together():
    doc = with_ruler(PATTERNS, use_ents=True, set_ents=True)(RULED)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("夜航船", "ORG"), ("秘書長", "TITLE"), ("阿爾法", "PERSON"), ("主席", "TITLE"), ("林 致 遠", "PERSON"),
    ]  # fmt: skip


def test_running_twice_changes_nothing():
    nlp = px.load(set_ents=True)
    doc = nlp(TEXT)
    before = [(ent.text, ent.label_, ent.id_) for ent in doc.ents]
    again = nlp(doc)
    assert [(ent.text, ent.label_, ent.id_) for ent in again.ents] == before
    assert again._.press_release == px.extract(TEXT)
