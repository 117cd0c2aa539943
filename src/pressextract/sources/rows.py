"""Lines of text -> rows: JSONL, and tables separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pressextract.errors import SourceError
from pressextract.sources import read
from pressextract.sources.lines import text_lines

# A row: its values by their columns, or what is wrong with it.
Row = Mapping[str, object] | SourceError

_ESCAPED = re.compile("[\udc80-\udcff]")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def json_rows(chunks: Iterable[bytes]) -> Iterator[Row]:
    r"""The objects of a JSONL stream, one a line; blank lines are no rows.

    >>> list(json_rows(['{"text": "林致遠辭任"}\n\n'.encode()]))
    [{'text': '林致遠辭任'}]
    """
    for line in text_lines(chunks):
        if isinstance(line, SourceError):
            yield line
        elif line and not line.isspace():
            yield _object(line)


def _object(line: str) -> Row:
    try:
        value = json.loads(line)
    except RecursionError:
        return SourceError("its JSON is nested too deeply")
    except ValueError as error:
        return SourceError(f"it is no JSON ({error})")
    return value if isinstance(value, dict) else SourceError("it is not a JSON object")


def delimited_table(chunks: Iterable[bytes], delimiter: str | None = None) -> tuple[list[str], Iterator[Row]]:
    r"""The columns of a CSV or TSV stream, and its rows.

    Blank lines are no rows. A row that is shorter than the header lacks its last columns; what goes beyond the header
    is left out.

    Args:
        chunks: The bytes of the stream.
        delimiter: What stands between two cells; by default whichever of ``,``, ``;`` and tab the header holds most of.

    Raises:
        SourceError: The header cannot be read.

    >>> columns, rows = delimited_table(["id;text\n1;林致遠辭任\n".encode()])
    >>> columns, list(rows)
    (['id', 'text'], [{'id': '1', 'text': '林致遠辭任'}])
    """
    lines = text_lines(chunks, errors="surrogateescape")
    first = next(lines, "")
    if isinstance(first, str) and (told := re.fullmatch(r"(?i)sep=(.)\s*", first)):  # as Excel writes
        delimiter, first = told.group(1), next(lines, "")
    if isinstance(first, SourceError):
        raise first
    if delimiter is None:
        bare = _QUOTED.sub("", first)
        delimiter = max(",;\t", key=bare.count)
    records = _Records(chain([first], lines), delimiter)
    header = next(records, [])
    if isinstance(header, SourceError):
        raise header
    columns = [cell.strip() for cell in header]
    return columns, _mapped(records, columns)


def _mapped(records: Iterable[list[str] | SourceError], columns: Sequence[str]) -> Iterator[Row]:
    for cells in records:
        if isinstance(cells, SourceError):
            yield cells
        elif any(map(_ESCAPED.search, cells)):
            yield SourceError("it holds bytes that are no text in the encoding of the file")
        elif cells:
            values: dict[str, object] = {}
            for name, cell in zip(columns, cells, strict=False):
                values.setdefault(name, cell)  # the first of two columns of one name counts
            yield values


class _Records(Iterator[list[str] | SourceError]):
    """The cells of each row; an error in the place of a row that cannot be read, and after it the rows go on."""

    def __init__(self, lines: Iterable[str | SourceError], delimiter: str) -> None:
        self._fed = _Fed(lines)
        self._reader = csv.reader(self._fed, delimiter=delimiter)

    def __next__(self) -> list[str] | SourceError:
        limit = csv.field_size_limit(read.MAX_BYTES)  # of the whole process: others get theirs back
        before = self._reader.line_num
        try:
            cells = next(self._reader)
        except csv.Error as error:
            return SourceError(f"it is no row of a table ({error})")
        except SourceError as error:
            return error
        finally:
            csv.field_size_limit(limit)
        if self._fed.ended:  # only inside quotation marks does the reader ask for more before it gives a row
            lines = self._reader.line_num - before
            return SourceError(f"its quotation mark is never closed: the {lines:,} lines to the end are one row")
        return cells


class _Fed(Iterator[str]):
    """The lines as the csv module reads them. No generator, which would be at its end after the first error."""

    def __init__(self, lines: Iterable[str | SourceError]) -> None:
        self._lines = iter(lines)
        self.ended = False

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        if isinstance(line, SourceError):
            raise line
        return line + "\n"
