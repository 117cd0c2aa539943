"""Graphs out of hostile texts: GraphML that every parser reads, with nothing in it but the nodes and edges of the records."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import networkx as nx
import pytest

import pressextract as px
from tests.payloads import PAYLOADS, extracted, hostile_release, shown, tame, tamed


def built(text: str) -> list[tuple[str, tuple[tuple[str, str], ...], str]]:
    """The elements in order, with attributes and text, tamed."""
    root = ElementTree.fromstring(text)  # noqa: S314
    return [
        (one.tag, tuple((name, tame(value)) for name, value in one.attrib.items()), tame(one.text or ""))
        for one in root.iter()
    ]


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_a_payload_is_a_value(payload: str):
    for release, expected in (
        (hostile_release(payload), hostile_release(tame(payload))),
        ((found := extracted(payload)), tamed(found)),
    ):
        text = px.to_graphml([release])
        # It can be written, and read without anything that it refers to.
        text.encode("utf-8")
        assert built(text) == built(px.to_graphml([expected]))
        assert "<!DOCTYPE" not in text
        assert "<!ENTITY" not in text
        assert "<?xml-stylesheet" not in text


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_networkx_reads_it(payload: str):
    graph = nx.read_graphml(io.BytesIO(px.to_graphml([hostile_release(payload)]).encode("utf-8")))
    expected = nx.read_graphml(io.BytesIO(px.to_graphml([hostile_release(tame(payload))]).encode("utf-8")))
    assert len(graph) == len(expected) > 1
    assert graph.number_of_edges() == expected.number_of_edges() > 0
    values = [
        "".join(value.split())
        for _, values in graph.nodes(data=True)
        for value in values.values()
        if isinstance(value, str)
    ]
    for name in ("顧兆庭", "青禾集團", "晴川論壇"):
        assert any(shown(name + payload).search(value) for value in values), name
