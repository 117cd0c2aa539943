"""What documents are called: clean names that are the same on every machine, and no two alike in a run."""

from __future__ import annotations

import os
import re
import sqlite3
from math import isnan
from pathlib import Path, PurePath

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_name(name: str) -> str:
    r"""A file name that can be written anywhere: bytes of it that are no UTF-8 as ``\xff``, forward slashes.

    >>> clean_name("新聞\udcff.txt")
    '新聞\\xff.txt'
    """
    return os.fsencode(PurePath(name).as_posix()).decode("utf-8", "backslashreplace")


def name_of(path: str) -> str:
    """What a file or folder named by the user is called: never absolute, nor with what leads out of the folder.

    >>> name_of("./news//2024/a.txt"), name_of("../news"), name_of("/data/news"), name_of(".")
    ('news/2024/a.txt', 'news', 'news', '')
    """
    plain = Path(os.path.normpath(path))
    if plain.is_absolute():
        return clean_name(plain.name)
    parts = [part for part in plain.parts if part not in ("..", ".")]
    return clean_name("/".join(parts)) if parts else ""


def given_id(value: object) -> str | None:
    """The id that a row gives itself; None where it gives none.

    >>> given_id(17.0), given_id("甲-1"), given_id(b"a-1"), given_id(float("nan")), given_id("")
    ('17', '甲-1', 'a-1', None, None)
    """
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if value == "" or is_null(value) or isinstance(value, Exception):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return written(str(value))


def is_null(value: object) -> bool:
    """Whether a value stands for none: None, or the NaN that tables of pandas hold in its place."""
    return value is None or (isinstance(value, float) and isnan(value))


def written(text: str) -> str:
    """A text that can be written as UTF-8: lone surrogates become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


class Ids:
    """The ids of a run, so that no two are alike. They lie in a file that SQLite removes: memory stays flat."""

    def __init__(self) -> None:
        self._seen = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("PRAGMA synchronous = OFF")
        self._seen.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def close(self) -> None:
        """Give the file back."""
        self._seen.close()

    def unique(self, wanted: str) -> str:
        """The id itself when it comes for the first time, then with ``#2``, ``#3`` behind it.

        >>> ids = Ids()
        >>> [ids.unique("甲") for _ in range(3)]
        ['甲', '甲#2', '甲#3']
        """
        if self._taken(wanted):
            return wanted
        while True:
            row = self._seen.execute("UPDATE seen SET times = times + 1 WHERE id = ? RETURNING times", (wanted,))
            ((times,),) = row.fetchall()
            if self._taken(f"{wanted}#{times}"):
                return f"{wanted}#{times}"

    def _taken(self, name: str) -> bool:
        return self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?, 1)", (name,)).rowcount == 1
