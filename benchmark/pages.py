"""Writes into README.md and the pages of ``docs/`` what they show of the code and its data, so that it cannot drift.

    python benchmark/pages.py    write the blocks anew; tests/test_pages.py fails where one is out of date

Each block stands between two comments of its name. The figures are written by gate.py, the speed by speed.py.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from importlib.resources import files
from inspect import Parameter, signature
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from gate import ROOT, with_block
from pressextract.cli import app
from pressextract.knowledge.frames import Example, Frame, load_frames
from pressextract.knowledge.lexicon import load

DOCS = ROOT / "docs"
CASES = ROOT / "tests" / "cases"
_DATA = files("pressextract.knowledge").joinpath("data")
# [何立明|p] and [何立明|person] stand for a name that the test gives to the rules.
_MARK = re.compile(r"\[([^|\]]+)\|[^\]]*\]")
# [商會|org=青禾商會] is another name of it.
_NAMED = re.compile(r"([^|\]]+)\|\w+=")
_SHOWN = 8  # heads of a sort of occasion that are listed


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; whatever the cells hold stays in its cell."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").removesuffix(".") or "—"


def _example(example: Example) -> str:
    return _MARK.sub(r"**\1**", example.text.split("\n")[-1])


def _reading(example: Example) -> str:
    found = []
    for expected in example.expect:
        roles = (f"{role} {'、'.join(who)}" for role, who in expected.items() if isinstance(who, list))
        name = f"「{expected['name']}」" if expected.get("name") else ""
        found.append("; ".join((expected["kind"] + name, *roles)))
    return " / ".join(found)


def _frames(frames: Sequence[Frame], *, act: bool) -> str:
    rows = (
        (f"`{frame.id}`", frame.kind if act else ", ".join(sorted(frame.of)), frame.about, _example(frame.examples[0]),
         _reading(frame.examples[0]))
        for frame in frames
    )  # fmt: skip
    return table(("frame", "kind" if act else "part of", "what it tells", "example", "read as"), rows)


def acts() -> str:
    """The frames of acts, with what each tells and its first example."""
    return _frames(load_frames().acts, act=True)


def roles() -> str:
    """The frames of the parts that people and bodies take in an occasion."""
    return _frames(load_frames().roles, act=False)


def occasions() -> str:
    """The words that names of occasions end in, by kind."""
    frames = load_frames()
    kinds = dict.fromkeys(head.kind for head in frames.heads.values())

    def row(kind: str) -> tuple[str, str, str]:
        heads = [head.word for head in frames.heads.values() if head.kind == kind]
        alone = [head.word for head in frames.heads.values() if head.kind == kind and head.bare]
        listed = "、".join(sorted(alone, key=len)[:_SHOWN])
        return f"`{kind}`", str(len(heads)), listed

    return table(("kind", "words", "some of them"), (row(kind) for kind in kinds))


def knowledge() -> str:
    """The knowledge files: what may stand in each, its columns, how many rows it has and who reads it."""

    def row(name: str) -> tuple[str, ...]:
        lexicon = load(name)
        head = _head(lexicon.head)
        columns = ", ".join(f"`{column}`" for column in lexicon.columns)
        return f"`{name}.tsv`", head["what may stand here"], columns, f"{len(lexicon.terms):,}", head["used by"]

    names = sorted(path.name.removesuffix(".tsv") for path in _DATA.iterdir() if path.name.endswith(".tsv"))
    return table(("file", "what stands in it", "columns beside `term`", "rows", "read by"), map(row, names))


def _head(lines: Sequence[str]) -> dict[str, str]:
    """The notes at the head of a file by their keys; a line without a key goes on with the one before."""
    said: dict[str, str] = {}
    key = ""
    for line in lines:
        found = re.match(r"(\w[\w ]*): (.*)", line)
        if found:
            key = found[1]
            said[key] = found[2]
        elif key:
            said[key] += f" {line.strip()}"
    return said


def rules() -> str:
    """What the rules are called that people, posts, bodies, events and statements name, and what each says."""
    said = tomllib.loads(_DATA.joinpath("rules.toml").read_text("utf-8"))
    return table(
        ("of", "rule", "what it says"),
        ((kind, f"`{rule}`", meaning) for kind, named in said.items() for rule, meaning in named.items()),
    )


def failures() -> str:
    """The cases of the tests that are known to fail, with what should be found and why it is not."""
    paths = sorted(CASES.glob("*.toml"))
    cases = (case for path in paths for case in tomllib.loads(path.read_text("utf-8"))["case"])
    rows = ((_MARK.sub(r"\1", one["text"]), _wanted(one), one["reason"]) for one in cases if one["expect"] == "fail")
    return table(("text", "should be found", "what goes wrong"), rows)


def _wanted(case: Mapping[str, Any]) -> str:
    """What a case expects: the posts or statements that it lists, or the names that it marks."""
    listed = case.get("posts") or case.get("statements")
    if listed:
        return " / ".join(str(item).replace(" | ", ", ").replace(", -", "") for item in listed)
    return " / ".join(
        _NAMED.sub(r"\1, that is ", found[0]).strip("[]").split("|")[0] for found in _MARK.finditer(case["text"])
    )


def commands() -> str:
    """The commands with their arguments and options, as their functions declare them."""
    return "\n\n".join(_command(one.callback) for one in app.registered_commands if one.callback)


def _command(function: Callable[..., Any]) -> str:
    hints = get_type_hints(function, include_extras=True)
    rows, usage = [], []
    for name, parameter in signature(function).parameters.items():
        kind, info = get_args(hints[name])[:2]
        if isinstance(info, ArgumentInfo):
            usage.append(str(info.metavar).replace("|", " or "))
            called = f"`{usage[-1]}`"
        else:
            # Behind Annotated the first name of an option stands where its default once stood.
            decls = [decl for decl in (info.default, *(info.param_decls or ())) if str(decl).startswith("-")]
            decls = decls or [f"--{name.replace('_', '-')}"]
            called = " ".join(filter(None, (", ".join(f"`{decl}`" for decl in decls), _value(kind, info))))
        rows.append((called, info.help or "", _default(parameter.default)))
    about = "\n\n".join(" ".join(part.split()) for part in (function.__doc__ or "").split("\n\n"))
    line = " ".join(["pressextract", function.__name__, *usage, "[OPTIONS]"])
    return f"## {function.__name__}\n\n{about}\n\n```\n{line}\n```\n\n" + table(
        ("option", "what it is", "if not said"), rows
    )


def _value(kind: Any, info: OptionInfo) -> str:
    """What stands behind an option: nothing, one of several words, or a value of some sort."""
    kinds = [one for one in (get_args(kind) or (kind,)) if one is not type(None)]
    if kinds == [bool]:
        return ""
    if issubclass(kinds[0], Enum):
        return ", ".join(f"`{one.value}`" for one in kinds[0])
    return info.metavar or {str: "TEXT", int: "NUMBER", float: "NUMBER"}[kinds[0]]


def _default(value: object) -> str:
    if value is Parameter.empty:
        return "must be said"
    value = getattr(value, "value", value)
    return "" if value is None or value is False else f"`{value}`"


def does() -> str:
    """What this library and others do, as docs/compare.md says."""
    page = (DOCS / "compare.md").read_text("utf-8")
    return page.split("<!-- does -->\n", 1)[1].split("\n<!-- /does -->", 1)[0]


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"does": does},
    "docs/events.md": {"occasions": occasions, "acts": acts, "roles": roles},
    "docs/knowledge.md": {"files": knowledge, "rules": rules},
    "docs/limits.md": {"failures": failures},
    "docs/cli.md": {"commands": commands},
}


def written(name: str) -> str:
    """A page as it has to be: with all its blocks made anew."""
    page = (ROOT / name).read_text("utf-8")
    for block, make in BLOCKS[name].items():
        page = with_block(page, block, make())
    return page


def main() -> int:
    """Write all pages that have blocks."""
    for name in BLOCKS:
        (ROOT / name).write_text(written(name), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
