"""Networks: who is joined across releases, what edges say, and the same as GraphML."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pytest

import pressextract as px
from pressextract.pictures.network import network_of

ROOT = Path(__file__).parents[2]
TRADITIONAL = px.extract("青禾集團董事長林若溪今日宣布，與東岸大學簽署合作協議。董事會表示歡迎。")
SIMPLIFIED = px.extract("青禾集团董事长林若溪今日出席东岸大学典礼。")
NAMESAKE = px.extract("晴川銀行行長林若溪今日致辭。")


def nodes(network, kind: str) -> list[str]:
    return [node.name for node in network.nodes if node.type == kind]


def test_names_meet_across_scripts():
    network = network_of([TRADITIONAL, SIMPLIFIED])
    assert nodes(network, "person") == ["林若溪"]
    assert nodes(network, "organisation").count("青禾集團") == 1
    assert "青禾集团" not in nodes(network, "organisation")
    (person,) = (node for node in network.nodes if node.type == "person")
    assert person.releases == ("1", "2")


def test_namesakes_in_other_bodies_stay_apart():
    assert nodes(network_of([TRADITIONAL, NAMESAKE]), "person") == ["林若溪", "林若溪"]


@pytest.mark.parametrize(
    ("name", "kind", "joined"),
    [
        ("青禾集團", "company", True),
        ("東岸大學", "university", True),
        ("董事會", "committee", False),
        ("審核委員會", "committee", False),
        ("歷史建築活化諮詢委員會", "committee", True),
        ("教育部", "government", False),
        ("特區政府", "government", False),
        ("香港特區政府", "government", True),
        ("第一中學", "school", False),
    ],
)
def test_bodies_with_names_that_many_bear_stay_apart(name: str, kind: str, joined: bool):
    mention = {"start": 0, "end": len(name), "text": name, "kind": "name"}
    body = {"id": "o1", "name": name, "kind": kind, "mentions": [mention], "rule": "test", "confidence": 1.0}
    release = px.PressRelease.model_validate({"text": name, "script": "traditional", "organisations": [body]})
    assert len(network_of([release, release]).nodes) == (1 if joined else 2)


def test_within_a_release_the_records_decide():
    release = px.extract((ROOT / "fixtures/hk_government_board.txt").read_text("utf-8"))
    network = network_of(release)
    assert nodes(network, "person") == [person.name for person in release.people]
    assert len(nodes(network, "organisation")) == len({body.name for body in release.organisations})
    assert sum(edge.type == "role" for edge in network.edges) == sum(
        one.entity_id is not None for event in release.events for one in event.participants
    )


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures").glob("*.txt")), ids=lambda path: path.stem)
def test_every_edge_says_where_it_stands(path: Path):
    release = px.extract(path.read_text("utf-8"))
    network = network_of([release])
    ids = {node.id for node in network.nodes}
    spans = {(post.span.start, post.span.end) for person in release.people for post in person.positions}
    for edge in network.edges:
        assert {edge.source, edge.target} <= ids
        assert 0 <= edge.start < edge.end <= len(release.text)
        if edge.type == "post":
            assert (edge.start, edge.end) in spans


def test_what_could_not_be_read_is_counted():
    failure = px.Failure(index=1, error="TextTooLongError", message="too long")
    graph = px.to_network([TRADITIONAL, failure])
    assert graph.graph["failed"] == 1
    with pytest.raises(TypeError, match="not str"):
        px.to_network(["text"])  # type: ignore[list-item]


def test_graph_and_graphml_hold_the_same():
    releases = [px.extract(path.read_text("utf-8")) for path in sorted((ROOT / "fixtures").glob("hk_*.txt"))]
    graph = px.to_network(releases)
    read = networkx.read_graphml(io.BytesIO(px.to_graphml(releases).encode("utf-8")), force_multigraph=True)
    assert {name: read.nodes[name] for name in read} == {name: graph.nodes[name] for name in graph}
    assert sorted(map(str, ((a, b, sorted(told.items())) for a, b, told in read.edges(data=True)))) == sorted(
        map(str, ((a, b, sorted(told.items())) for a, b, told in graph.edges(data=True)))
    )
    assert px.to_graphml(releases) == px.to_graphml(releases)


@pytest.mark.parametrize("hostile", ["\x00\x1b\ud800\ufffe", "]]></data><node id='x'/>", "&lol;<!--", "\r\n\tx\u202e"])
def test_graphml_is_xml_whatever_names_hold(hostile: str):
    release = TRADITIONAL.model_copy(
        update={"people": tuple(one.model_copy(update={"name": hostile + "甲"}) for one in TRADITIONAL.people)}
    )
    page = px.to_graphml(release)
    page.encode("utf-8")
    tree = ET.fromstring(page)  # noqa: S314 - what is read is what we wrote
    harmless = ET.fromstring(px.to_graphml(TRADITIONAL))  # noqa: S314
    assert [one.tag for one in tree.iter()] == [one.tag for one in harmless.iter()]
    assert networkx.read_graphml(io.BytesIO(page.encode("utf-8"))).number_of_nodes() == len(network_of(release).nodes)
