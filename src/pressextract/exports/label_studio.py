"""Records as tasks of Label Studio with pre-annotations, and the labelling interface that goes with them.

Label Studio counts code points of the text, CR LF as two; early versions (of 2021) counted UTF-16 units, as JavaScript
does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import quoteattr

from pressextract import __version__
from pressextract.exports.links import LINKS, ROLES, SLOTS, links
from pressextract.exports.offsets import Offsets, OffsetUnit
from pressextract.exports.spans import LABELS, Label, labelled_spans
from pressextract.exports.writable import as_json
from pressextract.schema import PressRelease


def to_label_studio(
    release: PressRelease,
    *,
    id: str | None = None,  # noqa: A002 - what the release is called
    source: str | None = None,
    offsets: OffsetUnit = "codepoint",
    labels: Iterable[Label] | None = None,
) -> str:
    """A release as a JSON array with one task, to be imported; ``label_studio_config`` is the interface for it.

    Args:
        release: What was extracted.
        id: What it is called, for ``data``.
        source: Where it came from, for ``data``.
        offsets: What ``start`` and ``end`` count: ``codepoint``, or ``utf-16`` for an early Label Studio.
        labels: What is marked; everything if not said.

    Raises:
        ValueError: A label or unit is none of ours.

    >>> from pressextract.pipeline import extract
    >>> import json
    >>> (task,) = json.loads(to_label_studio(extract("林致遠今日致辭。"), labels=["PERSON"]))
    >>> task["predictions"][0]["result"][0]["value"]
    {'start': 0, 'end': 3, 'text': '林致遠', 'labels': ['PERSON']}
    """
    task = label_studio_task(release, id=id, source=source, offsets=offsets, labels=labels)
    return as_json([task], 1) + "\n"


def label_studio_task(
    release: PressRelease,
    *,
    id: str | None = None,  # noqa: A002 - what the release is called
    source: str | None = None,
    offsets: OffsetUnit = "codepoint",
    labels: Iterable[Label] | None = None,
) -> dict[str, Any]:
    """The task itself; see ``to_label_studio``.

    >>> from pressextract.pipeline import extract
    >>> label_studio_task(extract("好。"), id="a")["data"]
    {'text': '好。', 'offset_unit': 'codepoint', 'id': 'a'}
    """
    table = Offsets.of(release.text, offsets)
    spans = labelled_spans(release, labels)
    names = {person.id: person.name for person in release.people}
    names |= {body.id: body.name for body in release.organisations}
    result: list[dict[str, Any]] = []
    for span in spans:
        region: dict[str, Any] = {
            "id": span.id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": table.to_unit(span.start),
                "end": table.to_unit(span.end),
                "text": _stored(span.text),
                "labels": [span.label],
            },
        }
        if span.of:
            note = " ".join(filter(None, (span.of, names.get(span.of), span.detail)))
            region["meta"] = {"text": [_stored(note)]}
        result.append(region)
    result += [
        {"type": "relation", "from_id": link.source, "to_id": link.target, "direction": "right", "labels": [link.label]}
        for link in links(release, spans)
    ]
    told = {name: _stored(value) for name, value in (("id", id), ("source", source)) if value is not None}
    return {
        "data": {"text": _stored(release.text), "offset_unit": offsets, **told},
        "predictions": [{"model_version": f"pressextract {__version__}", "result": result}],
    }


def label_studio_config() -> str:
    """The labelling interface for ``to_label_studio``, as XML: every label in its colour, every relation.

    >>> print(*label_studio_config().splitlines()[:3], sep=chr(10))
    <View>
      <Relations>
        <Relation value="holds"/>
    """
    relations = dict.fromkeys((*LINKS, *ROLES, *SLOTS))
    lines = ["<View>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in relations]
    lines += ["  </Relations>", '  <Labels name="label" toName="text">']
    lines += [f'    <Label value="{label}" background="{colour}"/>' for label, (_, colour) in LABELS.items()]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "</View>"]
    return "\n".join(lines) + "\n"


def _stored(text: str) -> str:
    """The text as its database can keep it: U+FFFD in the place of U+0000, one for one."""
    return text.replace("\0", "\ufffd")
