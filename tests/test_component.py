"""The library inside spaCy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
