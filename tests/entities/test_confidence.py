"""Confidence: the chance of being right, out of what the rules and the recogniser say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import pressextract as px
from pressextract.entities.confidence import calibrated, evidence_of
from pressextract.entities.entity import Entities, Organisation, Person, Post, Reference
from pressextract.errors import MissingResourceError
from pressextract.knowledge import calibration
from pressextract.knowledge.calibration import CALIBRATION
from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.reading import Reading
from pressextract.mentions.recogniser import Recognised
from pressextract.text.page import read_page
from pressextract.tokens.word import Word
from scoring import verdicts

KINDS = ("people", "organisations", "positions", "events", "statements")
TEXT = "青巒集團董事長丘映雪致辭。"
BODY, TITLE, PERSON = (0, 4), (4, 7), (7, 10)


def confidences(release: px.PressRelease) -> dict[str, list[float]]:
    """The confidence of everything that is judged, in the order of ``verdicts``."""
    return {
        "people": [person.confidence for person in release.people],
        "organisations": [body.confidence for body in release.organisations],
        "positions": [post.confidence for person in release.people for post in person.positions],
        "events": [event.confidence for event in release.events],
        "statements": [said.confidence for said in release.statements],
    }


def as_seen(chance: float) -> px.PressRelease:
    """The release as read with a recogniser that is this sure of what it sees."""
    words = (Word(*BODY, "n"), Word(*TITLE, "n"), Word(*PERSON, "nr"), Word(10, 12, "v"), Word(12, 13, "w"))
    spans = (Word(*BODY, "ORG", chance), Word(*TITLE, "TITLE", chance), Word(*PERSON, "PERSON", chance))
    return px.Extractor(recogniser=lambda fold: Recognised(words, spans)).extract(TEXT)


def bound(rule: float) -> Entities:
    """A person with a post, as the rules bind them with this confidence."""
    body = Organisation(
        "o1", "青巒集團", "青峦集团", (), "company", None, (Reference(*BODY, "name"),), "recogniser", rule
    )
    post = Post("董事長", "董事长", "青巒集團", "o1", "current", 0, 7, TITLE, "adjacent", rule)
    person = Person("p1", "丘映雪", "丘映雪", (), (), (post,), (Reference(*PERSON, "name"),), "after_title", rule)
    return Entities((person,), (body,))


def reading(*spans: Word) -> Reading:
    return Reading.of(read_page(TEXT), (), builtin_vocabulary(), spans)


@pytest.mark.parametrize("kind", ["people", "organisations", "positions"])
def test_the_surer_the_recogniser_the_surer_the_record(kind):
    found = [confidences(as_seen(chance))[kind] for chance in (0.5, 0.7, 0.9, 0.99)]
    assert all(len(one) == 1 for one in found)
    assert all(before <= after for before, after in pairwise(found))


@pytest.mark.parametrize("rule", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_confidence_is_between_nothing_and_nearly_sure(rule, chance):
    spans = [Word(*BODY, "ORG", chance), Word(*TITLE, "TITLE", chance), Word(*PERSON, "PERSON", chance)]
    entities = calibrated(reading(*spans), bound(rule))
    (person,), (body,) = entities.people, entities.organisations
    found = [person.confidence, body.confidence, *(post.confidence for post in person.posts)]
    assert all(0 <= one <= 0.99 for one in found)


def test_nothing_but_the_confidence_is_touched():
    before = bound(0.5)
    after = calibrated(reading(), before)
    assert [person.references for person in after.people] == [person.references for person in before.people]
    assert [person.posts[0].title_span for person in after.people] == [TITLE]
    assert [body.id for body in after.organisations] == ["o1"]


@pytest.mark.parametrize(
    ("span", "kind"),
    [
        (Word(*PERSON, "PERSON", 0.9), "people"),
        (Word(*BODY, "ORG", 0.9), "organisations"),
        (Word(*TITLE, "TITLE", 0.9), "posts"),
    ],
)
def test_a_span_of_the_very_name_is_evidence(span, kind):
    assert getattr(evidence_of(reading(span), bound(0.5)), kind) != getattr(evidence_of(reading(), bound(0.5)), kind)


@pytest.mark.parametrize("span", [Word(7, 9, "PERSON", 0.9), Word(*PERSON, "ORG", 0.9), Word(2, 4, "ORG", 0.9)])
def test_a_span_elsewhere_or_of_another_class_is_none(span):
    assert evidence_of(reading(span), bound(0.5)) == evidence_of(reading(), bound(0.5))


def test_every_record_of_the_fixtures_is_between_nothing_and_nearly_sure(sample):
    assert all(0 <= one <= 0.99 for each in confidences(sample.release).values() for one in each)


def test_confidence_keeps_its_word(samples):
    """Over all releases of ``fixtures/`` the mean confidence is the share that the gold records call right."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    right: dict[str, list[bool]] = {kind: [] for kind in found}
    for sample in samples:
        for kind, answers in verdicts(sample.gold, sample.release.model_dump(mode="json")).items():
            right[kind] += answers
            found[kind] += confidences(sample.release)[kind]
    for kind, chances in found.items():
        assert len(chances) == len(right[kind]) > 100
        assert sum(chances) / len(chances) == pytest.approx(sum(right[kind]) / len(chances), abs=0.05), kind


@pytest.mark.parametrize("content", [None, "", "{", "{}", "[]"])
def test_a_missing_or_other_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content):
    path = tmp_path / "calibration.json"
    if content is not None:
        path.write_text(content, "utf-8")
    monkeypatch.setattr(calibration, "CALIBRATION", path)
    with pytest.raises(MissingResourceError, match=r"calibration\.json"):
        calibrated(reading(), bound(0.5))


def test_the_file_that_comes_with_the_library_is_there():
    assert CALIBRATION.is_file()
