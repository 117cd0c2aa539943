"""Small readers of what the exports write, made from what the formats say, without the writers."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A labelled stretch, in whatever the file counts."""

    label: str
    start: int
    end: int


def read_conll(page: str) -> tuple[dict[str, str], list[list[list[str]]], set[Place]]:
    """The comments, the rows of each sentence, and the spans of all columns of tags."""
    comments: dict[str, str] = {}
    sentences: list[list[list[str]]] = [[]]
    for line in page.split("\n"):
        if line.startswith("#"):
            name, _, value = line[1:].partition("=")
            comments[name.strip()] = value.strip()
        elif not line:
            sentences.append([])
        else:
            sentences[-1].append(line.split("\t"))
    columns = comments["global.columns"].split()
    found: set[Place] = set()
    for sentence in filter(None, sentences):
        for column in range(4, len(columns)):
            spans: list[Place] = []
            for row in sentence:
                assert len(row) == len(columns), row
                kind, _, label = row[column].partition("-")
                if kind == "B":
                    spans.append(Place(label, int(row[2]), int(row[3])))
                elif kind == "I":
                    assert spans[-1].label == label
                    spans[-1] = spans[-1]._replace(end=int(row[3]))
            found |= set(spans)
    return comments, [sentence for sentence in sentences if sentence], found


class Standoff(NamedTuple):
    """What a .ann file holds."""

    bounds: dict[str, tuple[str, list[tuple[int, int]], str]]
    events: dict[str, tuple[str, str, list[tuple[str, str]]]]
    relations: list[tuple[str, str, str]]
    attributes: list[list[str]]
    equivalent: list[list[str]]
    notes: list[tuple[str, str]]


def read_brat(text: str, ann: str) -> Standoff:
    """A .ann file as brat reads it: line by line as Python's ``splitlines`` has it, each T checked against the text."""
    read = Standoff({}, {}, [], [], [], [])
    seen: set[str] = set()
    for line in ann.splitlines():
        name, data, *rest = line.split("\t")
        if name != "*":
            assert name not in seen
            assert re.fullmatch(r"[TERA#][0-9]+", name), line
            seen.add(name)
        if name[0] == "T":
            (words,) = rest
            kind, places = data.split(" ", 1)
            parts = [(int(one.split(" ")[0]), int(one.split(" ")[1])) for one in places.split(";")]
            assert all(start < end for start, end in parts)
            assert all(one[1] <= two[0] for one, two in itertools.pairwise(parts))
            assert " ".join(text[start:end] for start, end in parts) == words, line
            read.bounds[name] = (kind, parts, words)
        elif name[0] == "E":
            assert not rest
            parts_told = [part.partition(":")[::2] for part in data.split(" ")]
            (kind, trigger), *arguments = parts_told
            read.events[name] = (kind, trigger, arguments)
        elif name[0] == "R":
            label, one, two = data.split(" ")
            assert one.startswith("Arg1:")
            assert two.startswith("Arg2:")
            read.relations.append((label, one[5:], two[5:]))
        elif name[0] == "A":
            read.attributes.append(data.split(" "))
        elif name == "*":
            read.equivalent.append(data.split(" ")[1:])
        else:
            (note,) = rest
            read.notes.append((data.split(" ")[1], note))
    ids = read.bounds.keys() | read.events.keys()
    triggers = {trigger for _, trigger, _ in read.events.values()}
    for kind, trigger, arguments in read.events.values():
        assert read.bounds[trigger][0] == kind
        assert len({role for role, _ in arguments}) == len(arguments)
        assert {target for _, target in arguments} <= ids - triggers
    # Nothing but an event may point to a trigger.
    pointed = [target for _, one, two in read.relations for target in (one, two)]
    pointed += [attribute[1] for attribute in read.attributes]
    pointed += [target for group in read.equivalent for target in group]
    pointed += [target for target, _ in read.notes]
    assert set(pointed) <= ids - triggers
    return read


def brat_places(read: Standoff) -> set[Place]:
    """The spans of a .ann file; a trigger, whose type is that of its event, is a TRIGGER."""
    triggers = {trigger for _, trigger, _ in read.events.values()}
    return {
        Place("TRIGGER" if name in triggers else kind, parts[0][0], parts[-1][1])
        for name, (kind, parts, _) in read.bounds.items()
    }


def read_label_studio(page: str) -> tuple[str, set[Place], list[dict[str, Any]]]:
    """The text, the spans and the relations of the one task of a file."""
    (task,) = json.loads(page)
    (prediction,) = task["predictions"]
    regions = [one for one in prediction["result"] if one["type"] == "labels"]
    assert len({region["id"] for region in regions}) == len(regions)
    relations = [one for one in prediction["result"] if one["type"] == "relation"]
    ids = {region["id"] for region in regions}
    assert all({relation["from_id"], relation["to_id"]} <= ids for relation in relations)
    places = {
        Place(region["value"]["labels"][0], region["value"]["start"], region["value"]["end"]) for region in regions
    }
    return task["data"]["text"], places, relations


def read_prodigy(page: str) -> tuple[str, set[Place]]:
    """The text and the spans of one line, which have to begin and end with a token."""
    task = json.loads(page)
    tokens = task["tokens"]
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == task["text"]
    for number, token in enumerate(tokens):
        assert token["id"] == number
        assert task["text"][token["start"] : token["end"]] == token["text"] != ""
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]
    return task["text"], {Place(span["label"], span["start"], span["end"]) for span in task["spans"]}
