"""Reads a paragraph for statements: verbs of saying in order, their subjects, and how far each statement reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import regex

from pressextract.entities.entity import Person
from pressextract.events.antecedents import signatory_of
from pressextract.events.cast import Cast, Entity
from pressextract.events.cues import Cue, CueKind, find_cues
from pressextract.events.floor import Floor, speaks_for
from pressextract.events.sentences import Quotation, Sentence, has_words, sentences_of, trimmed
from pressextract.events.speakers import PRONOUN, Subject, after_style, clause_subject, subject_of
from pressextract.text.page import Page

_TOLD = frozenset({"lead", "body"})


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before it becomes a record; a split quotation has several parts.

    ``rule`` says how the words stand and how the speaker was found: ``reported:name``, ``quoted:pronoun`` ...;
    ``subject`` is where the speaker is named or meant, if the clause has a subject.
    """

    speaker: Entity
    verb: tuple[int, int] | None
    parts: tuple[tuple[int, int], ...]
    direct: bool
    rule: str
    kind: CueKind = "say"
    subject: tuple[int, int] | None = None

    @property
    def end(self) -> int:
        """Where the last of what was said ends."""
        return self.parts[-1][1]

    def until(self, end: int) -> Found:
        """The same with another end."""
        return replace(self, parts=(*self.parts[:-1], (self.parts[-1][0], end)))


