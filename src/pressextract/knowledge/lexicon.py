"""One headed table of terms -> one frozen ``Lexicon``.

A lexicon file is UTF-8 text. Its head, lines that begin with ``#``, says what the file is, under which licence, from
which source, used by which rules, and what may stand in it. One header line follows: ``term`` and the names of the
other columns, with tabs between them. Then every line is a row. Blank lines and lines that begin with ``#`` may group
the rows; a cell without a value is ``-``, which reads as the empty string.

Terms stand in Simplified characters, because they are looked up in the fold of a text.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from pressextract.errors import LexiconError, MissingResourceError

_DATA = "data"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Terms and what is known of each; it never changes once it is read.

    Attributes:
        name: The name of the file without its ending.
        head: The comment lines before the header, without the sign.
        columns: The names of the columns after ``term``.
        terms: Every term, in the order of the file.
    """

    name: str
    head: tuple[str, ...]
    columns: tuple[str, ...]
    terms: tuple[str, ...]
    _rows: dict[str, tuple[str, ...]] = field(repr=False)

    def __contains__(self, term: object) -> bool:
        return term in self._rows

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __getitem__(self, term: str) -> Mapping[str, str]:
        """What the file says of a term, by column.

        >>> load("honorifics")["女士"]["side"]
        'after'
        """
        return dict(zip(self.columns, self._rows[term], strict=True))

    def column(self, name: str) -> dict[str, str]:
        """One column as a dictionary from term to value.

        >>> load("organisation_endings").column("kind")["有限公司"]
        'company'
        """
        if name not in self.columns:
            known = ", ".join(self.columns) or "none"
            raise LexiconError(f"lexicon {self.name} has no column {name!r}; it has {known}")
        at = self.columns.index(name)
        return {term: cells[at] for term, cells in self._rows.items()}

    def select(self, column: str, value: str) -> tuple[str, ...]:
        """The terms that have this value in this column, in the order of the file.

        >>> "记者" in load("titles").select("alone", "yes")
        True
        """
        return tuple(term for term, cell in self.column(column).items() if cell == value)


@cache
def load(name: str) -> Lexicon:
    """A lexicon that comes with the library, read once.

    >>> "欧阳" in load("surnames")
    True
    """
    resource = files(__package__).joinpath(_DATA, f"{name}.tsv")
    try:
        content = resource.read_bytes()
    except OSError as error:
        raise MissingResourceError(f"the library carries no lexicon {name!r} ({resource})") from error
    return _parse(name, str(resource), content)


def read_lexicon(path: str | os.PathLike[str]) -> Lexicon:
    """A lexicon of the user's own.

    Args:
        path: A file in the form that the top of this module describes; the head may be left out.

    Raises:
        LexiconError: The file cannot be read; the message names the file and, where there is one, the line.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise LexiconError(f"{file}: cannot be read: {error.strerror or error}") from error
    return _parse(file.stem, str(file), content)


def _parse(name: str, source: str, content: bytes) -> Lexicon:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = content.count(b"\n", 0, error.start) + 1
        raise LexiconError(f"{source}:{wrong}: not UTF-8") from error
    head: list[str] = []
    header: tuple[str, ...] | None = None
    rows: dict[str, tuple[str, ...]] = {}
    # Not splitlines(): it would also cut at U+2028 and the like inside a cell and put the line numbers out.
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.removesuffix("\r")
        if line.startswith("#"):
            if header is None:
                head.append(line[1:].strip())
            continue
        if not line.strip():
            continue
        cells = line.split("\t")
        if header is None:
            header = _header(cells, source, number)
            continue
        if len(cells) != len(header):
            raise LexiconError(f"{source}:{number}: {len(cells)} cells where the header has {len(header)}")
        term = cells[0]
        if not term or any(cell != cell.strip() or not cell for cell in cells):
            raise LexiconError(f"{source}:{number}: an empty cell, or one with space around it; write - for no value")
        if term in rows:
            raise LexiconError(f"{source}:{number}: {term} stands here a second time")
        rows[term] = tuple("" if cell == "-" else cell for cell in cells[1:])
    if header is None:
        raise LexiconError(f"{source}:1: no header line; the first line that is no comment must begin with 'term'")
    return Lexicon(name=name, head=tuple(head), columns=header[1:], terms=tuple(rows), _rows=rows)


def _header(cells: list[str], source: str, number: int) -> tuple[str, ...]:
    if cells[0] != "term":
        raise LexiconError(f"{source}:{number}: the header must begin with 'term', not {cells[0]!r}")
    if len(set(cells)) != len(cells) or not all(cells):
        raise LexiconError(f"{source}:{number}: a column without a name, or two of the same name")
    return tuple(cells)
