"""JSON-LD through a JSON-LD processor, and Popolo against what its specification asks."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, NoReturn

import jsonschema
import pytest
from pyld import jsonld

import pressextract as px
from pressextract.exports.offsets import UNITS, OffsetUnit
from tests.exports.texts import HOSTILE, released

SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def refuse(url: str, *_: object) -> NoReturn:
    raise AssertionError(f"{url} was asked for")


def expanded(page: str) -> dict[str, dict[str, Any]]:
    """The nodes of a document by id, as a processor without a network sees them."""
    found: dict[str, dict[str, Any]] = {}
    (flat,) = [jsonld.flatten(json.loads(page), None, {"documentLoader": refuse})]
    for node in flat:
        found[node["@id"]] = node
    return found


def ids(values: Any) -> set[str]:
    """Every node that a document points to."""
    if isinstance(values, list):
        return set().union(*map(ids, values), set())
    if not isinstance(values, dict):
        return set()
    here = {values["@id"]} if "@id" in values and len(values) == 1 else set()
    return here.union(*(ids(value) for value in values.values()))


def test_jsonld_spans(release: px.PressRelease):
    """Every labelled span comes back from its annotation, by way of the processor."""
    nodes = expanded(px.to_jsonld(release, id="https://example.org/news/7"))
    found = set()
    for name, node in nodes.items():
        if f"{OA}Annotation" not in node.get("@type", ()):
            continue
        (target,), (body,) = node[f"{OA}hasTarget"], node[f"{OA}hasBody"]
        specific = nodes[target["@id"]]
        (selector,) = (nodes[one["@id"]] for one in specific[f"{OA}hasSelector"])
        assert selector["@type"] == [f"{OA}TextPositionSelector"]
        assert specific[f"{OA}hasSource"] == [{"@id": "https://example.org/news/7"}]
        (start,), (end,) = selector[f"{OA}start"], selector[f"{OA}end"]
        assert start["@type"] == end["@type"] == f"{XSD}nonNegativeInteger"
        (label,) = node["urn:pressextract:terms:label"]
        found.add((name.partition("#at-")[2], label["@value"], start["@value"], end["@value"], body["@id"]))
    wanted = set()
    for span in px.labelled_spans(release):
        meant = span.id if span.label == "POSITION" else span.of
        body = "https://example.org/news/7" + (f"#{meant}" if meant else "")
        wanted.add((span.id, span.label, span.start, span.end, body))
    assert found == wanted


def test_jsonld_links_resolve(release: px.PressRelease):
    nodes = expanded(px.to_jsonld(release))
    described = {name for name, node in nodes.items() if "@type" in node or f"{SCHEMA}name" in node}
    pointed = ids(list(nodes.values())) - {name for name in nodes if name.startswith(SCHEMA)}
    assert {name for name in pointed if not name.startswith(SCHEMA)} <= described
    kinds = {kind for node in nodes.values() for kind in node.get("@type", ())}
    assert all(kind.startswith((SCHEMA, OA)) for kind in kinds)


def test_jsonld_says_what_the_record_says(release: px.PressRelease):
    page = px.to_jsonld(release)
    nodes = expanded(page)
    graph = {node["@id"]: node for node in json.loads(page)["@graph"]}
    iri = json.loads(page)["@graph"][0]["@id"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", iri)
    assert nodes[iri][f"{SCHEMA}articleBody"] == [{"@value": release.text}]
    assert [node["@id"] for node in graph[iri].get("about", ())] == [f"{iri}#{event.id}" for event in release.events]
    for person in release.people:
        node = graph[f"{iri}#{person.id}"]
        assert (node["@type"], node["name"]) == ("Person", person.name)
        roles = [*node.get("affiliation", ()), *node.get("hasOccupation", ())]
        told = {(role["@id"], role.get("roleName"), role["px:status"]) for role in roles}
        assert told == {
            (f"{iri}#{person.id}.{number}", one.title, one.status) for number, one in enumerate(person.positions, 1)
        }
        current = {one.title for one in person.positions if one.status == "current" and one.title}
        assert set(node.get("jobTitle", ())) == current
    for event in release.events:
        node = graph[f"{iri}#{event.id}"]
        for moment, name in ((event.start, "startDate"), (event.end, "endDate")):
            if moment and not moment.startswith("--"):
                assert nodes[f"{iri}#{event.id}"][f"{SCHEMA}{name}"] == [{"@type": f"{XSD}date", "@value": moment}]
                date.fromisoformat(moment)
            else:
                assert name not in node
                assert node.get(f"px:{name}Text") == moment
        parts = [
            role
            for name in ("organizer", "sponsor", "performer", "attendee", "contributor")
            for role in node.get(name, ())
        ]
        assert sorted(role["roleName"] for role in parts) == sorted(one.role for one in event.participants)
    for number, said in enumerate(release.statements, 1):
        node = graph[f"{iri}#s{number}"]
        assert (node["@type"], node["text"], node["px:direct"]) == ("Quotation", said.text, said.direct)
        wanted = {"@id": f"{iri}#{said.speaker_id}"} if said.speaker_id else {"name": said.speaker}
        assert node["spokenByCharacter"] == wanted


def test_a_date_without_a_year_is_text():
    release = px.extract("青禾集團於10月23日舉行第四屆青禾論壇。")
    assert [event.start for event in release.events] == ["--10-23"]
    (event,) = (node for node in json.loads(px.to_jsonld(release))["@graph"] if node["@type"] == "Event")
    assert event["px:startDateText"] == "--10-23"
    assert "startDate" not in event
    (told,) = json.loads(px.to_popolo(release))["events"]
    assert told["start_date"] is None


@pytest.mark.parametrize("name", HOSTILE)
def test_jsonld_can_stand_in_a_web_page(name: str):
    page = px.to_jsonld(released(name), source="</script><b>")
    assert not set("<>&\u2028\u2029") & set(page)
    assert json.loads(page)["@graph"][0]["articleBody"] == released(name).text
    assert json.loads(page)["@graph"][0]["identifier"] == "</script><b>"


def test_ids_that_are_no_iri():
    release = released("astral")
    for wrong in ("news/7", "", "https://example.org/a b", "https://example.org/#x", 'x:"', "x:\n"):
        for write in (px.to_jsonld, px.to_popolo):
            with pytest.raises(ValueError, match="no absolute IRI"):
                write(release, id=wrong)


def test_source_is_an_address_or_a_name():
    release = released("astral")
    (article, *_) = json.loads(px.to_jsonld(release, source="https://example.org/a.html"))["@graph"]
    assert article["url"] == "https://example.org/a.html"
    (person, *_) = json.loads(px.to_popolo(release, source="https://example.org/a.html"))["persons"]
    assert person["sources"] == [{"url": "https://example.org/a.html"}]
    (person, *_) = json.loads(px.to_popolo(release, source="news/a.txt"))["persons"]
    assert person["sources"] == [{"url": article["@id"], "note": "news/a.txt"}]


TEXT = {"type": ["string", "null"]}
WHOLE = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
SOURCES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["url"],
        "properties": {"url": {"type": "string", "format": "uri"}, "note": TEXT},
    },
}
NAMES = {
    "type": "array",
    "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "note": TEXT}},
}
# What the specification says of each class: the terms that we use, and their types.
CLASSES: dict[str, dict[str, Any]] = {
    "persons": {
        "id": TEXT, "name": TEXT, "other_names": NAMES, "honorific_prefix": TEXT, "honorific_suffix": TEXT,
        "sources": SOURCES,
    },
    "organizations": {
        "id": TEXT, "name": TEXT, "other_names": NAMES, "classification": TEXT, "parent_id": TEXT, "sources": SOURCES,
    },
    "posts": {
        "id": TEXT, "label": TEXT, "role": TEXT, "organization_id": TEXT, "start_date": WHOLE, "end_date": WHOLE,
        "sources": SOURCES,
    },
    "memberships": {
        "id": TEXT, "label": TEXT, "role": TEXT, "person_id": TEXT, "organization_id": TEXT, "post_id": TEXT,
        "start_date": WHOLE, "end_date": WHOLE, "sources": SOURCES,
    },
    "events": {
        "id": TEXT, "name": TEXT, "description": TEXT, "start_date": WHOLE, "end_date": WHOLE, "location": TEXT,
        "status": TEXT, "classification": TEXT, "parent_id": TEXT, "sources": SOURCES,
        "attendees": {"type": "array", "items": {"type": "object", "properties": {"id": TEXT, "name": TEXT}}},
    },
}  # fmt: skip
OURS = {
    "persons": {"mentions"},
    "organizations": {"mentions"},
    "memberships": {"span", "status"},
    "events": {"mentions", "span"},
}


def test_popolo_is_as_its_specification_says(release: px.PressRelease):
    popolo = json.loads(px.to_popolo(release, source="https://example.org/a.html"))
    assert popolo.pop("offset_unit") == "codepoint"
    assert popolo.keys() == CLASSES.keys()
    for name, properties in CLASSES.items():
        schema = {"type": "object", "properties": properties, "required": list(properties)}
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        for one in popolo[name]:
            checker.validate(one)
            assert one.keys() - properties.keys() <= OURS.get(name, set())
    known = {name: {one["id"] for one in popolo[name]} for name in CLASSES}
    everything = [one["id"] for name in CLASSES for one in popolo[name]]
    assert len(set(everything)) == len(everything)
    for one in popolo["memberships"]:
        assert one["person_id"] in known["persons"]
        assert one["organization_id"] in known["organizations"] | {None}
        assert one["post_id"] in known["posts"] | {None}
        assert (one["start_date"], one["end_date"]) == (None, None)
    assert all(one["parent_id"] in known["organizations"] | {None} for one in popolo["organizations"])
    assert all(one["parent_id"] in known["events"] | {None} for one in popolo["events"])
    assert all(part["id"] in known["persons"] for one in popolo["events"] for part in one["attendees"])
    assert all(one["organization_id"] in known["organizations"] for one in popolo["posts"])


@pytest.mark.parametrize("unit", UNITS)
def test_popolo_spans(release: px.PressRelease, unit: OffsetUnit):
    popolo = json.loads(px.to_popolo(release, offsets=unit))
    table = px.Offsets.of(release.text, unit)
    assert popolo["offset_unit"] == unit

    def back(place: dict[str, Any]) -> tuple[int, int, str]:
        return table.to_codepoint(place["start"]), table.to_codepoint(place["end"]), place["text"]

    def there(span: px.Span) -> tuple[int, int, str]:
        return span.start, span.end, span.text

    pairs = [("persons", release.people), ("organizations", release.organisations), ("events", release.events)]
    for name, things in pairs:
        told = {one["id"]: [back(place) for place in one["mentions"]] for one in popolo[name]}
        assert told == {thing.id: [there(mention) for mention in thing.mentions] for thing in things}  # type: ignore[attr-defined]
    posts = {one["id"]: (back(one["span"]), one["role"], one["status"]) for one in popolo["memberships"]}
    assert posts == {
        f"{person.id}.{number}": (there(one.span), one.title, one.status)
        for person in release.people
        for number, one in enumerate(person.positions, 1)
    }
    assert [back(one["span"]) for one in popolo["events"]] == [there(event.trigger) for event in release.events]


def test_popolo_of_several_releases_can_be_put_together():
    release = px.extract("青禾集團董事長林致遠昨日致辭。總經理林若溪出席。")
    one, two = (json.loads(px.to_popolo(release, id=f"https://example.org/{number}")) for number in (1, 2))
    for name in CLASSES:
        assert not {item["id"] for item in one[name]} & {item["id"] for item in two[name]}
    assert one["memberships"][0]["person_id"] == "https://example.org/1#p1"


def test_honorifics_stand_before_or_behind():
    release = px.extract("東岸大學校長裴子衡教授及Dr. Paul Weiss昨日致辭。")
    people = {one["name"]: one for one in json.loads(px.to_popolo(release))["persons"]}
    assert people["裴子衡"]["honorific_suffix"] == "教授"
    assert people["裴子衡"]["honorific_prefix"] is None
