"""The network of people and organisations as a picture: boxes with names and titles, joined by lines, none over another."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from pressextract.palette import COLOURS
from pressextract.pictures.canvas import Picture, blank, draw_box, font_of, label
from pressextract.pictures.graphs import layout
from pressextract.pictures.network import Edge, Network, Node, network_of
from pressextract.schema import Failure, Outcome, PressRelease

_EM = 0.145  # inches that a Chinese character takes
_LINE = 0.235  # inches from line to line
_GAP = 0.16  # inches between boxes
_ROW = 13.0  # inches after which a row of groups is full


@dataclass
class _Box:
    """A node with its lines of text, and where its middle is, in inches."""

    node: Node
    lines: list[str]
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


def plot_network(
    releases: PressRelease | Iterable[PressRelease | Outcome | Failure],
    *,
    most: int = 40,
    font: str | PathLike[str] | None = None,
) -> Picture:
    """A picture of who belongs to which body: people with their titles, organisations, and what joins them.

    People are in round boxes, organisations in square ones; a full line is a post, a broken one a post no longer or not
    yet held, a dotted one the body that another is part of. Whoever is joined to nobody is left out.

    Args:
        releases: A release, or releases and what stands in the place of those that could not be read.
        most: How many people and organisations are drawn; of more the most connected, and the picture says how many not.
        font: The name or file of a font with Chinese glyphs; one that is installed if not said (Noto Sans CJK first).

    Raises:
        MissingPackageError: networkx or matplotlib is not installed (``pip install 'pressextract[pictures]'``).
        MissingResourceError: There is no font with Chinese glyphs.
        ValueError: ``most`` is less than 1.

    >>> import pressextract as px
    >>> px.plot_network(px.extract("青禾集團董事長林若溪宣布辭任。"))
    <Picture: 2 people and organisations>
    """
    if most < 1:
        raise ValueError(f"most is {most}; at least one has to be drawn")
    network = network_of(releases)
    joined = [
        edge for edge in network.edges if edge.type == "post" or (edge.type == "part of" and edge.source[0] == "o")
    ]
    degree: dict[str, int] = {}
    for edge in joined:
        for end in {edge.source, edge.target}:
            degree[end] = degree.get(end, 0) + 1
    entities = [node for node in network.nodes if node.type != "event"]
    kept = _most_connected(joined, degree, most)
    edges = [edge for edge in joined if edge.source in kept and edge.target in kept and edge.source != edge.target]
    boxes = {node.id: _box(node, network) for node in entities if node.id in kept}
    width, height = _place(boxes, [(edge.source, edge.target) for edge in edges])
    figure, axes = blank(max(width, 5.0) + 0.6, max(height, 1.2) + 0.9)
    properties = font_of(font)
    axes.set_axis_off()
    axes.set_xlim(-0.2, max(width, 5.0) + 0.2)
    axes.set_ylim(-0.35, max(height, 1.2) + 0.2)
    for edge in edges:
        one, other = boxes[edge.source], boxes[edge.target]
        style = ":" if edge.type == "part of" else "-" if edge.status == "current" else "--"
        axes.plot([one.x, other.x], [one.y, other.y], color="#8a949e", linewidth=1.1, linestyle=style, zorder=1)
    for box in boxes.values():
        _draw(axes, box, properties)
    told = f"{len(boxes)} people and organisations"
    left = len(entities) - len(boxes)
    note = told + (f"; {left} more are joined to nobody or are left out" if left else "")
    axes.text(0, -0.15, note, fontproperties=properties, fontsize=8, color="#626c76", va="top", parse_math=False)
    return Picture(figure, told)


def _most_connected(joined: Sequence[Edge], degree: dict[str, int], most: int) -> set[str]:
    """Bodies and people with all that they are joined to, the most connected first, as long as there is room."""
    beside: dict[str, list[str]] = {}
    for edge in joined:
        beside.setdefault(edge.source, []).append(edge.target)
        beside.setdefault(edge.target, []).append(edge.source)
    kept: set[str] = set()
    for hub in sorted(beside, key=lambda name: -degree[name]):
        wanted = dict.fromkeys([hub, *sorted(beside[hub], key=lambda name: -degree[name])])
        new = [name for name in wanted if name not in kept][: most - len(kept)]
        # A node alone would be joined to nothing that is drawn.
        if len(new) > 1 or (new and kept & {*beside[new[0]]}):
            kept.update(new)
    return kept


def _box(node: Node, network: Network) -> _Box:
    lines = [label(node.name)]
    if node.type == "person":
        titles = dict.fromkeys(edge.label for edge in network.edges if edge.source == node.id and edge.type == "post")
        lines += [label(title, 20) for title in titles if title][:2]
    longest = max(_columns(line) * (1 if at == 0 else 0.82) for at, line in enumerate(lines))
    return _Box(node, lines, longest * _EM + 0.24, len(lines) * _LINE + 0.1)


def _columns(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.56 for one in text)


def _place(boxes: dict[str, _Box], pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Put every group of joined boxes beside the others, the largest first; gives the size of all."""
    x = y = row = width = 0.0
    for group in _groups(boxes, pairs):
        _arrange(group, [(one, other) for one, other in pairs if one in group])
        left = min(box.x - box.width / 2 for box in group.values())
        bottom = min(box.y - box.height / 2 for box in group.values())
        wide = max(box.x + box.width / 2 for box in group.values()) - left
        high = max(box.y + box.height / 2 for box in group.values()) - bottom
        if x and x + wide > _ROW:
            x, y, row = 0.0, y + row + 3 * _GAP, 0.0
        for box in group.values():
            box.x += x - left
            box.y += y - bottom
        x += wide + 4 * _GAP
        row, width = max(row, high), max(width, x - 4 * _GAP)
    height = y + row
    for box in boxes.values():
        box.y = height - box.y  # the first row is the upper one
    return width, height


