"""Documents and pipelines that are saved and read again: what is kept, and what is not."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.lang.zh import Chinese
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import pressextract as px

TEXT = "青禾集團董事長林致遠宣布，與東岸大學簽署合作協議。\n\n林致遠說：「多謝。」"
SIMPLIFIED = "东岸大学校长裴子衡5月3日辞任。裴子衡表示：“感谢各位。”"


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return px.load(set_ents=True)


def rows(doc: Doc) -> dict[str, list[tuple[str, str, str]]]:
    """What is in the groups."""
    return {group: [(span.text, span.label_, span.id_) for span in spans] for group, spans in doc.spans.items()}


def in_docbin(doc: Doc, *, store_user_data: bool) -> Doc:
    packed = DocBin(store_user_data=store_user_data, docs=[doc]).to_bytes()
    (read,) = DocBin().from_bytes(packed).get_docs(Vocab())
    return read


WAYS = {
    "bytes": lambda doc: Doc(Vocab()).from_bytes(doc.to_bytes()),
    "DocBin": lambda doc: in_docbin(doc, store_user_data=True),
    "pickle": lambda doc: pickle.loads(pickle.dumps(doc)),
    "copy": lambda doc: doc.copy(),
}


# documents


@pytest.mark.parametrize("way", WAYS)
def test_documents_survive(nlp, way, samples):
    for text in (TEXT, SIMPLIFIED, "", *(sample.text for sample in samples[::6])):
        doc = nlp.make_doc(text)
        doc._.published = "2025-10-23"
        doc = nlp(doc)
        read = WAYS[way](doc)
        assert read.text == text
        assert read._.press_release == doc._.press_release
        assert read._.published == doc._.published
        assert rows(read) == rows(doc)
        assert [(ent.text, ent.label_, ent.id_) for ent in read.ents] == [(e.text, e.label_, e.id_) for e in doc.ents]
        for group in doc.spans:
            assert [span._.record for span in read.spans[group]] == [span._.record for span in doc.spans[group]]
            assert [span._.mention for span in read.spans[group]] == [span._.mention for span in doc.spans[group]]


def test_without_user_data_the_spans_are_kept_and_the_release_is_not(nlp):
    doc = nlp(TEXT)
    read = in_docbin(doc, store_user_data=False)
    assert rows(read) == rows(doc)
    assert read._.press_release is None
    assert read.spans["people"][0]._.record is None
    assert rows(Doc(Vocab()).from_bytes(doc.to_bytes(exclude=["user_data"]))) == rows(doc)


def test_json_keeps_offsets_and_labels(nlp):
    doc = nlp(TEXT)
    data = json.loads(json.dumps(doc.to_json()))
    assert {span["label"] for span in data["spans"]["people"]} == {"PERSON"}
    read = Doc(nlp.vocab).from_json(data)
    for group, spans in rows(doc).items():
        assert [row[:2] for row in rows(read)[group]] == [row[:2] for row in spans]
    assert read._.press_release is None  # spaCy's JSON has no user data, and no ids of spans
    assert {span.id_ for span in read.spans["people"]} == {""}


def test_a_docbin_is_read_in_another_process(nlp, tmp_path: Path):
    DocBin(store_user_data=True, docs=nlp.pipe([TEXT, SIMPLIFIED])).to_disk(tmp_path / "docs.spacy")
    code = (
        "import sys, spacy, pressextract.component; from spacy.tokens import DocBin\n"
        "for doc in DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank('zh').vocab):\n"
        "    print([span._.record.name for span in doc.spans['people']])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "docs.spacy")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['林致遠', '林致遠']", "['裴子衡', '裴子衡']"]


# pipelines

FRAMES = """
[[frame]]
id = "storm.warning"
kind = "measure"
needs = ["subject"]
patterns = ["<subject:O>…{發出}[^，。]{0,6}警報$?"]
[[frame.example]]
text = "[青禾市水利局|o]今日發出紅色警報。"
expect = { kind = "measure", subject = ["青禾市水利局"] }
"""
WARNED = "青禾市水利局今日上午發出橙色警報，布小林到場。A$AP丘映雪出席。"


def rich() -> spacy.language.Language:
    """A pipeline with a setting of every kind, also one that spaCy would change."""
    return px.load(
        people=["布小林", "A$AP丘映雪"], words=["小林到場"], frames=FRAMES, disable=["statements"], set_ents=True
    )


def test_a_pipeline_on_disk_keeps_all_its_settings(tmp_path: Path):
    nlp = rich()
    assert {"布小林", "A$AP丘映雪"} <= {person.name for person in nlp(WARNED)._.press_release.people}
    assert [event.rule for event in nlp(WARNED)._.press_release.events] == ["storm.warning"]
    nlp.to_disk(tmp_path / "one")
    again = spacy.load(tmp_path / "one")
    assert again.config == nlp.config
    again.to_disk(tmp_path / "two")
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp(sys.argv[2]);"
        "print(doc._.press_release.model_dump_json(), [w.text for w in nlp.make_doc(sys.argv[2])], doc.ents)"
    )
    for saved in ("one", "two"):
        command = [sys.executable, "-c", code, str(tmp_path / saved), WARNED]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        doc = nlp(WARNED)
        words = [word.text for word in nlp.make_doc(WARNED)]
        assert done.stdout.strip() == f"{doc._.press_release.model_dump_json()} {words} {doc.ents}"


def test_a_pipeline_survives_pickle_and_bytes():
    nlp = rich()
    copies = [
        pickle.loads(pickle.dumps(nlp)),
        Chinese.from_config(nlp.config).from_bytes(nlp.to_bytes()),
    ]
    for copy in copies:
        doc, wanted = copy(WARNED), nlp(WARNED)
        assert doc._.press_release == wanted._.press_release
        assert rows(doc) == rows(wanted)
        assert [token.text for token in doc] == [token.text for token in wanted]


def test_files_given_to_load_are_not_needed_again(tmp_path: Path):
    people, frames = tmp_path / "people.tsv", tmp_path / "frames.toml"
    people.write_text("term\n布小林\nA$AP丘映雪\n", "utf-8")
    frames.write_text(FRAMES, "utf-8")
    nlp = px.load(people=people, frames=str(frames))
    nlp.to_disk(tmp_path / "saved")
    people.unlink()
    frames.unlink()
    assert spacy.load(tmp_path / "saved")(WARNED)._.press_release == nlp(WARNED)._.press_release
    assert nlp(WARNED)._.press_release == px.Extractor(people=["布小林", "A$AP丘映雪"], frames=FRAMES).extract(WARNED)


def test_a_path_in_a_config_is_read_anew(tmp_path: Path):
    people, frames = tmp_path / "people.tsv", tmp_path / "frames.toml"
    people.write_text("term\n布小林\n", "utf-8")
    frames.write_text(FRAMES, "utf-8")
    config = {"people": str(people), "frames": str(frames)}
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract", config=config)
    assert nlp.config["components"]["pressextract"]["people"] == str(people)
    assert nlp(WARNED)._.press_release == px.Extractor(people=["布小林"], frames=FRAMES).extract(WARNED)
    nlp.to_disk(tmp_path / "saved")
    frames.write_text(FRAMES.replace("storm.warning", "storm.alarm"), "utf-8")
    again = spacy.load(tmp_path / "saved")
    assert [event.rule for event in again(WARNED)._.press_release.events] == ["storm.alarm"]
    people.write_text("term\n大白鯨\n", "utf-8")
    again = spacy.load(tmp_path / "saved")
    assert [person.name for person in again("大白鯨到場。")._.press_release.people] == ["大白鯨"]
    assert nlp("大白鯨到場。")._.press_release.people == ()
    people.unlink()
    with pytest.raises(px.LexiconError, match=r"people\.tsv"):
        spacy.load(tmp_path / "saved")
