"""What the user names -> files: folders walked, patterns expanded, each file with a name that is the same everywhere."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple

from pressextract.errors import SourceError
from pressextract.sources.ids import clean_name, name_of

STANDARD_INPUT = "-"
PACKINGS = (".gz", ".zst")
# What files of these endings hold. Those in the second line come packed by gzip and zstandard too.
KINDS = {".docx": "release", ".parquet": "arrow", ".arrow": "arrow", ".feather": "arrow", ".duckdb": "database"}
PACKABLE = {".txt": "release", ".html": "release", ".htm": "release", ".md": "release"}
PACKABLE |= {".jsonl": "json", ".ndjson": "json", ".csv": "delimited", ".tsv": "delimited"}

_MAGIC = frozenset("*?[")


class Found(NamedTuple):
    """A file to read.

    Attributes:
        path: Where it lies.
        name: What it is called in ids.
        kind: What it holds: release, json, delimited, arrow or database.
    """

    path: str
    name: str
    kind: str


def kind_of(name: str) -> str | None:
    """What a file of this name holds; None for kinds that are not read.

    >>> kind_of("a.JSONL.gz"), kind_of("a.docx"), kind_of("a.pdf")
    ('json', 'release', None)
    """
    path = PurePath(name.lower())
    suffix = path.suffix
    if suffix in PACKINGS:
        return PACKABLE.get(PurePath(path.stem).suffix)
    return KINDS.get(suffix) or PACKABLE.get(suffix)


def find_files(named: str, passed_over: Counter[str] | None = None) -> Iterator[Found]:
    """The files behind what a user names: a file, a folder with all below it, or a pattern such as ``news/**/*.txt``.

    Folders are read in the order of names. Links to folders are not followed in them, and hidden files and files of
    kinds that are not read are passed over.

    Args:
        named: The path or pattern.
        passed_over: Where to count what is passed over in folders, by the endings of names.

    Raises:
        SourceError: There is no such file.
    """
    passed_over = Counter() if passed_over is None else passed_over
    if "\0" in named:
        raise SourceError(f"{named!r}: no name of a file")
    if Path(named).is_dir():
        name = name_of(named)
        yield from _walk(named, clean_name(Path(name).name) if name else "", passed_over)
    elif os.path.lexists(named):
        yield Found(named, name_of(named), kind_of(named) or "release")
    elif _MAGIC.isdisjoint(named):
        raise SourceError(f"{named}: there is no such file or folder")
    else:
        yield from _matching(named, passed_over)


def read_by(named: str, places: Iterable[Path]) -> Path | None:
    """The first of these places that an input takes in, now or once something is there: a folder all that is below it.

    >>> read_by("新聞/*.txt", [Path("新聞/表格"), Path("新聞/a.jsonl"), Path("新聞/a.txt")]).name
    'a.txt'
    """
    plain = os.path.lexists(named) or _MAGIC.isdisjoint(named)
    base, parts = (named, []) if plain else _cut(named)
    top = Path(base).resolve()
    whole = "**" not in parts  # else a folder that matches is not read for itself
    # They may be links, and then their names say nothing of what lies below.
    folders = {Path(path).resolve() for path in _expanded(base, parts) if Path(path).is_dir()} if whole else set()
    for place in places:
        there = place.resolve()
        if not folders.isdisjoint((there, *there.parents)):
            return place
        if there.is_relative_to(top) and _fits(there.relative_to(top).parts, parts, whole=whole):
            return place
    return None


def _walk(folder: str, name: str, passed_over: Counter[str]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:  # whoever opens it will be told why
        yield Found(folder, name or clean_name(Path(folder).name), "release")
        return
    for entry in ordered:
        inner = clean_name(entry.name) if not name else f"{name}/{clean_name(entry.name)}"
        kind = kind_of(entry.name)
        if entry.name.startswith("."):
            passed_over["hidden"] += 1
        elif entry.is_dir(follow_symlinks=False):
            some = False
            for found in _walk(entry.path, inner, passed_over):
                some = True
                yield found
            if kind and not some:  # an empty folder that is called like a file
                yield Found(entry.path, inner, kind)
        elif entry.is_dir():
            passed_over["linked folder"] += 1
        elif kind is None:
            passed_over["".join(Path(entry.name.lower()).suffixes[-1:]) or "no ending"] += 1
        else:
            yield Found(entry.path, inner, kind)


def _cut(pattern: str) -> tuple[str, list[str]]:
    """The folder before the first part of a pattern that is none of a plain path, and the parts from there."""
    anchor = Path(pattern).anchor
    parts = [part for part in Path(pattern).parts if part != anchor]
    plain = next(at for at, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    base = str(PurePath(anchor, *parts[:plain])) if plain or anchor else ""
    return base, parts[plain:]


def _matching(pattern: str, passed_over: Counter[str]) -> Iterator[Found]:
    base, parts = _cut(pattern)
    inside = name_of(base) if base else ""
    some = False
    for path in sorted(set(_expanded(base, parts)), key=lambda path: PurePath(path).parts):
        below = clean_name(os.path.relpath(path, base or "."))
        name = f"{inside}/{below}" if inside else below
        if not Path(path).is_dir():
            some = True
            yield Found(path, name, kind_of(path) or "release")
        elif "**" not in parts:  # else the files in it match too
            for found in _walk(path, name, passed_over):
                some = True
                yield found
    if not some:
        raise SourceError(f"{pattern}: no file matches")


def _expanded(folder: str, parts: Sequence[str]) -> Iterator[str]:
    """The paths below a folder that match the parts of a pattern; ``**`` is any number of folders."""
    if not parts:
        yield folder
        return
    part, *rest = parts
    if part != "**" and _MAGIC.isdisjoint(part):
        path = str(PurePath(folder, part))
        if os.path.lexists(path):
            yield from _expanded(path, rest)
        return
    try:
        with os.scandir(folder or ".") as entries:
            names = [(entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries]
    except OSError:
        return
    if part == "**":
        yield from _expanded(folder, rest or ["*"])
    for name, is_folder, is_link in names:
        path = str(PurePath(folder, name))
        if part == "**":
            if is_folder and not is_link and not name.startswith("."):
                yield from _expanded(path, parts)
        elif _is_like(name, part) and (is_folder or not rest):
            yield from _expanded(path, rest)


def _fits(names: Sequence[str], parts: Sequence[str], *, whole: bool) -> bool:
    """Whether a path of these names matches the parts of a pattern; with ``whole`` also if one of its folders does."""
    if not parts:
        return whole or not names
    if not names:
        return False
    part, *rest = parts
    if part != "**":
        return _is_like(names[0], part) and _fits(names[1:], rest, whole=whole)
    below = not names[0].startswith(".") and _fits(names[1:], parts, whole=whole)
    return below or _fits(names, rest or ["*"], whole=whole)


def _is_like(name: str, part: str) -> bool:
    return fnmatchcase(name, part) and name.startswith(".") == part.startswith(".")
