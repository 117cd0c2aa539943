"""Everybody in a release: where they are named, and by which titles they may be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from pressextract.entities.entity import Entities, Organisation, Person
from pressextract.events.adjuncts import clause_words, skip_adjuncts
from pressextract.events.sentences import BRACKETED, Mask, read_mask
from pressextract.events.words_at import WordIndex
from pressextract.text.page import Page
from pressextract.tokens.word import Word

Entity = Person | Organisation

_REACH = 200  # how many names are looked back for the holder of a title
_MOST_HOLDERS = 30  # a title with more holders says nothing alone
_LONGEST_TITLE = 24


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where somebody is named."""

    start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """The namings and titles of a release over its masked text and its words; made once a page.

    Attributes:
        mask: The text without quotations and brackets.
        words: Its words.
        namings: Who is named where, in order; none overlap.
        titles: Whom each title may mean.
    """

    mask: Mask
    words: WordIndex
    namings: tuple[Naming, ...]
    titles: dict[str, tuple[Person, ...]] = field(repr=False)
    _lengths: tuple[int, ...] = field(repr=False)
    _starts: list[int] = field(repr=False)
    _in_titles: frozenset[int] = field(repr=False)

    def named_in(self, start: int, end: int) -> tuple[Naming, ...]:
        """Those named in this stretch, outside of quotations and brackets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        text = self.mask.text
        return tuple(n for n in self.namings[low:high] if n.end <= end and text[n.start] >= " ")

    def named_among(self, people: tuple[Person, ...], before: int) -> tuple[Naming, ...]:
        """Where these were named, not too far, before an offset."""
        wanted = {person.id for person in people}
        high = bisect_left(self._starts, before)
        return tuple(n for n in self.namings[max(0, high - _REACH) : high] if n.entity.id in wanted)

    def names_at(self, start: int, end: int) -> bool:
        """Whether a name covers any of this: 祝福 may be a person, 保證 part of a body."""
        low = bisect_left(self._starts, end)
        return any(naming.end > start for naming in self.namings[max(0, low - 3) : low])

    def title_at(self, start: int, end: int) -> str:
        """The longest of the titles that begins here, or the empty string."""
        text = self.mask.text
        for length in self._lengths:
            if start + length <= end and text[start : start + length] in self.titles:
                return text[start : start + length]
        return ""

    def skip(self, start: int, end: int) -> int:
        """The offset behind adjuncts, and behind every word that is an adverb by its class."""
        at = start
        while True:
            at = skip_adjuncts(self.mask.text, at, end)
            word = self.words.at(at)
            if word is None or word.tag not in ("d", "ad") or word.end > end or at >= end:
                return at
            at = word.end

    def may_act(self, start: int, end: int) -> bool:
        """Whether what stands before a name leaves it free to be a subject: no 由, 向, 邀請 governs it."""
        text, known = self.mask.text, clause_words()
        governors: list[str] = []
        words = self.words.between(start, end)
        apposed = words[-1].start if words and words[-1].tag in _NOUNS else start  # 機械企業·青禾, 參展商代表·林致遠
        before = ""
        for word in words:
            form = text[word.start : word.end]
            if form < " " or word.start in self._in_titles:
                before = "n"
                continue
            if form in ("的", "之"):
                # closes a relative clause, and what the clause itself hangs on, but not 給 or 向 before it
                if governors:
                    governors.pop()
                while governors and governors[-1] in known.within:
                    governors.pop()
            elif form in known.closers or form in "，：":
                governors.clear()
            elif form == "、" or (form in _AND and before in _NOUNS | _NAMES):
                if not governors and self._unknown_before(start, word.start):
                    return False
            elif self._governs(word, form, apposed):
                governors.append(form)
            before = word.tag
        return not governors

    def _governs(self, word: Word, form: str, apposed: int) -> bool:
        known = clause_words()
        if len(form) == 1:
            return form in known.governors
        if word.tag in _NOUNS:
            return False
        return form in known.governors or (word.tag == "v" and form not in known.posts and word.start >= apposed)

    def _unknown_before(self, start: int, end: int) -> bool:
        """Whether somebody who is nobody of the release stands before 、 or 和."""
        words = self.words.between(max(start, end - 12), end)
        return any(word.tag == "PER" for word in words[-3:])


def read_cast(page: Page, words: tuple[Word, ...], entities: Entities) -> Cast:
    """Everybody of a page."""
    mask = read_mask(page.fold, ((line.start, line.end) for line in page.lines))
    titles = _titles(page.fold, entities.people)
    namings = _settled([*_named(entities), *_bracketed(mask.text, entities)])
    spans = (post.title_span for person in entities.people for post in person.posts if post.title_span)
    return Cast(
        mask,
        WordIndex.of(words),
        namings,
        titles,
        tuple(sorted({len(title) for title in titles}, reverse=True)),
        [naming.start for naming in namings],
        frozenset(at for span in spans for at in range(*span)),
    )


def _named(entities: Entities) -> Iterator[Naming]:
    for group in (entities.people, entities.organisations):
        for entity in group:
            for reference in entity.references:
                if reference.kind != "pronoun":
                    yield Naming(reference.start, reference.end, entity)


_BOARD = regex.compile(f"董事{BRACKETED}{{1,20}}会")


def _bracketed(mask: str, entities: Entities) -> Iterator[Naming]:
    """The board in the formula of Hong Kong announcements: 董事（「董事」）會（「董事會」）."""
    for body in entities.organisations:
        if body.fold_name == "董事会":
            for match in _BOARD.finditer(mask):
                yield Naming(match.start(), match.end(), body)


def _settled(found: list[Naming]) -> tuple[Naming, ...]:
    """All names in order; the longer one stands where two overlap."""
    kept: list[Naming] = []
    for naming in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or naming.start >= kept[-1].end:
            kept.append(naming)
        elif naming.end > kept[-1].end and naming.end - naming.start > kept[-1].end - kept[-1].start:
            kept[-1] = naming
    return tuple(kept)


def _titles(fold: str, people: tuple[Person, ...]) -> dict[str, tuple[Person, ...]]:
    """Whom each title may mean: as its post has it, its head (體育局長 -> 局長), or as it stands beside a name."""
    holders: dict[str, dict[str, Person]] = {}
    for person in people:
        forms: set[str] = set()
        for post in person.posts:
            if post.title_span is not None and post.status != "former":
                forms.add(fold[post.title_span[0] : post.title_span[1]])
        for reference in person.references:
            behind = RANK.match(fold, reference.end)
            if behind:
                forms.add(behind[0])
            before = _RANK_BEFORE.search(fold, max(0, reference.start - 6), reference.start)
            if before and fold[before.start() - 1 : before.start()] not in ("前", "原"):
                forms.add(before[0])
        heads = {head[0] for form in forms if (head := _RANK_BEFORE.search(form))}
        for form in forms | heads:
            if 1 < len(form) <= _LONGEST_TITLE:
                holders.setdefault(form, {})[person.id] = person
    return {title: tuple(found.values()) for title, found in sorted(holders.items()) if len(found) <= _MOST_HOLDERS}


_RANKS = (
    r"(?:副|总|署理|代理|执行|首席|常务副)?(?:[局部会校院署处厅所馆社市县区州省司董理监组队站台科团镇乡里村]长|秘书长|董事长|理事长"
    r"|总统|副?总裁|总监|主席|主任|主委|总经理|书记|总理|首相|议员|委员|教授|特首|行政长官|发言人|大使|专员|总干事|执行长|董事|干事长|知事|司令|院士|博士)"
)
RANK = regex.compile(_RANKS)
_RANK_BEFORE = regex.compile(_RANKS + "$")
_NOUNS = frozenset({"n", "nz", "nt", "nw", "vn"})
_NAMES = frozenset({"PER", "ORG", "LOC"})
_AND = frozenset("和与及暨兼")
