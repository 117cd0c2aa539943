"""Words that mean somebody without a name: 他, 局長, 雙方, 後者; where whom they mean is in doubt, nothing."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pressextract.entities.entity import Entities, Organisation, Person
from pressextract.events.cast import Cast, Entity
from pressextract.events.sentences import Sentence, sentences_of
from pressextract.events.titles import free_nominals, holders, nominals
from pressextract.events.told import Told, read_told
from pressextract.schema import MentionKind
from pressextract.text.page import Page
from pressextract.tokens.word import Word

Meant = tuple[int, int, MentionKind, str]

_TOLD = frozenset({"lead", "body"})
_BACK = 3  # sentences of a paragraph in which the two are looked for whom 雙方 means
_PAIR = regex.compile(
    r"(?<![\p{Han}][买卖供需劳资主客产销官民校企医患]|买卖|供需|劳资|官民|校企|医患|主客|产销)(?P<both>双方)(?!面|向|程|位|块)"
    r"|(?P<first>前者)|(?P<second>后者)"
)
_SIDE_BY_SIDE = regex.compile(r"[^，。；]{0,16}?(?:与|和|及|以及|跟|同|、)[^，。；]{0,16}")


def find_references(
    page: Page, words: tuple[Word, ...], entities: Entities, *, told: Told | None = None
) -> tuple[Meant, ...]:
    """Every place where somebody is meant but not named: start and end in the fold, kind of mention, id.

    ``told`` is the page as it was read before, where it was. A pair of words that means two of them stands twice.
    """
    told = told or read_told(page, words, entities)
    found: set[Meant] = {(start, end, "pronoun", who.id) for start, end, who in told.pronouns}
    found |= {
        (start, end, kind, who.id)
        for start, end, kind, who in (*_titles(page, entities, told), *_pairs(page, told.cast))
    }
    return tuple(sorted(found))


def _titles(page: Page, entities: Entities, told: Told) -> Iterator[tuple[int, int, MentionKind, Entity]]:
    """Titles alone: those that only one person holds, and those whose holder is known from who spoke before."""
    for item in told.found:
        if item.subject is not None and item.rule.endswith(":title"):
            yield *item.subject, "nominal", item.speaker
    named = [(naming.start, naming.end) for naming in told.cast.namings]
    posts = [p.title_span for person in entities.people for p in person.posts if p.title_span]
    taken = sorted({*named, *posts})
    for start, end, who in free_nominals(nominals(page.fold, holders(entities)), taken):
        yield start, end, "nominal", who


def _pairs(page: Page, cast: Cast) -> Iterator[tuple[int, int, MentionKind, Entity]]:
    """雙方, 前者 and 後者, where exactly two are named before them."""
    text = cast.mask.text
    for line in page.lines:
        if line.kind not in _TOLD or _PAIR.search(text, line.start, line.end) is None:
            continue
        sentences = sentences_of(cast.mask, line.start, line.end)
        for number, sentence in enumerate(sentences):
            for match in _PAIR.finditer(text, sentence.start, sentence.end):
                before = (*sentences[max(0, number - _BACK) : number], sentence)
                two = _two(cast, before, match.start())
                if match["both"]:
                    yield from ((*match.span(), "nominal", who) for who in two)
                elif two and _SIDE_BY_SIDE.search(text, before[0].start, match.start()):
                    yield *match.span(), "pronoun", two[1 if match["second"] else 0]


def _two(cast: Cast, sentences: tuple[Sentence, ...], before: int) -> tuple[Entity, ...]:
    """The two bodies, or failing them the two people, who alone are named last before a place."""
    seen: dict[str, Entity] = {}
    for sentence in reversed(sentences):
        here = cast.named_in(sentence.start, min(sentence.end, before))
        seen = {naming.entity.id: naming.entity for naming in here} | seen
        for sort in (Organisation, Person):
            alike = tuple(who for who in seen.values() if isinstance(who, sort))
            if len(alike) > 1:
                return alike if len(alike) == 2 else ()
    return ()
