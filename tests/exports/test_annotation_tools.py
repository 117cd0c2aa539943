"""CoNLL, brat, Label Studio and Prodigy: each read back by a reader of its own gives the spans of the release."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as Xml

import pytest

import pressextract as px
from pressextract.exports.links import links
from pressextract.exports.offsets import UNITS, OffsetUnit
from pressextract.exports.spans import LABELS, NAMES, flat
from tests.exports.readers import (
    Place,
    brat_places,
    read_brat,
    read_conll,
    read_label_studio,
    read_prodigy,
)
from tests.exports.test_offsets import CODECS
from tests.exports.texts import HOSTILE, released


def places(spans: tuple[px.LabelledSpan, ...], table: px.Offsets | None = None) -> set[Place]:
    """Spans as a reader gives them, in the unit of a table."""
    if table is None:
        return {Place(span.label, span.start, span.end) for span in spans}
    return {Place(span.label, table.to_unit(span.start), table.to_unit(span.end)) for span in spans}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("tokens", ["characters", "words"])
def test_conll(release: px.PressRelease, unit: OffsetUnit, tokens: str):
    text = release.text
    page = px.to_conll(release, offsets=unit, tokens=tokens)  # type: ignore[arg-type]
    comments, sentences, found = read_conll(page)
    assert found == places(flat(px.labelled_spans(release, NAMES)), px.Offsets.of(text, unit))
    assert (comments["offset_unit"], comments["tokens"]) == (unit, tokens)
    # The words stand where the file says, but for what cannot be written.
    codec, size = CODECS[unit]
    encoded = text.encode(codec)
    written = ""
    for sentence in sentences:
        assert [row[0] for row in sentence] == [str(number) for number in range(1, len(sentence) + 1)]
        for _, form, start, end, _ in sentence:
            words = encoded[int(start) * size : int(end) * size].decode(codec)
            assert len(words) == len(form)
            assert all(one == two or two == "\ufffd" for one, two in zip(words, form, strict=True))
            written += words
    assert written == "".join(text.split())


def test_conll_nested(release: px.PressRelease):
    page = px.to_conll(release, labels=LABELS, nested=True, tokens="words")
    comments, _, found = read_conll(page)
    assert found == places(px.labelled_spans(release))
    columns = comments["global.columns"].split()
    assert columns[:5] == ["ID", "FORM", "START", "END", "TAG"]
    assert columns[5:] == [f"TAG{number}" for number in range(2, len(columns) - 3)]


def test_conll_ends_each_sentence_with_an_empty_line():
    page = px.to_conll(px.extract("主席高明致辭。「好！」他說\n林致遠"), id="a\nb", source="news/a\tb.txt")
    assert "# newdoc id = a b\n# source = news/a b.txt\n" in page
    _, sentences, _ = read_conll(page)
    assert ["".join(row[1] for row in sentence) for sentence in sentences] == [
        "主席高明致辭。",
        "「好！」",
        "他說",
        "林致遠",
    ]
    assert page.endswith("\n\n")
    assert px.to_conll(released("nothing")).endswith("# tokens = characters\n\n")


def test_a_hash_or_a_comment_in_the_text_is_no_comment():
    release = released("a comment of CoNLL")
    comments, sentences, found = read_conll(px.to_conll(release))
    assert comments["offset_unit"] == "codepoint"
    assert "newdoc id" not in comments
    assert sum(row[1] == "#" for sentence in sentences for row in sentence) == release.text.count("#")
    assert found


def test_brat(release: px.PressRelease):
    text, ann = px.to_brat(release)
    assert len(text) == len(release.text)
    assert text.split() == release.text.split()
    assert "\r" not in text
    read = read_brat(text, ann)
    spans = px.labelled_spans(release)
    assert brat_places(read) == places(spans)
    names = {f"T{number}": span for number, span in enumerate(spans, 1)}
    of_event = {f"E{number}": event for number, event in enumerate(release.events, 1)}
    assert read.events.keys() == of_event.keys()
    told = {(link.source, link.label, link.target) for link in links(release, spans)}
    again = {(names[one].id, label, names[two].id) for label, one, two in read.relations}
    for name, (kind, trigger, arguments) in read.events.items():
        assert kind == of_event[name].kind
        for role, target in arguments:
            end = f"{of_event[target].id}.trigger" if target in of_event else names[target].id
            again.add((names[trigger].id, role.rstrip("0123456789"), end))
    assert again == told
    status = {target: value for kind, target, *rest in read.attributes for value in rest if kind == "event_status"}
    assert status == {name: event.status for name, event in of_event.items()}
    posts = {target: value for kind, target, *rest in read.attributes for value in rest if kind == "position_status"}
    assert posts == {name: span.detail for name, span in names.items() if span.label == "POSITION"}
    same = {frozenset(group) for group in read.equivalent}
    for group in same:
        assert len({(names[name].label, names[name].of) for name in group}) == 1


@pytest.mark.parametrize("gap", ["\n", "\r\n", " \n\t", "\u2028", "\x85 ", "\t", " \x1c\x1d\n"])
def test_a_name_with_a_break_inside(gap: str):
    """In brat a fragment for each side; in CoNLL and Prodigy a name over two tokens; everywhere the same span."""
    text = f"主席 Paul{gap}Weiss出席。"
    end = len(text) - 3
    mention = px.Mention(start=3, end=end, text=text[3:end], kind="name")
    person = px.Person(id="p1", name="Paul Weiss", mentions=(mention,), rule="latin", confidence=1.0)
    release = px.PressRelease(text=text, script="none", people=(person,))
    told = px.to_brat(release)
    assert f"T1\tPERSON 3 7;{end - 5} {end}\tPaul Weiss\n" in told.ann
    wanted = {Place("PERSON", 3, end)}
    assert brat_places(read_brat(*told)) == wanted
    assert read_conll(px.to_conll(release))[2] == wanted
    assert len(read_conll(px.to_conll(release))[1]) == 1
    assert read_prodigy(px.to_prodigy(release))[1] == wanted
    assert read_label_studio(px.to_label_studio(release))[1] == wanted


def test_brat_line_ends_are_plain_and_as_long():
    release = released("CR LF")
    text, _ = px.to_brat(release)
    assert text == HOSTILE["CR LF"].replace("\r\n", " \n")
    assert px.to_brat(released("CR alone")).text == HOSTILE["CR alone"].replace("\r", "\n")


def test_a_line_of_brat_in_the_text_is_text():
    release = released("a line of brat")
    text, ann = px.to_brat(release, id="T9\tPERSON 0 1\tx", source="a\nT8\tTITLE 0 1\tT")
    read = read_brat(text, ann)
    assert text == release.text
    assert len(read.bounds) == len(px.labelled_spans(release))
    assert read.notes[-2:] == [
        (read.notes[-1][0], "id T9 PERSON 0 1 x"),
        (read.notes[-1][0], "source a T8 TITLE 0 1 T"),
    ]


def test_brat_config_knows_all_that_is_written(release: px.PressRelease):
    sections: dict[str, list[str]] = {}
    for line in px.brat_config().splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line:
            sections[list(sections)[-1]].append(line)
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    types = {line.split("\t")[0] for lines in sections.values() for line in lines}
    arguments = {line.split("\t")[0]: set(re.findall(r"(\w+)[*?]:", line)) for line in sections["events"]}
    read = read_brat(*px.to_brat(release))
    used = {kind for kind, _, _ in read.bounds.values()} | {kind for kind, _, _ in read.events.values()}
    used |= {label for label, _, _ in read.relations} | {attribute[0] for attribute in read.attributes}
    assert used | ({"Equiv"} if read.equivalent else set()) <= types
    for kind, _, told in read.events.values():
        assert {role.rstrip("0123456789") for role, _ in told} <= arguments[kind]
    allowed = {line.split("\t")[0]: line.rpartition("Value:")[2].split("|") for line in sections["attributes"]}
    assert all(rest[0] in allowed[kind] for kind, _, *rest in read.attributes if rest)


@pytest.mark.parametrize("unit", UNITS)
def test_label_studio(release: px.PressRelease, unit: OffsetUnit):
    page = px.to_label_studio(release, offsets=unit, id="a", source="news/a.txt")
    text, found, relations = read_label_studio(page)
    assert text == release.text.replace("\0", "\ufffd")
    spans = px.labelled_spans(release)
    assert found == places(spans, px.Offsets.of(release.text, unit))
    told = {(one["from_id"], one["labels"][0], one["to_id"]) for one in relations}
    assert told == {(link.source, link.label, link.target) for link in links(release, spans)}
    (task,) = json.loads(page)
    assert {name: task["data"][name] for name in ("id", "source", "offset_unit")} == {
        "id": "a", "source": "news/a.txt", "offset_unit": unit,
    }  # fmt: skip


def test_label_studio_knows_all_that_is_written(release: px.PressRelease):
    view = Xml.fromstring(px.label_studio_config())  # noqa: S314 - our own
    (labels,) = view.iter("Labels")
    (text,) = view.iter("Text")
    assert (labels.get("name"), labels.get("toName"), text.get("name"), text.get("value")) == (
        "label",
        "text",
        "text",
        "$text",
    )
    assert [label.get("value") for label in labels] == list(LABELS)
    assert len({label.get("background") for label in labels}) == len(LABELS)
    known = {relation.get("value") for relation in view.iter("Relation")}
    _, found, relations = read_label_studio(px.to_label_studio(release))
    assert {place.label for place in found} <= LABELS.keys()
    assert {relation["labels"][0] for relation in relations} <= known


@pytest.mark.parametrize("tokens", ["characters", "words"])
@pytest.mark.parametrize("nested", [True, False])
def test_prodigy(release: px.PressRelease, tokens: str, nested: bool):
    page = px.to_prodigy(release, tokens=tokens, nested=nested, id="a")  # type: ignore[arg-type]
    assert page.count("\n") == 1
    text, found = read_prodigy(page)
    assert text == release.text
    spans = px.labelled_spans(release)
    assert found == places(spans if nested else flat(spans))
    assert json.loads(page)["meta"] == {"offset_unit": "codepoint", "id": "a"}


def test_what_is_written_is_utf8(release: px.PressRelease):
    pages = [px.to_json(release), px.to_jsonld(release), px.to_popolo(release), px.to_conll(release)]
    pages += [px.to_label_studio(release), px.to_prodigy(release), *px.to_brat(release)]
    for page in pages:
        assert page.encode("utf-8").decode("utf-8") == page


def test_the_same_release_gives_the_same_bytes():
    release = released("astral")
    again = px.PressRelease.model_validate_json(release.model_dump_json())
    for write in (px.to_json, px.to_jsonld, px.to_popolo, px.to_conll, px.to_label_studio, px.to_brat, px.to_prodigy):
        assert write(release) == write(again)


def test_a_record_made_by_hand_with_lone_surrogates():
    """What ``extract`` never gives: U+FFFD is written, and the offsets hold."""
    mention = px.Mention(start=2, end=5, text="林\udfff遠", kind="name")
    person = px.Person(id="p1", name="林\udfff遠", mentions=(mention,), rule="known", confidence=1.0)
    release = px.PressRelease(text="\ud83d\ude00林\udfff遠到場。", script="none", people=(person,))
    told = px.to_brat(release)
    assert told.text == "\ufffd\ufffd林\ufffd遠到場。"
    assert brat_places(read_brat(*told)) == {Place("PERSON", 2, 5)}
    assert read_conll(px.to_conll(release, offsets="utf-16"))[2] == {Place("PERSON", 2, 5)}
    assert read_prodigy(px.to_prodigy(release)) == (told.text, {Place("PERSON", 2, 5)})
    assert read_label_studio(px.to_label_studio(release, offsets="utf-8"))[:2] == (told.text, {Place("PERSON", 6, 15)})
    for page in (px.to_json(release), px.to_jsonld(release), px.to_popolo(release)):
        assert "林\ufffd遠" in page.encode("utf-8").decode("utf-8")
    assert px.from_json(px.to_json(release)).people[0].mentions[0].start == 2
