"""The company whose announcement a release is, which signs it or is named at its head as the one that files it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import regex

_SIGNED = regex.compile(r"承(?:本公司)?董事[会局]之?命[\s\u3000]*|公司名称[：:][\s\u3000]*")
_OURSELVES = frozenset({"本公司", "公司", "本集团", "集团"})


def issuer_of(fold: str, places: Mapping[str, Sequence[tuple[int, int, Any]]]) -> str | None:
    r"""The key of the company that an announcement is signed by, or that its form names; None where no such words stand.

    Args:
        fold: The text.
        places: The places of each body, by its key.

    >>> issuer_of("承董事会命\n晴川控股有限公司\n主席", {"晴川控股有限公司": [(6, 14, "name")]})
    '晴川控股有限公司'
    """
    starts = {start: key for key, own in places.items() for start, _, _ in own}
    for match in _SIGNED.finditer(fold):
        if match.end() in starts:
            return starts[match.end()]
    return None


def means_issuer(words: str) -> bool:
    """Whether a company speaks of itself in these words.

    >>> means_issuer("本公司"), means_issuer("该公司")
    (True, False)
    """
    return words in _OURSELVES
