"""The library inside spaCy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

import pressextract as px

TEXT = "青禾集團董事長林致遠宣布，與東岸大學簽署合作協議。\n\n林致遠說：「多謝。」"


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return px.load()


def test_load_gives_one_component_that_can_be_disabled(nlp):
    assert nlp.lang == "zh"
    assert nlp.pipe_names == ["pressextract"]
    assert nlp(TEXT, disable=["pressextract"])._.press_release is None


def test_a_document_carries_the_release(nlp):
    doc = nlp(TEXT)
    assert doc._.press_release == px.extract(TEXT)
    assert {span.text for span in doc.spans["people"]} == {"林致遠"}
    assert len(doc.spans["people"]) == sum(len(person.mentions) for person in px.extract(TEXT).people)
    assert doc.spans["people"][0].id_ == doc._.press_release.people[0].id
    assert "東岸大學" in {span.text for span in doc.spans["organisations"]}


WHITE = ["", " ", "\n", "甲 乙", " 甲  乙 ", "甲\n\n　乙\t", "Rohan  Mehta博士 \n", "甲\u202e乙", "𠮷野家😀", "a\r\nb"]


@pytest.mark.parametrize("text", WHITE)
def test_the_text_is_kept_to_the_letter(nlp, text: str):
    assert nlp(text).text == text


def test_lone_surrogates_are_replaced_as_in_the_record(nlp):
    doc = nlp("林致遠\ud800宣布")
    assert doc.text == "林致遠\ufffd宣布" == doc._.press_release.text


def test_words_are_ours(nlp):
    doc = nlp(TEXT)
    assert [(word.idx, word.text) for word in doc if not word.is_space] == [
        (token.start, token.text) for token in px.segment(TEXT)
    ]


def test_every_fixture(nlp, sample):
    doc = nlp(sample.text)
    assert doc.text == sample.text
    assert doc._.press_release == sample.release
    people = {person.id: person for person in sample.release.people}
    for span in doc.spans["people"]:
        forms = [mention.text for mention in people[span.id_].mentions]
        assert any(form in span.text for form in forms)


def test_documents_survive_bytes_and_processes(nlp):
    doc = nlp(TEXT)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.press_release == doc._.press_release
    piped = list(nlp.pipe([TEXT, "", TEXT], n_process=2, batch_size=1))
    assert [found._.press_release for found in piped] == [px.extract(text) for text in (TEXT, "", TEXT)]


def test_a_saved_pipeline_keeps_its_lexicons(tmp_path: Path):
    text = "昨日，布小林宣布辭任。"
    nlp = px.load(people=["布小林"], words=["小林宣布"])
    nlp.to_disk(tmp_path)
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp(sys.argv[2]);"
        "print(doc._.press_release.model_dump_json(), [w.text for w in doc])"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path, text], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{nlp(text)._.press_release.model_dump_json()} {[w.text for w in nlp(text)]}"
    assert "布小林" in done.stdout


def test_the_component_joins_any_pipeline():
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract")
    doc = nlp(TEXT)
    assert doc._.press_release == px.extract(TEXT)
    assert {span.text for span in doc.spans["people"]} == {"林致遠"}


# what the pipeline's own components saw


def with_ruler(*, use_ents: bool) -> spacy.language.Language:
    """A blank pipeline with a toy recogniser before ours."""
    nlp = spacy.blank("zh")
    ruler: Any = nlp.add_pipe("entity_ruler")
    patterns = [("PERSON", "阿爾法"), ("PERSON", "林 致 遠"), ("ORG", "夜航船"), ("STAR", "墨非墨")]
    ruler.add_patterns([{"label": label, "pattern": pattern} for label, pattern in patterns])
    nlp.add_pipe("pressextract", config={"use_ents": use_ents})
    return nlp


RULED = "第 五屆論壇，夜航船秘書長阿爾法與主席林 致 遠見面。"


def test_use_ents_takes_what_the_pipeline_saw():
    doc = with_ruler(use_ents=True)(RULED)
    assert [ent.text for ent in doc.ents] == ["夜航船", "阿爾法", "林 致 遠"]
    assert [person.name for person in doc._.press_release.people] == ["阿爾法", "林致遠"]
    assert "夜航船" in [body.name for body in doc._.press_release.organisations]
    assert {span.text for span in doc.spans["people"]} == {"阿爾法", "林 致 遠"}
    assert doc._.press_release == px.Extractor().extract(
        RULED, entities=[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    )


def test_use_ents_passes_over_other_labels():
    doc = with_ruler(use_ents=True)("昨日，墨非墨來訪。")
    assert [ent.label_ for ent in doc.ents] == ["STAR"]
    assert doc._.press_release == px.Extractor().extract(doc.text, entities=[])


def test_without_use_ents_our_own_recogniser_is_asked():
    assert with_ruler(use_ents=False)(RULED)._.press_release == px.extract(RULED)


def test_use_ents_is_saved_with_the_pipeline(tmp_path: Path):
    with_ruler(use_ents=True).to_disk(tmp_path)
    assert spacy.load(tmp_path)(RULED)._.press_release == with_ruler(use_ents=True)(RULED)._.press_release
    assert spacy.load(tmp_path)(RULED)._.press_release != px.extract(RULED)


def test_with_use_ents_no_weights_are_loaded():
    code = (
        "import spacy; from pressextract.mentions.recogniser import _load_once;"
        "nlp = spacy.blank('zh'); nlp.add_pipe('entity_ruler').add_patterns([{'label': 'PERSON', 'pattern': '阿爾法'}]);"
        "nlp.add_pipe('pressextract', config={'use_ents': True}); doc = nlp('秘書長阿爾法主持會議。');"
        "assert doc._.press_release.people and _load_once.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
