"""The subject of a clause: somebody by name, by title, as a body, as a pronoun, or left out.

Nothing is guessed: a subject that is nobody of the release (專家, 與會者), or several at once, is told apart from one
that was left out, because only the latter may be taken from the words before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from pressextract.entities.entity import Organisation, Person
from pressextract.events.cast import RANK, Cast, Entity, Naming
from pressextract.events.sentences import BRACKETED

SubjectKind = Literal["name", "title", "organisation", "spokesperson", "pronoun", "none", "unknown", "several"]

PRONOUN = regex.compile(r"([他她]|本人)(?![们的国方日乡人之])")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause: its words, and whom they name.

    Attributes:
        kind: What sort of words they are; ``none`` where there are none, ``unknown`` where nobody of the release is
            meant, ``several`` where more than one is.
        start: Where the subject begins.
        end: Where it ends.
        entity: Whom a name means.
        candidates: Whom a title may mean.
        text: The title or the pronoun.
    """

    kind: SubjectKind
    start: int
    end: int
    entity: Entity | None = None
    candidates: tuple[Person, ...] = ()
    text: str = ""

    @property
    def words(self) -> tuple[int, int] | None:
        """Where the subject stands; None where the text leaves it out."""
        return None if self.kind == "none" else (self.start, self.end)


def clause_subject(cast: Cast, clause: tuple[int, int]) -> Subject:
    """The subject of a whole clause."""
    start, end = clause
    return subject_of(cast, start, min(end, start + _WIDEST))


def subject_of(cast: Cast, start: int, end: int) -> Subject:
    """The subject of the words from the beginning of a clause to its verb."""
    text = cast.mask.text
    if end - start > _WIDEST:
        return Subject("unknown", start, end)
    named = cast.named_in(start, end)
    people = [naming for naming in named if isinstance(naming.entity, Person)]
    head = cast.skip(start, end)
    pronoun = PRONOUN.match(text, head, end)
    if pronoun:
        return Subject("pronoun", pronoun.start(), pronoun.end(), text=pronoun[1])
    person = _person(cast, people, start, head, end)
    if person is not None:
        return person
    bodies = [n for n in named if isinstance(n.entity, Organisation) and cast.may_act(start, n.start)]
    for naming in bodies:
        spokesman = _SPOKESPERSON.match(text, _skip_brackets(text, naming.end), end)
        if spokesman:
            return Subject("spokesperson", naming.start, spokesman.end(), naming.entity)
    titled = _titled(cast, head, end)
    if titled is not None:
        return titled
    spokesman = _SPOKESPERSON.match(text, head, end)
    if spokesman:
        return Subject("spokesperson", spokesman.start(), spokesman.end())
    for naming in bodies:
        after = _skip_brackets(text, naming.end)
        if _acts(cast, after, end):
            return Subject("organisation", naming.start, after, naming.entity)
    if _GROUP.match(text, head, end):
        return Subject("several", head, end)
    if head >= end or _CONJOINED.search(text, start, end):
        return Subject("none", start, end)
    return Subject("unknown", start, end)


def after_style(text: str, subject: Subject) -> int:
    """The offset behind a subject and the title or honorific that follows its name."""
    match = _STYLE.match(text, subject.end)
    return match.end() if match else subject.end


def _person(cast: Cast, people: Sequence[Naming], start: int, head: int, end: int) -> Subject | None:
    text = cast.mask.text
    for number, naming in enumerate(people):
        if not cast.may_act(start, naming.start):
            continue
        after = _skip_brackets(text, naming.end)
        if text.startswith(_OWNERS, after) or _RELATIVES.match(text, after, end):
            continue
        if _several(text, naming, people[number + 1 :], end):
            return Subject("several", naming.start, naming.end)
        titled = _titled(cast, head, naming.start) if head < naming.start else None
        if titled is not None and titled.end < naming.start:
            return titled
        return Subject("name", naming.start, naming.end, naming.entity)
    if people and _GROUPED.search(text, start, end):
        return Subject("several", start, end)
    return None


