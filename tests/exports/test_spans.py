"""Labelled spans: what they cover, their order, and the links between them."""

from __future__ import annotations

import contextlib
import io
import itertools
import re
import time
from pathlib import Path

import pytest

import pressextract as px
from pressextract.exports.links import links
from pressextract.exports.pieces import cut, sentences
from pressextract.exports.spans import LABELS, NAMES, flat
from tests.exports.texts import released


def bare(span: px.Span) -> tuple[int, int]:
    """Where a span stands without the white space at its edges."""
    return (
        span.start + len(span.text) - len(span.text.lstrip()),
        span.end - (len(span.text) - len(span.text.rstrip())),
    )


def wanted(release: px.PressRelease) -> set[tuple[str, int, int, str | None]]:
    """Every place that the record names, with what it is."""
    found: set[tuple[str, int, int, str | None]] = set()
    if release.headline:
        found.add(("HEADLINE", *bare(release.headline), None))
    if release.dateline:
        found.add(("DATELINE", *bare(release.dateline.span), None))
    who: set[tuple[int, int, str | None]] = set()
    for label, things in (("PERSON", release.people), ("ORGANISATION", release.organisations)):
        for thing in things:
            who |= {(*bare(mention), thing.id) for mention in thing.mentions}
            found |= {(label, *bare(mention), thing.id) for mention in thing.mentions}
    for person in release.people:
        found |= {("POSITION", *bare(position.span), person.id) for position in person.positions}
    for number, title in enumerate(release.titles, 1):
        found |= {("TITLE", *bare(mention), f"t{number}") for mention in title.mentions}
    for event in release.events:
        found.add(("TRIGGER", *bare(event.trigger), event.id))
        found |= {("EVENT", *bare(mention), event.id) for mention in event.mentions}
        found |= {("EVENT" if g.slot == "name" else g.slot.upper(), *bare(g), event.id) for g in event.grounds}
        for part in event.participants:
            if (*bare(part.span), part.entity_id) not in who:
                who.add((*bare(part.span), part.entity_id))
                found.add(("PARTICIPANT", *bare(part.span), part.entity_id))
    for number, said in enumerate(release.statements, 1):
        found.add(("STATEMENT", *bare(said.span), f"s{number}"))
        if said.speaker_span and (*bare(said.speaker_span), said.speaker_id) not in who:
            who.add((*bare(said.speaker_span), said.speaker_id))
            found.add(("SPEAKER", *bare(said.speaker_span), said.speaker_id))
    return {one for one in found if one[1] < one[2]}


def test_every_place_of_the_record_is_a_span(release: px.PressRelease):
    spans = px.labelled_spans(release)
    assert {(span.label, span.start, span.end, span.of) for span in spans} == wanted(release)
    assert all(release.text[span.start : span.end] == span.text == span.text.strip() != "" for span in spans)
    assert len({span.id for span in spans}) == len(spans)
    assert [(span.start, -span.end) for span in spans] == sorted((span.start, -span.end) for span in spans)


def test_labels_can_be_chosen(release: px.PressRelease):
    everything = px.labelled_spans(release)
    some = px.labelled_spans(release, ["PERSON", "POSITION"])
    assert some == tuple(span for span in everything if span.label in ("PERSON", "POSITION"))
    assert tuple(LABELS)[:9] == NAMES
    with pytest.raises(ValueError, match="there is no label 'PLANET'; there are PERSON"):
        px.labelled_spans(release, ["PERSON", "PLANET"])  # type: ignore[list-item]


def test_flat_keeps_the_outermost(release: px.PressRelease):
    spans = px.labelled_spans(release)
    kept = flat(spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(kept))
    for left in set(spans) - set(kept):
        over = [one for one in kept if one.start < left.end and left.start < one.end]
        assert over
        assert min((one.start, -one.end) for one in over) <= (left.start, -left.end)


