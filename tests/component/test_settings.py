"""What a config may hold, and what is said of one that is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

import pressextract as px
from pressextract.component.settings import OPTIONS, TERMS

TEXT = "青禾集團董事長林致遠宣布辭任。林致遠說：「多謝。」"


def component(**config: object) -> spacy.language.Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("pressextract", config=config)
    return nlp


def test_the_defaults_are_json_and_do_not_change():
    assert json.loads(json.dumps(TERMS | OPTIONS)) == TERMS | OPTIONS
    config = component().config["components"]["pressextract"]
    assert {key: value for key, value in config.items() if key != "factory"} == TERMS | OPTIONS


def test_terms_and_parts():
    assert [person.name for person in component(people=["布小林"])("布小林到場。")._.press_release.people] == ["布小林"]
    release = component(disable=["events", "statements"])(TEXT)._.press_release
    assert release == px.Extractor(disable=["events", "statements"]).extract(TEXT)
    assert px.load(disable=["statements"])(TEXT)._.press_release == px.Extractor(disable=["statements"]).extract(TEXT)


def test_pipelines_do_not_touch_each_other():
    one, other = px.load(people=["布小林"]), px.load()
    assert one("布小林到場。")._.press_release != other("布小林到場。")._.press_release == px.extract("布小林到場。")


def test_the_tokenizer_and_the_component_share_their_lexicons():
    nlp = px.load(people=["布小林"])
    tokenizer: Any = nlp.tokenizer
    component: Any = nlp.get_pipe("pressextract")
    assert component.extractor is tokenizer._extractor  # noqa: SLF001


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"people": 5}, "people"),
        ({"titles": [1]}, "titles"),
        ({"words": {"a": 1}}, "words"),
        ({"frames": ["a"]}, "frames"),
        ({"disable": ["people"]}, "disable"),
        ({"disable": "events"}, "disable"),
        ({"max_length": "long"}, "max_length"),
        ({"use_ents": "perhaps"}, "use_ents"),
        ({"set_ents": None}, "set_ents"),
        ({"fit_tokens": []}, "fit_tokens"),
        ({"ent_labels": ["PER"]}, "ent_labels"),
        ({"ent_labels": {"人物": "HUMAN"}}, "'人物' cannot mean 'HUMAN', but PERSON"),
        ({"persons": ["布小林"]}, "persons"),
        ({"words": ["甲 乙"]}, "甲 乙"),
    ],
)
def test_a_wrong_value_is_named(config, said):
    with pytest.raises(ValueError, match=said):
        component(**config)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"people": "nowhere.tsv"}, r"nowhere\.tsv"),
        ({"frames": "nowhere.toml"}, r"nowhere\.toml"),
        ({"frames": "[[frame\n"}, "frames: "),
        ({"people": ["A$AP"]}, r"write it \\u0024"),
        ({"people": "my$file.tsv"}, r"write it \\u0024"),
        ({"frames": "a = '$'\n"}, r"write it \\u0024"),
        ({"ent_labels": {"A$": "PERSON"}}, r"write it \\u0024"),
    ],
)
def test_a_file_that_cannot_be_read_and_a_sign_that_cannot_be_saved(config, said):
    with pytest.raises(px.LexiconError, match=said):
        component(**config)


def test_a_dollar_is_written_as_the_message_says():
    release = component(people=["A\\u0024AP丘映雪"])("A$AP丘映雪到場。")._.press_release
    assert [person.name for person in release.people] == ["A$AP丘映雪"]


@pytest.mark.parametrize(
    ("settings", "error", "said"),
    [
        ({"people": "nowhere.tsv"}, px.LexiconError, r"nowhere\.tsv"),
        ({"frames": "nowhere.toml"}, px.LexiconError, r"nowhere\.toml"),
        ({"people": [5]}, TypeError, "a term must be a str, not int"),
        ({"disable": ["people"]}, ValueError, "people"),
        ({"words": ["甲 乙"]}, ValueError, "甲 乙"),
    ],
)
def test_load_says_what_is_wrong(settings, error, said):
    with pytest.raises(error, match=said):
        px.load(**settings)


def test_load_names_a_file_of_frames_that_is_wrong(tmp_path: Path):
    (tmp_path / "frames.toml").write_text("[[frame]]\nid = 3\n", "utf-8")
    with pytest.raises(px.LexiconError, match=r"frames\.toml"):
        px.load(frames=tmp_path / "frames.toml")


def test_load_takes_any_iterable():
    nlp = px.load(people=(name for name in ["布小林"]))
    assert [person.name for person in nlp("布小林到場。")._.press_release.people] == ["布小林"]
