"""The door to networkx: networks as graphs, and as GraphML for Gephi, yEd and their like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import regex

from pressextract.collection import Item
from pressextract.errors import MissingPackageError
from pressextract.pictures.network import Network, network_of
from pressextract.schema import Failure, Outcome, PressRelease

if TYPE_CHECKING:
    import networkx

# What XML 1.0 cannot hold, not even as a reference.
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_network(
    releases: PressRelease | Iterable[PressRelease | Outcome | Failure | Item],
) -> networkx.MultiDiGraph[str]:
    """People, organisations and events of one release or many as a directed graph of networkx.

    Nodes carry ``type`` (person, organisation, event), ``label``, ``kind``, ``releases`` (how many) and ``mentions``, events
    also ``start``, ``end`` (ISO dates) and ``status``. Edges carry ``type`` (post, part of, role), ``label`` (the title or
    role), ``status``, and where it is said: ``release`` (its name or number), ``start`` and ``end`` in code points. The
    attribute ``failed`` of the graph counts what had no release to read.

    Across releases bodies are one if they have the same full name, long enough for their kind (four characters of a
    company, university or medium, eight of a committee, six of others); people if they have the same name and a post in
    the same body.

    Args:
        releases: A release, or releases and what stands in the place of those that could not be read.

    Raises:
        MissingPackageError: networkx is not installed (``pip install 'pressextract[graphs]'``).
        TypeError: Among the releases is what is neither a release nor what stands in the place of one.

    >>> import pressextract as px
    >>> graph = px.to_network(px.extract("青禾集團董事長林若溪宣布辭任。"))
    >>> [(graph.nodes[a]["label"], edge["label"], graph.nodes[b]["label"]) for a, b, edge in graph.edges(data=True)]
    [('林若溪', '董事長', '青禾集團'), ('林若溪', 'subject', '辭任')]
    """
    return _graph(network_of(releases))


def to_graphml(releases: PressRelease | Iterable[PressRelease | Outcome | Failure | Item]) -> str:
    """The graph of ``to_network`` as GraphML, for Gephi, yEd, Cytoscape and their like.

    Characters that XML cannot hold (controls, lone surrogates) become U+FFFD.

    Args:
        releases: A release, or releases and what stands in the place of those that could not be read.

    Raises:
        MissingPackageError: networkx is not installed (``pip install 'pressextract[graphs]'``).
        TypeError: Among the releases is what is neither a release nor what stands in the place of one.

    >>> import pressextract as px
    >>> px.to_graphml(px.extract("青禾集團董事長林若溪宣布辭任。")).count("<edge ")
    2
    """
    graph = _graph(network_of(releases))
    for _, told in graph.nodes(data=True):
        told.update({name: _legal(value) for name, value in told.items()})
    for _, _, told in graph.edges(data=True):
        told.update({name: _legal(value) for name, value in told.items()})
    return "\n".join(_networkx().generate_graphml(graph)) + "\n"


def layout(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """A place for every node, by springs between those that are joined; the same for the same nodes.

    Args:
        names: The nodes.
        pairs: Those that are joined.
    """
    library = _networkx()
    graph = library.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(pairs)
    return {name: (float(x), float(y)) for name, (x, y) in library.spring_layout(graph, seed=7, iterations=200).items()}


def _graph(network: Network) -> networkx.MultiDiGraph[str]:
    graph: networkx.MultiDiGraph[str] = _networkx().MultiDiGraph(failed=network.failed, offset_unit="codepoint")
    for node in network.nodes:
        told: dict[str, Any] = {
            "type": node.type,
            "label": node.name,
            "kind": node.kind,
            "releases": len(node.releases),
            "mentions": node.mentions,
        }
        if node.type == "event":
            told |= {"start": node.start, "end": node.end, "status": node.status}
        graph.add_node(node.id, **told)
    for edge in network.edges:
        graph.add_edge(
            edge.source, edge.target, type=edge.type, label=edge.label, status=edge.status, release=edge.release,
            start=edge.start, end=edge.end,
        )  # fmt: skip
    return graph


def _legal(value: Any) -> Any:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _networkx() -> Any:
    try:
        import networkx
    except ImportError as error:
        raise MissingPackageError("a network", "graphs") from error
    return networkx
