"""What holds for every release: offsets, links, scripts, and extractors that leave each other alone."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pydantic
import pytest

import pressextract as px

DATE = re.compile(r"(\d{4}|-)-\d{2}-\d{2}")


def spans(record: object) -> Iterator[px.Span]:
    """Every span inside a record, mentions and tokens included."""
    if isinstance(record, px.Span):
        yield record
    elif isinstance(record, pydantic.BaseModel):
        for name in type(record).model_fields:
            yield from spans(getattr(record, name))
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)


def test_offsets(sample):
    text = sample.release.text
    assert text == sample.text
    found = list(spans(sample.release))
    assert found
    for span in found:
        assert text[span.start : span.end] == span.text
        assert 0 <= span.start <= span.end <= len(text)
    for person in sample.release.people:
        for mention in person.mentions:
            assert mention.text
            assert mention.text == mention.text.strip()


def test_tokens_cover_the_text(sample):
    tokens = px.segment(sample.text)
    assert all(sample.text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= two.start for one, two in pairwise(tokens))
    kept = "".join(token.text for token in tokens)
    assert "".join(kept.split()) == "".join(sample.text.split())


def test_normalised_offsets(sample):
    normal = px.normalise(sample.text)
    last = (0, 0)
    for at in range(len(normal.text)):
        here = normal.to_original(at, at + 1)
        assert last[0] <= here[0] < here[1] <= len(sample.text)
        assert last[1] <= here[1]
        last = here
    assert normal.to_original(0, len(normal.text))[1] <= len(sample.text)


def test_links_lead_somewhere(sample):
    release = sample.release
    people = {person.id for person in release.people}
    organisations = {organisation.id for organisation in release.organisations}
    events = {event.id for event in release.events}
    ids = [item.id for item in (*release.people, *release.organisations, *release.events)]
    assert len(set(ids)) == len(ids)
    for person in release.people:
        assert all(position.organisation_id in organisations | {None} for position in person.positions)
    for title in release.titles:
        assert set(title.held_by) <= people
    for organisation in release.organisations:
        assert organisation.parent_id in (organisations - {organisation.id}) | {None}
    for event in release.events:
        assert event.part_of in (events - {event.id}) | {None}
        assert all(p.entity_id in people | organisations | {None} for p in event.participants)
    for statement in release.statements:
        assert statement.speaker_id in people | organisations | {None}


def test_values_stand_in_the_text(sample):
    """Nothing is invented: each value reads in the text, but for white space inside it."""
    release = sample.release
    text = "".join(release.text.split())
    values: list[str | None] = []
    for person in release.people:
        values += [person.name, *person.aliases, *person.honorifics]
        values += [position.title for position in person.positions]
        values += [position.organisation for position in person.positions]
    for organisation in release.organisations:
        values += [organisation.name, *organisation.aliases]
    for event in release.events:
        values += [event.name, event.place, event.theme, event.attendance, *event.amounts]
        values += [participant.name for participant in event.participants]
    for statement in release.statements:
        values += [statement.speaker, statement.verb]
    lost = [value for value in values if value is not None and "".join(value.split()) not in text]
    assert lost == []


def test_dates_are_iso(sample):
    release = sample.release
    dates = [release.dateline.date if release.dateline else None]
    dates += [moment for event in release.events for moment in (event.start, event.end)]
    for moment in filter(None, dates):
        assert DATE.fullmatch(moment)
        date.fromisoformat(moment.replace("--", "2000-", 1) if moment.startswith("--") else moment)


def test_confidence_is_a_share(sample):
    release = sample.release
    made = [*release.people, *release.organisations, *release.events, *release.statements]
    for item in [*made, *(position for person in release.people for position in person.positions)]:
        assert 0 < item.confidence <= 1
        assert item.rule


def simplified(text: str | None) -> str:
    """A value as the other script would have it."""
    return px.convert(text or "", to="s")


def facts(release: px.PressRelease) -> Counter[tuple[str, ...]]:
    """The people and their positions, up to script."""
    found: Counter[tuple[str, ...]] = Counter()
    for person in release.people:
        name = simplified(person.name)
        found[(name,)] += 1
        for position in person.positions:
            found[name, simplified(position.title), simplified(position.organisation), position.status] += 1
    return found


def test_simplified_text_gives_the_same_people_and_positions(samples):
    same = total = 0
    for sample in samples:
        here, there = facts(sample.release), facts(px.extract(simplified(sample.text)))
        same += 2 * (here & there).total()
        total += here.total() + there.total()
    assert same / total >= 0.99


def test_extractors_survive_pickle(samples):
    extractor = px.Extractor(people=["布小林"], titles=["首席觀星官"])
    copy = pickle.loads(pickle.dumps(extractor))
    text = "昨日，首席觀星官布小林宣布辭任。"
    assert copy.extract(text) == extractor.extract(text)
    used = pickle.loads(pickle.dumps(extractor))
    assert used.extract(samples[0].text) == extractor.extract(samples[0].text)


def test_extractors_leave_each_other_alone(samples, tmp_path: Path):
    text = "首席觀星官布小林昨日在星塵會致辭。"
    before = px.extract(text).model_dump_json(), px.segment(text)
    names = tmp_path / "names.tsv"
    names.write_text("term\n布小林\n", "utf-8")
    lists: dict[str, Any] = {"titles": ["首席觀星官"], "organisations": ["星塵會"], "words": ["官布小"]}
    own = px.Extractor(people=["布小林"], **lists)
    from_file = px.Extractor(people=names, **lists)
    release = own.extract(text)
    assert [person.name for person in release.people] == ["布小林"]
    assert [position.title for position in release.people[0].positions] == ["首席觀星官"]
    assert "星塵會" in [organisation.name for organisation in release.organisations]
    assert from_file.extract(text) == release
    other = px.Extractor()
    assert other.extract(text).model_dump_json() == before[0]
    assert (px.extract(text).model_dump_json(), px.segment(text)) == before
    assert samples[0].release == other.extract(samples[0].text)


def test_what_is_no_text():
    for wrong in (b"bytes", None, 12, ["list"]):
        with pytest.raises(TypeError):
            px.extract(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            px.normalise(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            px.segment(wrong)  # type: ignore[arg-type]


def test_too_long():
    with pytest.raises(px.TextTooLongError, match=r"12.* 10 "):
        px.Extractor(max_length=10).extract("長" * 12)
    with pytest.raises(px.TextTooLongError, match=r"1,000,001.* 1,000,000 "):
        px.extract("長" * 1_000_001)
    assert px.Extractor(max_length=10).extract("長" * 10).text == "長" * 10


def test_many_is_lazy_and_in_order(samples):
    drawn: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(10_000):
            drawn.append(number)
            yield samples[number % 3].text[:200]

    many = px.extract_many(texts(), batch_size=4)
    first = [next(many) for _ in range(3)]
    assert [item.text for item in first if isinstance(item, px.PressRelease)] == [s.text[:200] for s in samples[:3]]
    assert len(drawn) <= 8


def test_many_gives_what_one_gives(samples):
    some = samples[:4]
    for workers in (1, 2):
        many = px.extract_many([sample.text for sample in some], workers=workers, batch_size=2)
        assert list(many) == [sample.release for sample in some]


FAILING = ["林致遠宣布辭任。", None, "長" * 21, "高明宣布辭任。"]


def test_failures_are_recorded():
    extractor = px.Extractor(max_length=20)
    first, second, third, fourth = extractor.extract_many(FAILING)  # type: ignore[arg-type]
    assert isinstance(first, px.PressRelease)
    assert isinstance(fourth, px.PressRelease)
    assert isinstance(second, px.Failure)
    assert (second.index, second.error) == (1, "TypeError")
    assert isinstance(third, px.Failure)
    assert (third.index, third.error) == (2, "TextTooLongError")
    assert "21" in third.message


def test_failures_can_be_skipped_or_raised():
    extractor = px.Extractor(max_length=20)
    skipped = list(extractor.extract_many(FAILING, on_error="skip"))  # type: ignore[arg-type]
    assert [type(item).__name__ for item in skipped] == ["PressRelease", "PressRelease"]
    raising = extractor.extract_many(FAILING, on_error="raise")  # type: ignore[arg-type]
    next(raising)
    with pytest.raises(TypeError):
        next(raising)