@dataclass(slots=True)
class Paragraph:
    """One paragraph while it is read; ``found`` and ``pronouns`` grow sentence by sentence."""

    cast: Cast
    floor: Floor
    start: int
    end: int
    found: list[Found] = field(default_factory=list)
    pronouns: list[tuple[int, int, Person]] = field(default_factory=list)
    waiting: list[Quotation] = field(default_factory=list)  # quotations whose speaker may follow

    def read(self) -> None:
        """Reads the paragraph to its end."""
        start = self._hung() if self.floor.hanging is not None else self.start
        for sentence in sentences_of(self.cast.mask, start, self.end):
            self._refer(sentence)
            self._sentence(sentence)
        self._settle()

    def _hung(self) -> int:
        """The words of a verb that ends the line before: the quotation, or the sentence."""
        assert self.floor.hanging is not None
        who, cue, rule = self.floor.hanging
        self.floor.hanging = None
        mask = self.cast.mask
        quotation = mask.quotation_at(self.start)
        if quotation is not None:
            item = Found(who, (cue.start, cue.end), (quotation.inner,), True, f"quoted:{rule}", cue.kind)
            stop = quotation.end
        else:
            stop = sentences_of(mask, self.start, self.end)[0].end
            part = (self.start, trimmed(mask.text, self.start, stop))
            item = Found(who, (cue.start, cue.end), (part,), False, f"reported:{rule}", cue.kind)
        self.found.append(item)
        self.floor.give(who)
        return stop

    def _refer(self, sentence: Sentence) -> None:
        """Whom the pronouns that begin a clause mean."""
        text = self.cast.mask.text
        if _ANYBODY.search(text, sentence.start, sentence.end) is None:
            return
        for number, (start, end) in enumerate(sentence.clauses):
            match = _POSSESSIVE.match(text, self.cast.skip(start, end), end)
            if match:
                who = self.floor.pronoun(match[0], sentence, number)
                if isinstance(who, Person):
                    self.pronouns.append((match.start(), match.end(), who))

    def _sentence(self, sentence: Sentence) -> None:
        text = self.cast.mask.text
        quotation = self.cast.mask.quotation_at(sentence.start)
        begin = sentence.start
        if quotation is not None:
            if not has_words(text, quotation.end, sentence.end):
                self.waiting.append(quotation)
                return
            if quotation.full or _ATTRIBUTED.match(text, quotation.end, sentence.end):
                self.waiting.append(quotation)
                begin = quotation.end
        number = len(self.found)
        speaker, foreign = self._cues(sentence, begin)
        if foreign:
            self.waiting.clear()
        self._settle()
        if speaker is None and not foreign:
            self._colon(sentence)
        if foreign and len(self.found) == number:
            self.floor.clear()
        elif len(self.found) == number and not self._goes_on(sentence):
            self.floor.narrate(sentence)

    def _cues(self, sentence: Sentence, begin: int) -> tuple[Entity | None, bool]:
        """Adds the statements of a sentence; who speaks in it, and whether somebody unknown does."""
        text, number = self.cast.mask.text, len(self.found)
        speaker: Entity | None = None
        foreign = False
        for cue in find_cues(text, self.cast.words, begin, sentence.end):
            if self.cast.names_at(cue.start, cue.end):
                continue
            clause = sentence.clause_at(cue.start)
            start = max(begin, sentence.clauses[clause][0])
            told = self.found[-1].parts[0][0] if len(self.found) > number else sentence.end
            if start < told <= cue.start:
                # a second verb in the clause of the first: 「讚揚甲並希望乙」 goes on, 「勉勵甲回應期望」 does not
                if not _AND.search(text, start, cue.start):
                    continue
                subject = Subject("none", start, cue.start)
            else:
                subject = subject_of(self.cast, start, cue.start)
            if subject.kind in ("unknown", "several"):
                foreign = foreign or (cue.kind == "say" and (cue.marked or cue.final))
                continue
            if foreign and subject.kind in ("none", "pronoun"):
                continue
            if cue.doubtful and (
                subject.kind == "none" or self.cast.skip(after_style(text, subject), cue.start) < cue.start
            ):
                continue
            who, rule = self.floor.who(subject, cue, sentence, clause, speaker, told)
            if who is None or (speaker is not None and who is not speaker and not speaks_for(speaker)):
                continue  # what somebody else says inside of it is the speaker's, but for a spokesperson
            item = self._statement(who, cue, sentence, rule)
            if item is None:
                continue
            self._append(replace(item, subject=subject.words))
            if speaker is None or not speaks_for(speaker):
                speaker = who
            self.floor.give(speaker)
        return speaker, foreign

    def _statement(self, who: Entity, cue: Cue, sentence: Sentence, rule: str) -> Found | None:
        text, verb = self.cast.mask.text, (cue.start, cue.end)
        quotation = self.cast.mask.quotation_at(cue.content)
        rest = quotation.inner if quotation is not None else (cue.content, trimmed(text, cue.content, sentence.end))
        if self.waiting and cue.kind == "say":
            parts = tuple(q.inner for q in self.waiting) + ((rest,) if not cue.final and rest[1] > rest[0] else ())
            self.waiting.clear()
            return Found(who, verb, parts, True, f"quoted_before:{rule}", cue.kind)
        if cue.final:
            if cue.kind in ("say", "announce") and (cue.colon or cue.end == self.end):
                self.floor.hanging = (who, cue, rule)
            return None
        if quotation is not None and (
            quotation.full or not has_words(text, quotation.end, sentence.end) or text[quotation.end] in "，；"
        ):
            return Found(who, verb, (quotation.inner,), True, f"quoted:{rule}", cue.kind)
        end = trimmed(text, cue.content, sentence.end)
        if end - cue.content < 2:
            return None
        return Found(who, verb, ((cue.content, end),), False, f"reported:{rule}", cue.kind)

    def _append(self, item: Found) -> None:
        """A statement ends where the next one of its speaker in the same sentence begins."""
        text = self.cast.mask.text
        last = self.found[-1] if self.found else None
        if last is not None and item.verb is not None and item.speaker is last.speaker:
            first, at = last.parts[-1][0], item.verb[0]
            if first <= at < last.end:
                head = self.cast.skip(first, at)
                pronoun = PRONOUN.match(text, head, at)
                if self.cast.skip(pronoun.end() if pronoun else head, at) >= at:
                    return  # 「表示，期待…」 and 「表示，他相信…」 are one statement
                clause = max(text.rfind("，", first, at), text.rfind("：", first, at))
                self.found[-1] = last.until(trimmed(text, first, clause if clause > first else at))
        self.found.append(item)

    def _settle(self) -> None:
        """Quotations that nobody claimed go on with what the speaker said before."""
        for quotation in self.waiting:
            if self.floor.speaker is None or not self.found or quotation.end - quotation.start < _SHORTEST:
                continue
            last = self.found[-1]
            told = max(last.end, last.verb[1]) if last.verb else last.end
            apart = has_words(self.cast.mask.text, told, quotation.start)
            if last.direct and len(last.parts) < _MOST_PARTS and not apart:
                self.found[-1] = replace(last, parts=(*last.parts, quotation.inner))
            else:
                self.found.append(Found(self.floor.speaker, None, (quotation.inner,), True, "quoted:carried"))
        self.waiting.clear()

    def _colon(self, sentence: Sentence) -> None:
        """A quotation behind a colon without a verb: 「…把策展比作補衣：“…”」."""
        text = self.cast.mask.text
        for number, (start, _) in enumerate(sentence.clauses[1:], 1):
            quotation = self.cast.mask.quotation_at(start)
            if quotation is None or text[start - 1] not in "：:" or has_words(text, quotation.end, sentence.end):
                continue
            if not quotation.full or quotation.end - quotation.start < _SHORTEST:
                continue
            if _LABEL.search(text, *sentence.clauses[number - 1]):
                continue
            who, kind = self.floor.colon(sentence, number)
            if who is not None:
                self.found.append(Found(who, None, (quotation.inner,), True, f"colon:{kind}"))
                self.floor.give(who)

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence without a verb of saying belongs to the statement before it, which then grows."""
        text = self.cast.mask.text
        last = self.found[-1] if self.found else None
        if last is None or last.speaker is not self.floor.speaker or last.direct:
            return False
        if has_words(text, last.end, sentence.start) or _NARRATES.match(text, sentence.start, sentence.end):
            return False
        subject = next(
            (s for clause in sentence.clauses[:3] if (s := clause_subject(self.cast, clause)).kind != "none"), None
        )
        if subject is not None and (subject.kind in _OTHERS or subject.entity is last.speaker):
            return False
        self.found[-1] = last.until(trimmed(text, sentence.start, sentence.end))
        return True


def read_paragraphs(page: Page, cast: Cast) -> Iterator[Paragraph]:
    """The paragraphs of a page in which something may be said, each read to its end."""
    floor = Floor(cast, signatory_of(page, cast))
    for line in page.lines:
        if line.kind not in _TOLD:
            continue
        start = line.start
        if page.dateline is not None and line.start <= page.dateline.start and page.dateline.end < line.end:
            start = page.dateline.end
        floor.next_paragraph(start)
        paragraph = Paragraph(cast, floor, start, line.end)
        paragraph.read()
        yield paragraph


_OTHERS = frozenset({"name", "title", "pronoun", "several", "spokesperson"})
_MOST_PARTS = 20  # of a split quotation
_SHORTEST = 10  # a shorter quotation that stands alone is emphasis
_ANYBODY = regex.compile("[他她]")
_POSSESSIVE = regex.compile(r"[他她](?![们国方日乡人])")
_NARRATES = regex.compile(
    r"随后|其后|会后|会前|会上|会中|席间|同日|当晚|当天|当日|典礼|仪式|启动礼|开幕式|据|他的|她的|图|（"
    r"|(?:活动|大会|论坛)(?:由|获|还|亦)"
)
_AND = regex.compile(r"[并且又](?:也|亦|进一步|特别|同时)?$")
_ATTRIBUTED = regex.compile(r"[，,]?[^，。；“”]{1,30}(?:$|[。！]$|[，：]“)")
_LABEL = regex.compile(r"主题|口号|题为|写着|标语|横幅|名为|简称|校训|格言|诗|歌")
