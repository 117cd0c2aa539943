"""Reads a paragraph for statements: verbs in order, and who has the word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from pressextract.entities.entity import Person
from pressextract.events.cues import Cue, CueKind, find_cues
from pressextract.events.references import pronoun_means, title_means
from pressextract.events.sentences import OPENING, Mask, Quotation, Sentence, sentences_of
from pressextract.events.speakers import PRONOUN, Cast, Entity, Subject

_NAMED = frozenset({"name", "organisation", "title", "pronoun", "spokesperson"})


@dataclass(frozen=True, slots=True)
class Found:
    """A statement before it becomes a record; a split quotation has several parts.

    ``rule`` says how the words stand and how the speaker was found: ``reported:name``, ``quoted:pronoun`` ...
    """

    speaker: Entity
    verb: tuple[int, int] | None
    parts: tuple[tuple[int, int], ...]
    direct: bool
    rule: str
    kind: CueKind = "say"

    @property
    def end(self) -> int:
        """Where the last of what was said ends."""
        return self.parts[-1][1]


@dataclass(slots=True)
class Floor:
    """Who has the word while a text is read.

    Attributes:
        speaker: Who spoke last in this paragraph.
        topic: The person the last sentence was about.
        before: Who had the word at the end of the paragraph before.
        titled: Whom a title alone meant the last time.
        body: The body whose spokesperson spoke last.
        hanging: A verb with a colon at the end of a line, whose words stand in the next one.
    """

    speaker: Entity | None = None
    topic: Person | None = None
    before: Entity | None = None
    titled: dict[str, Person] = field(default_factory=dict)
    body: Entity | None = None
    hanging: tuple[Entity, Cue, str] | None = None

    def next_paragraph(self) -> None:
        """The word goes on over the break only for those who look back for it."""
        self.before = self.speaker or self.topic or self.before
        self.speaker = self.topic = None

    def give(self, speaker: Entity) -> None:
        """Somebody has spoken."""
        self.speaker = speaker
        self.topic = speaker if isinstance(speaker, Person) else None


@dataclass(slots=True)
class Paragraph:
    """One paragraph while it is read; ``found`` grows sentence by sentence."""

    cast: Cast
    floor: Floor
    signatory: Person | None
    start: int = 0
    end: int = 0
    found: list[Found] = field(default_factory=list)
    waiting: list[Quotation] = field(default_factory=list)  # quotations whose speaker may follow

    @property
    def mask(self) -> Mask:
        """The masked text."""
        return self.cast.mask

    def read(self, start: int, end: int) -> list[Found]:
        """The statements of the paragraph from ``start`` to ``end``."""
        self.start, self.end = start, end
        if self.floor.hanging is not None:
            start = self._hung(start, end)
        for sentence in sentences_of(self.mask, start, end):
            self._sentence(sentence)
        self._settle()
        return self.found

    def _hung(self, start: int, end: int) -> int:
        """The words of a verb that ends the line before: the quotation, or the line."""
        assert self.floor.hanging is not None
        who, cue, rule = self.floor.hanging
        self.floor.hanging = None
        quotation = self.mask.quotation_at(start)
        sentences = sentences_of(self.mask, start, end)
        if quotation is not None:
            item = Found(who, (cue.start, cue.end), (quotation.inner,), True, f"quoted:{rule}", cue.kind)
            stop = quotation.end
        elif sentences:
            stop = sentences[0].end
            part = (start, _trim(self.mask.text, start, stop))
            item = Found(who, (cue.start, cue.end), (part,), False, f"reported:{rule}", cue.kind)
        else:
            return start
        self.found.append(item)
        self.floor.give(who)
        return stop

    def _sentence(self, sentence: Sentence) -> None:
        text = self.mask.text
        quotation = self.mask.quotation_at(sentence.start)
        begin = sentence.start
        if quotation is not None:
            if not _words(text, quotation.end, sentence.end):
                self.waiting.append(quotation)
                return
            if quotation.full or _ATTRIBUTED.match(text, quotation.end, sentence.end):
                self.waiting.append(quotation)
                begin = quotation.end
        speaker: Entity | None = None
        foreign = False
        number = len(self.found)
        for cue in find_cues(text, self.cast.words, begin, sentence.end):
            if self.cast.names_at(cue.start, cue.end):
                continue
            clause = sentence.clause_at(cue.start)
            start = max(begin, sentence.clauses[clause][0])
            if len(self.found) > number and start < self.found[-1].parts[0][0] <= cue.start:
                # a second verb in the clause of the first: 「讚揚甲並希望乙」 goes on, 「勉勵甲回應期望」 does not
                if not _AND.search(text, start, cue.start):
                    continue
                subject = Subject("none", start, cue.start)
            else:
                subject = self.cast.subject(start, cue.start)
            if subject.kind in ("unknown", "several"):
                foreign = foreign or (cue.kind == "say" and cue.marked)
                continue
            if foreign and subject.kind in ("none", "pronoun"):
                continue
            if cue.doubtful and (subject.kind == "none" or self.cast.skip(_after(text, subject), cue.start) < cue.start):
                continue
            who, rule = self._who(subject, cue, sentence, clause, speaker)
            if who is None or self._nested(who, subject, speaker):
                continue
            item = self._statement(who, cue, sentence, rule)
            if item is None:
                continue
            self._append(item)
            if speaker is None or not _speaks_for(speaker):
                speaker = who
            self.floor.give(speaker)
        self._settle()
        if speaker is None and not foreign:
            self._colon(sentence)
        if len(self.found) == number:
            if not self._goes_on(sentence, foreign):
                self._narrated(sentence, foreign)

    def _nested(self, who: Entity, subject: Subject, speaker: Entity | None) -> bool:
        """Whether a verb belongs to what somebody else says; a spokesperson's principal is let through."""
        if speaker is None or who is speaker:
            return False
        return not _speaks_for(speaker)

    def _who(
        self, subject: Subject, cue: Cue, sentence: Sentence, clause: int, speaker: Entity | None
    ) -> tuple[Entity | None, str]:
        """Whom a subject means, and the rule that says so."""
        floor = self.floor
        match subject.kind:
            case "name" | "organisation":
                return subject.entity, subject.kind
            case "spokesperson":
                floor.body = subject.entity or floor.body
                return floor.body, subject.kind
            case "title":
                return self._titled(subject), "title"
            case "pronoun" if subject.text in ("本人", "笔者"):
                return self.signatory, "signatory"
            case "pronoun":
                return self._pronoun(subject.text, sentence, clause, speaker), "pronoun"
            case "none" if cue.zero:
                return self._left_out(cue, sentence, clause, speaker), "none"
        return None, ""

    def _titled(self, subject: Subject) -> Person | None:
        """Whom a title alone means; once it is known, it goes on to mean the same person."""
        known = self.floor.titled.get(subject.text)
        if known is not None and known in subject.candidates:
            return known
        who = title_means(subject, self.floor.speaker or self.floor.before, self.cast, self.start)
        if who is not None:
            self.floor.titled[subject.text] = who
        return who

    def _pronoun(self, text: str, sentence: Sentence, clause: int, speaker: Entity | None) -> Entity | None:
        floor = self.floor
        near = self._subject_before(sentence, clause)[0]
        if floor.body is not None and near is None and (speaker or floor.speaker or floor.before) is floor.body:
            return floor.body  # 「發言人說，…。他補充，…」
        return pronoun_means(text, speaker, near, floor.speaker, floor.topic, floor.before)

    def _subject_before(self, sentence: Sentence, clause: int) -> tuple[Entity | None, int, Subject | None]:
        """The nearest subject among the clauses before this one, and the number of its clause."""
        for number in range(clause - 1, -1, -1):
            subject = self.cast.subject(*sentence.clauses[number])
            if subject.kind == "several":
                return None, number, subject
            if subject.kind in ("name", "organisation", "spokesperson"):
                return subject.entity, number, subject
            if subject.kind == "title":
                return self._titled(subject), number, subject
            if subject.kind == "pronoun":
                floor = self.floor
                return pronoun_means(subject.text, floor.speaker, floor.topic, floor.before), number, subject
        return None, -1, None

    def _left_out(self, cue: Cue, sentence: Sentence, clause: int, speaker: Entity | None) -> Entity | None:
        """The speaker of a verb that has no subject of its own."""
        text, floor = self.mask.text, self.floor
        if _LISTED.search(text, max(0, cue.start - 8), cue.start):
            return None
        near, number, subject = self._subject_before(sentence, clause)
        if speaker is not None:
            told_at = self.found[-1].parts[0][0]
            if _speaks_for(speaker) and near is not None and subject is not None and subject.start >= told_at and isinstance(near, Person):
                return near
            return speaker
        if subject is not None and subject.kind == "several":
            return None
        if floor.speaker is not None:
            moved = number == 0 and isinstance(near, Person) and subject is not None and not self._describes(subject)
            return near if moved else floor.speaker
        if near is not None:
            if not isinstance(near, Person) and self._other_subject(sentence, number + 1, clause):
                return None
            return near
        if subject is not None:
            return None
        if floor.topic is not None:
            return floor.topic
        return floor.before if _GOES_ON.match(text, sentence.start) else None

    def _describes(self, subject: Subject) -> bool:
        """Whether the clause says what somebody is, which is no action of theirs."""
        return bool(_COPULA.match(self.mask.text, subject.end))

    def _other_subject(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a clause in between has a thing as its subject."""
        for start, end in sentence.clauses[first:last]:
            word = self.cast.words.at(self.cast.skip(start, end))
            if word is not None and word.tag in ("n", "nz", "ORG", "LOC", "PER", "nw"):
                return True
        return False

    def _statement(self, who: Entity, cue: Cue, sentence: Sentence, rule: str) -> Found | None:
        text, verb = self.mask.text, (cue.start, cue.end)
        quotation = self.mask.quotation_at(cue.content)
        if self.waiting and cue.kind == "say":
            rest = quotation.inner if quotation is not None else (cue.content, _trim(text, cue.content, sentence.end))
            parts = tuple(q.inner for q in self.waiting) + ((rest,) if not cue.final and rest[1] > rest[0] else ())
            self.waiting.clear()
            return Found(who, verb, parts, True, f"quoted_before:{rule}", cue.kind)
        if cue.final:
            if cue.kind in ("say", "announce") and (cue.colon or cue.end == self.end):
                self.floor.hanging = (who, cue, rule)
            return None
        if quotation is not None and (
            quotation.full or not _words(text, quotation.end, sentence.end) or text[quotation.end] in "，；"
        ):
            return Found(who, verb, (quotation.inner,), True, f"quoted:{rule}", cue.kind)
        end = _trim(text, cue.content, sentence.end)
        if end - cue.content < 2:
            return None
        return Found(who, verb, ((cue.content, end),), False, f"reported:{rule}", cue.kind)

    def _append(self, item: Found) -> None:
        """A statement ends where the next one of its sentence begins."""
        text = self.mask.text
        if self.found and item.verb is not None:
            last = self.found[-1]
            first, end = last.parts[-1]
            if first <= item.verb[0] < end:
                head = self.cast.skip(first, item.verb[0])
                pronoun = PRONOUN.match(text, head, item.verb[0])
                if item.speaker is last.speaker and self.cast.skip(pronoun.end() if pronoun else head, item.verb[0]) >= item.verb[0]:
                    return  # 「表示，期待…」 and 「表示，他相信…」 are one statement
                if item.speaker is last.speaker:
                    clause = max(text.rfind("，", first, item.verb[0]), text.rfind("：", first, item.verb[0]))
                    cut = _trim(text, first, clause if clause > first else item.verb[0])
                    self.found[-1] = replace(last, parts=(*last.parts[:-1], (first, cut)))
        self.found.append(item)

    def _settle(self) -> None:
        """Quotations that nobody claimed go on with what the speaker said before."""
        for quotation in self.waiting:
            if self.floor.speaker is None or not self.found or quotation.end - quotation.start < 8:
                continue
            last = self.found[-1]
            told = max(last.end, last.verb[1]) if last.verb else last.end
            if last.direct and not _words(self.mask.text, told, quotation.start):
                self.found[-1] = replace(last, parts=(*last.parts, quotation.inner))
            else:
                self.found.append(Found(self.floor.speaker, None, (quotation.inner,), True, "quoted:none"))
        self.waiting.clear()

    def _colon(self, sentence: Sentence) -> None:
        """A quotation behind a colon without a verb: 「…把策展比作補衣：“…”」."""
        text = self.mask.text
        for number, (start, end) in enumerate(sentence.clauses[1:], 1):
            quotation = self.mask.quotation_at(start)
            if quotation is None or text[start - 1] not in "：:" or _words(text, quotation.end, sentence.end):
                continue
            if not quotation.full or quotation.end - quotation.start < 10:
                continue
            before = sentence.clauses[number - 1]
            if _LABEL.search(text, *before):
                continue
            who, _, subject = self._subject_before(sentence, number)
            if isinstance(who, Person) and subject is not None:
                self.found.append(Found(who, None, (quotation.inner,), True, f"colon:{subject.kind}"))
                self.floor.give(who)

    def _goes_on(self, sentence: Sentence, foreign: bool) -> bool:
        """Whether a sentence without a verb of saying belongs to the statement before it; the statement then grows."""
        text = self.mask.text
        if foreign or self.floor.speaker is None or not self.found:
            return False
        last = self.found[-1]
        if last.speaker is not self.floor.speaker or last.direct or _words(text, last.end, sentence.start):
            return False
        if _NARRATES.match(text, sentence.start, sentence.end):
            return False
        subject = self.cast.subject(*sentence.clauses[0])
        if subject.kind in ("name", "title", "pronoun", "several", "spokesperson") or subject.entity is last.speaker:
            return False
        end = _trim(text, sentence.start, sentence.end)
        self.found[-1] = replace(last, parts=(*last.parts[:-1], (last.parts[-1][0], end)))
        return True

    def _narrated(self, sentence: Sentence, foreign: bool) -> None:
        """A sentence without a statement may move the word to somebody else."""
        floor = self.floor
        if foreign:
            floor.speaker = floor.topic = floor.before = None
            return
        subject = self.cast.subject(*sentence.clauses[0])
        if subject.kind in ("name", "title") and not self._describes(subject):
            who = subject.entity if subject.kind == "name" else self._titled(subject)
            if isinstance(who, Person):
                if who is not floor.speaker:
                    floor.speaker = None
                floor.topic = who
            return
        for clause in reversed(sentence.clauses[1:]):
            subject = self.cast.subject(*clause)
            if subject.kind == "name" and isinstance(subject.entity, Person) and floor.speaker is None:
                floor.topic = subject.entity
                return


def _speaks_for(speaker: Entity) -> bool:
    """Whether somebody speaks for another."""
    return isinstance(speaker, Person) and any(post.title and post.title.endswith(("發言人", "发言人")) for post in speaker.posts)


_NARRATES = regex.compile(
    r"(?:随后|其后|会后|会前|会上|会中|席间|同日|当晚|当天|当日|典礼|仪式|启动礼|开幕式|据|他的|她的|图|活动(?:由|获|还|亦)|大会(?:由|获)|论坛(?:由|获)|（)"
)
_GOES_ON = regex.compile(r"(?:并|亦|也|又|同时|另外|此外|最后|接着|随后)")
_AND = regex.compile(r"[并且又](?:也|亦|进一步|特别|同时)?$")
_LISTED = regex.compile(r"(?:第?[一二三四五六七八九十]是?|其[一二三四五])[，、：]?[^，。；]{0,3}$")
_COPULA = regex.compile(r"[\u4e00-\u9fff]{0,6}?(?:是|为|亦为|曾任|现任|曾|毕业)")
_ATTRIBUTED = regex.compile(r"[，,]?[^，。；“”]{1,30}$|[，,]?[^，。；“”]{1,30}[。！]$|[，,]?[^，。；“”]{1,30}[，：]“")
_LABEL = regex.compile(r"主题|口号|题为|写着|标语|横幅|名为|简称|校训|格言|诗|歌")


def _after(text: str, subject: Subject) -> int:
    """The offset behind a subject and the title or honorific that follows its name."""
    match = _STYLE.match(text, subject.end)
    return match.end() if match else subject.end


_STYLE = regex.compile(r"[\x02 ]*(?:[\u4e00-\u9fff]{0,6}(?:长|席|任|授|士|生|理|监|官|裁|统|记|员|使|事|总|务|师|姐|者|人))?[\x02 ]*")


def _words(text: str, start: int, end: int) -> bool:
    """Whether anything but marks stands here."""
    return any(character.isalnum() or character == OPENING for character in text[start:end])


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "，,。；;：:！!、 　":
        end -= 1
    return end
