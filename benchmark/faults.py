"""Documents that do to a run what documents can do, and a recogniser that does it for them.

A text that holds one of the words of ``WAYS`` raises, hangs, kills its process, or takes all the memory it can get.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import NoReturn

from pressextract.tokens.word import Word

WAYS = ("raise", "hang", "kill", "devour")


class Faulty:
    """A recogniser that sees nothing, and comes to harm where the text says so."""

    def __call__(self, fold: str) -> tuple[Word, ...]:
        """See nothing."""
        for way in WAYS:
            if way in fold:
                _come_to_harm(way)
        return ()


def _come_to_harm(way: str) -> NoReturn:
    if way == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    held = []
    while way != "raise":
        time.sleep(0.01)
        if way == "devour":
            held.append(bytearray(64 * 1024 * 1024))
    raise RuntimeError("the recogniser came to harm")


def texts(number: int) -> Iterator[str]:
    """So many short releases, no two alike."""
    for index in range(number):
        yield (
            f"青禾市文化局今日公布，第{index + 1}屆青禾藝術節於2025年3月{index % 28 + 1}日在東岸會堂開幕。"
            f"局長顧兆庭表示，今年有{index % 90 + 10}個團體參與。\n晴川集團董事長丘映雪出席開幕典禮並致辭。\n"
        )
