"""A release as it lies before us: its original, its fold, its lines, sections and dateline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pressextract.schema import Script, Span
from pressextract.text.alignment import Alignment
from pressextract.text.dateline import FoundDateline, find_dateline
from pressextract.text.dates import DateExpression, find_dates, stated_year
from pressextract.text.fixes import fold_marks
from pressextract.text.layout import Line, Section, lay_out
from pressextract.text.normalised import normalise
from pressextract.text.script import detect_script


@dataclass(frozen=True, slots=True)
class Page:
    """A release read: all offsets of the parts are offsets of the fold.

    Attributes:
        original: The text as it was given (lone surrogates replaced).
        fold: What everything is matched on; see ``normalise``. ASCII marks of Chinese sentences are Chinese ones in it.
        alignment: The way from the fold to the original.
        script: The script of the original.
        lines: Every line with something on it, in order, and what it is.
        sections: Runs of lines of one sort, with their headings.
        dateline: Where, when and by whom the release was sent out.
        dates: Every date in the fold.
        published: The date given from outside.
        warnings: What was cleaned, for people.
    """

    original: str
    fold: str
    alignment: Alignment
    script: Script
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    dateline: FoundDateline | None
    dates: tuple[DateExpression, ...]
    published: date | None
    warnings: tuple[str, ...]

    @property
    def anchor(self) -> date | None:
        """The day that 今日 means: the dateline's, else the one given from outside."""
        return (self.dateline.anchor if self.dateline else None) or self.published

    @property
    def year_hint(self) -> int | None:
        """A year for dates without one, where no anchor gives it: said in passing, or with a month in the headline."""
        headline = self.fold[self.headline.start : self.headline.end] if self.headline else ""
        named = (found.first.year for found in find_dates(headline) if found.first.year and found.first.month)
        return stated_year(self.fold) or next(named, None)

    @property
    def headline(self) -> Line | None:
        """The line that is the headline, if there is one."""
        return next((line for line in self.lines if line.kind == "headline"), None)

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of a stretch of the fold, tight around its characters."""
        return self.alignment.to_source(start, end)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original that stands behind a stretch of the fold.

        >>> read_page("第 五屆論壇").span(0, 3)
        Span(start=0, end=4, text='第 五屆')
        """
        first, last = self.alignment.to_source(start, end)
        return Span(start=first, end=last, text=self.original[first:last])

    def span_fields(self, start: int, end: int) -> dict[str, int | str]:
        """What ``span`` holds, for a record that is validated whole: a model for each of its spans costs most of it.

        >>> read_page("第 五屆論壇").span_fields(0, 3)
        {'start': 0, 'end': 4, 'text': '第 五屆'}
        """
        first, last = self.alignment.to_source(start, end)
        return {"start": first, "end": last, "text": self.original[first:last]}

    def surface(self, start: int, end: int) -> str:
        """The original's characters for a stretch of the fold, without what was dropped and without line breaks.

        >>> read_page("第 五屆論壇").surface(0, 3)
        '第五屆'
        """
        start, end = max(start, 0), min(end, len(self.fold))
        first, last = self.alignment.to_source(start, end)
        if last - first == end - start or self.alignment.is_gapless(start, end):
            text = self.original[first:last]
        else:
            text = "".join(self.original[self.alignment.offset(at)] for at in range(start, end))
        if text.isprintable():
            return text
        # A break that the fold has as a space stands between Latin words; any other is simply left out.
        joined = "".join(" " if fold == " " else char for char, fold in zip(text, self.fold[start:end], strict=True))
        return "".join(piece.strip() for piece in joined.splitlines())

    def line_at(self, offset: int) -> Line | None:
        """The line that an offset of the fold lies in; None between lines."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.lines[low] if low < len(self.lines) and self.lines[low].start <= offset else None


def read_page(text: str, published: date | None = None) -> Page:
    """Cleans and folds a release, and finds its lines, sections and dateline.

    Args:
        text: The release, in any script.
        published: The day it was sent out, where that is known from elsewhere.
    """
    normal = normalise(text)
    fold = fold_marks(normal.text)
    dateline = find_dateline(fold, published)
    lines, sections = lay_out(fold, dateline)
    return Page(
        original=normal.original,
        fold=fold,
        alignment=normal.alignment,
        script=detect_script(normal.original),
        lines=lines,
        sections=sections,
        dateline=dateline,
        dates=find_dates(fold),
        published=published,
        warnings=normal.warnings,
    )
