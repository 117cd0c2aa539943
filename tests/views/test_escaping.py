"""Nothing of a text is obeyed, as far as it can be seen without a browser: a hundred payloads, wherever a reader looks."""

from __future__ import annotations

import pytest

import pressextract as px
from tests.pages import faults, nodes_of, text_of
from tests.payloads import PAYLOADS, hostile_release, marked_up, shown, tame, tamed
from tests.views.surfaces import NAMED, SURFACES

ACTIVE = [one for one in PAYLOADS if "__hit" in one and "<" in one]


def test_there_are_a_hundred():
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 100
    assert len(ACTIVE) >= 40
    assert max(map(len, PAYLOADS)) <= 90


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_the_record_carries_it_everywhere(payload: str):
    release = hostile_release(payload)
    found: list[str] = []

    def walk(value: object, name: str = "") -> None:
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys():
                assert release.text[value["start"] : value["end"]] == value["text"]
            for key, one in value.items():
                walk(one, key)
        elif isinstance(value, list | tuple):
            for one in value:
                walk(one, name)
        elif isinstance(value, str) and name not in ("kind", "role", "status", "script", "slot"):
            found.append(value)

    walk(release.model_dump())
    assert len(found) > 60
    assert [value for value in found if payload not in value] == []
    assert tamed(hostile_release(tame(payload))) == hostile_release(tame(payload))


@pytest.mark.parametrize("surface", SURFACES)
def test_a_record_made_by_hand(surface: str):
    draw = SURFACES[surface]
    wrong = {}
    for payload in PAYLOADS:
        page = draw(hostile_release(payload), payload)
        page.encode("utf-8")
        nodes = nodes_of(page)
        found = faults(nodes, nodes_of(draw(hostile_release(tame(payload)), tame(payload))))
        text = text_of(nodes)
        found += [f"{name} is not shown whole" for name in NAMED[surface] if not shown(name + payload).search(text)]
        if found:
            wrong[payload] = found
    assert wrong == {}


@pytest.mark.parametrize("surface", SURFACES)
def test_a_record_that_was_read(surface: str, readings: dict[str, px.PressRelease]):
    draw = SURFACES[surface]
    wrong = {}
    for payload, release in readings.items():
        page = draw(release, payload)
        found = faults(nodes_of(page), nodes_of(draw(tamed(release), tame(payload))))
        if found:
            wrong[payload] = found
    assert wrong == {}


def test_the_payload_is_read_among_names(readings: dict[str, px.PressRelease]):
    for payload, release in readings.items():
        assert len(release.people) >= 3, payload
        assert len(release.organisations) >= 3, payload
        assert release.events, payload


def drawn_badly(text: str) -> str:
    """A page that takes a text for markup."""
    return f'<!DOCTYPE html><html><body><p title="林若溪">{text}</p><b>after</b></body></html>'


def test_a_view_that_does_not_escape_is_found_out():
    harmful = [one for one in PAYLOADS if marked_up(one)]
    assert len(harmful) >= 70
    for payload in harmful:
        assert faults(nodes_of(drawn_badly(payload)), nodes_of(drawn_badly(tame(payload)))), payload


BAD = [
    ("a script", "<p>{}</p><script>1</script>"),
    ("a handler", '<p onclick="1">{}</p>'),
    ("a link elsewhere", '<a href="https://example.invalid/">{}</a>'),
    ("an address that is a program", '<a href="{}">x</a>'),
    ("the text in a style", '<p style="color:{}">x</p>'),
    ("the text in a class", '<p class="{}">x</p>'),
    ("the text among rules of style", "<style>p{{color:{}}}</style>"),
    ("an element less", "<p>{}"),
    ("a comment", "<!-- {} -->"),
]


@pytest.mark.parametrize("form", [form for _, form in BAD], ids=[name for name, _ in BAD])
def test_a_view_with_more_than_text_is_found_out(form: str):
    payload = "javascript:window.__hit=1//" if "</p>" in form or not form.startswith("<p>") else "</p>"
    assert faults(nodes_of(form.format(payload)), nodes_of(form.format(tame(payload))))