def test_links_lead_from_span_to_span(release: px.PressRelease):
    spans = {span.id: span for span in px.labelled_spans(release)}
    found = links(release, spans.values())
    for link in found:
        assert {link.source, link.target} <= spans.keys()
    parts = {(f"{e.id}.trigger", p.role) for e in release.events for p in e.participants}
    assert {(link.source, link.label) for link in found} >= parts
    held = {link.target for link in found if link.label == "holds"}
    assert held == {span.id for span in spans.values() if span.label == "POSITION"}
    said = {link.source for link in found if link.label == "said_by"}
    assert said == {f"s{number}" for number, one in enumerate(release.statements, 1) if one.speaker_span}
    grounds = {(f"{e.id}.trigger", ground.slot) for e in release.events for ground in e.grounds}
    assert {(link.source, link.label) for link in found} >= grounds


def test_a_post_is_linked_at_the_nearest_mention():
    release = px.extract("林致遠昨日到訪香港。東岸大學校長林致遠致辭。林致遠離港。")
    spans = {span.id: span for span in px.labelled_spans(release)}
    (holds,) = (link for link in links(release, spans.values()) if link.label == "holds")
    assert spans[holds.source].start == spans[holds.target].end


@pytest.mark.parametrize("tokens", ["characters", "words"])
def test_tokens_hold_all_that_is_written(release: px.PressRelease, tokens: str):
    spans = px.labelled_spans(release)
    cuts = cut(release.text, spans, tokens)  # type: ignore[arg-type]
    assert "".join(release.text[start:end] for start, end in cuts) == "".join(release.text.split())
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(cuts))
    starts, ends = {start for start, _ in cuts}, {end for _, end in cuts}
    assert all(span.start in starts and span.end in ends for span in spans)
    again = sentences(release.text, cuts, spans)
    assert [token for sentence in again for token in sentence] == cuts
    borders = {sentence[0][0] for sentence in again[1:]}
    assert not any(span.start < border < span.end for span in spans for border in borders)


def test_no_such_tokens():
    with pytest.raises(ValueError, match="not 'syllables'"):
        px.to_conll(released("astral"), tokens="syllables")  # type: ignore[arg-type]


def test_many_posts_in_one_body_take_linear_time():
    """A body with a mention for each of thousands of posts: links look at the nearest, not at all."""

    def made(count: int) -> px.PressRelease:
        unit = "青禾集團主席林致遠。"
        text = unit * count
        starts = range(0, len(text), len(unit))
        body = px.Organisation(
            id="o1",
            name="青禾集團",
            mentions=tuple(px.Mention(start=at, end=at + 4, text="青禾集團", kind="name") for at in starts),
            rule="known",
            confidence=1.0,
        )
        post = {"title": "主席", "organisation": "青禾集團", "organisation_id": "o1", "rule": "x", "confidence": 1.0}
        person = px.Person(
            id="p1",
            name="林致遠",
            mentions=tuple(px.Mention(start=at + 6, end=at + 9, text="林致遠", kind="name") for at in starts),
            positions=tuple(
                px.Position(span=px.Span(start=at, end=at + 6, text="青禾集團主席"), **post)  # type: ignore[arg-type]
                for at in starts
            ),
            rule="known",
            confidence=1.0,
        )
        return px.PressRelease(text=text, script="traditional", people=(person,), organisations=(body,))

    times = []
    for count in (4_000, 8_000):
        release = made(count)
        spans = px.labelled_spans(release)
        start = time.process_time()
        found = links(release, spans)
        times.append(time.process_time() - start)
        assert len(found) == 2 * count
    assert times[1] / times[0] <= 3 or times[1] < 0.5


def test_what_the_page_of_exports_shows(root: Path):
    """The worked example of docs/exports.md prints what stands below it."""
    page = (root / "docs" / "exports.md").read_text("utf-8")
    found = re.search(r"```python\n([^`]+)```\n\n```text\n([^`]+)```", page)
    assert found
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(found[1], {})
    assert out.getvalue() == found[2]
    table = {
        label for row in re.findall(r"^\| ((?:`[A-Z]+` ?)+)\|", page, re.M) for label in re.findall(r"[A-Z]+", row)
    }
    assert table == set(LABELS)