def _groups(boxes: dict[str, _Box], pairs: list[tuple[str, str]]) -> list[dict[str, _Box]]:
    """The boxes that hang together, the largest group first."""
    beside: dict[str, set[str]] = {name: set() for name in boxes}
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    groups, left = [], dict(boxes)
    while left:
        waiting, group = [next(iter(left))], set[str]()
        while waiting:
            name = waiting.pop()
            if name not in group:
                group.add(name)
                waiting += beside[name]
        groups.append({name: left.pop(name) for name in boxes if name in group})
    return sorted(groups, key=len, reverse=True)


def _arrange(group: dict[str, _Box], pairs: list[tuple[str, str]]) -> None:
    """Springs say who is beside whom; then boxes that lie over one another are pushed apart."""
    if len(group) <= 3:
        _line_up(group, pairs)
        return
    found = layout(group, pairs)
    area = sum((box.width + _GAP) * (box.height + _GAP) for box in group.values())
    # Boxes are wide and low: so is the room that they are given.
    side = math.sqrt(area * 2.2)
    for name, box in group.items():
        box.x, box.y = found[name][0] * side * 0.6, found[name][1] * side * 0.42
    boxes = list(group.values())
    for _ in range(400):
        if not sum(_push(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :]):
            return


def _line_up(group: dict[str, _Box], pairs: list[tuple[str, str]]) -> None:
    """Two or three boxes in a row, what joins the others in the middle."""
    order = sorted(group, key=lambda name: len({pair for pair in pairs if name in pair}))
    if len(order) == 3:
        order = [order[0], order[2], order[1]]
    x = 0.0
    for name in order:
        box = group[name]
        box.x, box.y = x + box.width / 2, 0.0
        x += box.width + 2.5 * _GAP


def _push(one: _Box, other: _Box) -> bool:
    """Move two boxes apart by half of what they lie over one another, along the shorter way."""
    across = (one.width + other.width) / 2 + _GAP - abs(one.x - other.x)
    along = (one.height + other.height) / 2 + _GAP - abs(one.y - other.y)
    if across <= 1e-6 or along <= 1e-6:
        return False
    if across < along:
        step = across / 2 * (1 if one.x >= other.x else -1)
        one.x, other.x = one.x + step, other.x - step
    else:
        step = along / 2 * (1 if one.y >= other.y else -1)
        one.y, other.y = one.y + step, other.y - step
    return True


def _draw(axes: Any, box: _Box, properties: Any) -> None:
    place = (box.x - box.width / 2, box.y - box.height / 2)
    draw_box(axes, place, (box.width, box.height), COLOURS[box.node.type], rounded=box.node.type == "person")
    for at, line in enumerate(box.lines):
        y = box.y + (len(box.lines) / 2 - at - 0.5) * _LINE
        size, colour = (10, "#1d2329") if at == 0 else (8.2, "#4a545e")
        axes.text(
            box.x, y, line, fontproperties=properties, fontsize=size, color=colour, ha="center", va="center", zorder=3,
            parse_math=False,
        )  # fmt: skip
