"""Whom a title alone or a pronoun means; where that is in doubt, nobody."""

from __future__ import annotations

from pressextract.entities.entity import Person
from pressextract.events.cast import Cast, Entity
from pressextract.events.speakers import Subject
from pressextract.text.page import Page

_SOLE = frozenset("总统 副总统 总理 首相 行政长官 特首 市长 县长 省长 州长 校长".split())
_MEN, _WOMEN = frozenset({"先生", "爵士", "神父"}), frozenset({"女士", "小姐", "太太", "夫人", "女爵士", "修女"})

# Posts that several hold: alone they mean all of them, if not the only one who was named.
_OF_MANY = frozenset({"委员", "成员", "代表", "董事", "理事", "议员", "会员", "嘉宾", "学生", "同学"})


def title_means(subject: Subject, speaker: Entity | None, cast: Cast, since: int) -> Person | None:
    """The person a title without a name means.

    Its only holder; else who spoke last; else the only holder named since the paragraph began. A title that a place
    or school has only once means the holder named first, who is the host; any other the holder named last.
    """
    candidates = subject.candidates
    if subject.text in _OF_MANY:
        named = cast.named_among(candidates, subject.start)
        return named[-1].entity if len(candidates) == 1 and named and isinstance(named[-1].entity, Person) else None
    if len(candidates) == 1:
        return candidates[0]
    if isinstance(speaker, Person) and speaker in candidates:
        return speaker
    named = cast.named_among(candidates, subject.start)
    here = {naming.entity.id for naming in named if naming.start >= since}
    if named and (len(here) == 1 or subject.text not in _SOLE):
        last = named[-1].entity
        return last if isinstance(last, Person) else None
    return min(candidates, key=lambda person: person.references[0].start if person.references else subject.start)


def pronoun_means(pronoun: str, *candidates: Entity | None) -> Person | None:
    """The first person among the candidates whom this pronoun may mean."""
    for candidate in candidates:
        if isinstance(candidate, Person) and fits(pronoun, candidate):
            return candidate
    return None


def fits(pronoun: str, person: Person) -> bool:
    """Whether the honorifics of a person allow 他 or 她."""
    return not (set(person.honorifics) & (_MEN if pronoun == "她" else _WOMEN))


def signatory_of(page: Page, cast: Cast) -> Person | None:
    """Who signs for the board: the name alone on a line below 承董事會命. 本人 means them."""
    below = page.fold.find("承董事会命")
    if below < 0:
        return None
    borders = {line.start: line.end for line in page.lines if line.start > below}
    for naming in cast.namings:
        if isinstance(naming.entity, Person) and borders.get(naming.start) == naming.end:
            return naming.entity
    return None