def _several(text: str, first: Naming, others: Sequence[Naming], end: int) -> bool:
    if _ETC.match(text, _skip_brackets(text, first.end), end):
        return True
    for other in others[:3]:
        between = text[first.end : other.start] if other.start - first.end <= 60 else ""
        if not _JOINED.match(between):
            return False
        if between.startswith("、") or not _MEETING.search(text, other.end, end):
            return True
    return False


def _titled(cast: Cast, head: int, end: int) -> Subject | None:
    """A title without a name at this place."""
    text = cast.mask.text
    title = cast.title_at(head, end)
    stop = head + len(title)
    if not title or not cast.words.ends(stop) or _NO_HOLDER.match(text, stop, end):
        return None
    after = _skip_brackets(text, stop)
    word = cast.words.at(after)
    if after < end and cast.skip(after, end) == after and not (word and word.tag in _ACTING):
        return None
    return Subject("title", head, stop, candidates=cast.titles[title], text=title)


def _acts(cast: Cast, at: int, end: int) -> bool:
    """Whether a body is followed by what it does, and not by somebody or something of its own."""
    text = cast.mask.text
    if cast.skip(at, end) >= end:
        return True
    if text.startswith(_OWNERS, at) or RANK.search(text, at, min(end, at + 30)):
        return False
    word = cast.words.at(at)
    return word is not None and word.tag in _ACTING


def _skip_brackets(text: str, at: int) -> int:
    while text.startswith((BRACKETED, " "), at):
        at += 1
    return at


_WIDEST = 240  # characters of a clause that are looked at; bounds the work on text without commas
_ACTING = frozenset({"v", "d", "p", "vd", "ad", "TIME", "c"})
_OWNERS = ("的", "之", "们")
_RELATIVES = regex.compile(
    r"在?任内|任期|所(?!长)|夫人|太太|妻子|丈夫|伉俪|夫妇|家属|家人|遗孀|女儿|儿子|一行人?(?:表示|说)"
    r"|办公室|团队|基金会|组合|工作室|等人|们"
)
_GROUPED = regex.compile(
    r"[一二三四五六七八九十两数多各\d]+(?:位|名|人|家)|等(?:人|嘉宾|领导|代表|专家)?[，\s]*$|双方|一致|分别"
)
_GROUP = regex.compile(
    r"[一二三四五六七八九十两数多各\d]+余?(?:位|名|家|方|大|个)|双方|各方|与会|大家|众人|彼等|他们|她们|各界|业界|专家|学者|嘉宾"
    r"|委员们|代表们|市民|民众|有人|部分|不少|许多|众多"
)
_ETC = regex.compile(r"[\w·]{0,8}?(?:等[^候待于级一]|等$)")
_JOINED = regex.compile(r"[^，。；：]{0,12}?(?:、|和|及|与|暨|以及|跟|同)[^，。；：]*$")
_MEETING = regex.compile(r"(?:会面|会谈|会晤|交流|座谈|通话|见面|对谈|交接|合影)[^，。;]{0,6}(?:时|中|后)")
_SPOKESPERSON = regex.compile(
    r"[ ]*(?:新闻)?(?:发言人|(?:有关|相关)?(?:部门)?负责人|(?:有关|相关)人士|方面|公关部)"
    r"(?![\u4e00-\u9fff]{2,3}(?:表示|说))"
)
_NO_HOLDER = regex.compile(r"[府室办们级选职之的、和及与或兼杯奖座令]|一职|职[务位]|候选|夫人|伉俪|任内|任期|团队|人选")
_CONJOINED = regex.compile(r"[并且]$|，并[^，]{0,4}$")
_STYLE = regex.compile(
    r"[\x02 ]*(?:[\u4e00-\u9fff]{0,6}(?:长|席|任|授|士|生|理|监|官|裁|统|记|员|使|事|总|务|师|姐|者|人))?[\x02 ]*"
)
