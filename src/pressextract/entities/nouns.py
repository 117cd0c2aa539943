"""Which body a common noun means: 协会, 本公司, 该校."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import regex

from pressextract.mentions.body_borders import BOARDS

BARE = regex.compile(
    r"(?P<lead>本|我|该|贵|此)?(?P<noun>公司|集团|协会|学会|商会|总会|联会|联合会|促进会|协进会|联谊会|同乡会|校友会|公会|联盟|委员会|基金会|大学|学院|学校|理事会|监事会|会董会|书院|医院|银行|博物馆|"
    r"研究院|研究所|中心|校|院|局|署|部|会|馆|台|社|所|处|厅|行|府)"
)
_SCHOOLS = ("大学", "学院", "中学", "小学", "学校")
_COMPANY = regex.compile(r"公司|集团|科技|控股")
_LAST_FEW = 40


class Nouns:
    """Where the bodies are named that each common noun can mean, and how often each is named."""

    def __init__(self, places: Mapping[str, Sequence[tuple[int, int, Any]]]) -> None:
        self._counts = {key: len(own) for key, own in places.items()}
        self._fitting: dict[str, list[tuple[int, str]]] = {}
        for key, own in places.items():
            for noun in _nouns_of(key):
                self._fitting.setdefault(noun, []).extend((start, key) for start, _, _ in own)
        for rows in self._fitting.values():
            rows.sort()

    def meant(self, noun: str, place: int, lead: str = "") -> str | None:
        """The key of the body that a noun means at a place.

        It is the only fitting one before it; with 该 the last one; else the one named most, of the last few.

        >>> Nouns({"东岸商会": [(0, 4, "name")], "青禾学会": [(5, 9, "name")]}).meant("商会", 12)
        '东岸商会'
        """
        fitting = self._fitting.get(noun, [])
        at = bisect_left(fitting, (place, ""))
        earlier = [key for _, key in fitting[max(0, at - _LAST_FEW) : at]]
        if not earlier:
            return None
        distinct = list(dict.fromkeys(earlier))
        if len(distinct) == 1 or lead not in ("", "本", "我"):
            return earlier[-1]
        return max(distinct, key=lambda key: self._counts[key])


def _nouns_of(key: str) -> list[str]:
    """The common nouns that can mean this body: 协会 for …协会, 公司 for …集团."""
    nouns = [key[-size:] for size in (1, 2, 3) if BARE.fullmatch(key[-size:])]
    if key.endswith(BOARDS) and "会" in nouns:
        nouns.remove("会")  # 该会 is the association, not its council
    if key.endswith(_SCHOOLS) and "校" not in nouns:
        nouns.append("校")
    if key.endswith("联盟"):
        nouns.append("会")
    if "公司" not in nouns and _COMPANY.search(key):
        nouns.append("公司")
    return nouns
