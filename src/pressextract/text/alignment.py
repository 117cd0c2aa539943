"""The way back from a text to the text it was cut out of.

Nothing is ever inserted: each character that is left is one character of the source, some of the source was
dropped. So the drops alone say everything, and a text from which nothing was dropped needs no storage at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps offsets of a text to offsets of its source; total and monotone.

    Attributes:
        length: Characters of the text.
        source_length: Characters of the source.
        points: Offsets in the text right before which something was dropped, rising.
        totals: Characters dropped up to and at each of the points, rising.
    """

    length: int
    source_length: int
    points: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """The alignment of a text with itself."""
        return cls(length, length)

    @classmethod
    def dropping(cls, source_length: int, dropped: Iterable[int]) -> Alignment:
        """The alignment of what is left when these characters of the source are dropped.

        >>> Alignment.dropping(4, [1]).to_source(1, 3)  # 第 五屆 -> 第五屆
        (2, 4)
        """
        points: list[int] = []
        totals: list[int] = []
        count = 0
        for count, offset in enumerate(sorted(set(dropped)), start=1):
            point = offset - count + 1
            if points and points[-1] == point:
                totals[-1] = count
            else:
                points.append(point)
                totals.append(count)
        return cls(source_length - count, source_length, tuple(points), tuple(totals))

    def offset(self, position: int) -> int:
        """The source offset of the character at a position; the source's end for the text's end."""
        if position < 0:
            position = 0
        if position >= self.length:
            return self.source_length
        if not self.points:
            return position
        index = bisect_right(self.points, position)
        return position + (self.totals[index - 1] if index else 0)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that holds these characters, tight around them; empty stays empty."""
        if not 0 <= start <= end <= self.length:
            start = min(max(start, 0), self.length)
            end = min(max(end, start), self.length)
        if start == self.length:
            return self.source_length, self.source_length
        points = self.points
        if not points:
            return start, end
        before = bisect_right(points, start)
        first = start + (self.totals[before - 1] if before else 0)
        if end == start:
            return first, first
        before = bisect_right(points, end - 1, before)
        return first, end + (self.totals[before - 1] if before else 0)

    def to_text(self, offset: int) -> int:
        """The position of the first character left at or after a source offset."""
        offset = min(max(offset, 0), self.source_length)
        if not self.points:
            return offset
        # totals + points is the source offset behind each gap, so it rises too.
        low, high = 0, len(self.points)
        while low < high:
            middle = (low + high) // 2
            if self.points[middle] + self.totals[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        position = offset - (self.totals[low - 1] if low else 0)
        return min(position, self.points[low]) if low < len(self.points) else min(position, self.length)

    def is_gapless(self, start: int, end: int) -> bool:
        """Whether nothing was dropped between the first and the last of these characters."""
        return bisect_right(self.points, start) == bisect_left(self.points, end)

    def compose(self, other: Alignment) -> Alignment:
        """The alignment with the source of our source.

        >>> first = Alignment.dropping(5, [0])           # 「第 五屆 -> 第 五屆
        >>> Alignment.dropping(4, [1]).compose(first).to_source(0, 2)
        (1, 4)
        """
        if not other.points:
            return self
        if not self.points:
            return other
        gaps: dict[int, int] = dict(zip(self.points, self.totals, strict=True))
        places = sorted({*self.points, *(self.to_text(point) for point in other.points)})
        points: list[int] = []
        totals: list[int] = []
        own = 0
        for place in places:
            own = gaps.get(place, own)
            middle = place + own
            index = bisect_right(other.points, middle)
            total = own + (other.totals[index - 1] if index else 0)
            points.append(place)
            totals.append(total)
        return Alignment(self.length, other.source_length, tuple(points), tuple(totals))
