"""What the user names -> files: folders walked, patterns expanded, each file with a name that is the same everywhere."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
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


def _matching(pattern: str, passed_over: Counter[str]) -> Iterator[Found]:
    anchor = Path(pattern).anchor
    parts = [part for part in Path(pattern).parts if part != anchor]
    plain = next(at for at, part in enumerate(parts) if not _MAGIC.isdisjoint(part))
    base = str(PurePath(anchor, *parts[:plain])) if plain or anchor else ""
    inside = name_of(base) if base else ""
    some = False
    for path in sorted(set(_expanded(base, parts[plain:])), key=lambda path: PurePath(path).parts):
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
        elif fnmatchcase(name, part) and name.startswith(".") == part.startswith(".") and (is_folder or not rest):
            yield from _expanded(path, rest)
