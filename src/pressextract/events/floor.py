"""Who has the word while a text is read, and whom a subject means from there."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pressextract.entities.entity import Person
from pressextract.events.antecedents import pronoun_means, title_means
from pressextract.events.cast import Cast, Entity
from pressextract.events.cues import Cue
from pressextract.events.sentences import Sentence
from pressextract.events.speakers import Subject, clause_subject


@dataclass(slots=True)
class Floor:
    """Who has the word; it changes as the sentences are read.

    Attributes:
        cast: Everybody of the release.
        signatory: Whom 本人 means.
        since: Where the paragraph begins.
        speaker: Who spoke last in this paragraph.
        topic: The person the last sentence was about.
        before: Who had the word at the end of the paragraph before.
        spoke: Who spoke last, in whatever paragraph.
        titled: Whom a title alone meant the last time.
        body: The body whose spokesperson spoke last.
        hanging: A verb at the end of a line, whose words stand in the next one: speaker, verb and rule.
    """

    cast: Cast
    signatory: Person | None = None
    since: int = 0
    speaker: Entity | None = None
    topic: Person | None = None
    before: Entity | None = None
    spoke: Entity | None = None
    titled: dict[str, Person] = field(default_factory=dict)
    body: Entity | None = None
    hanging: tuple[Entity, Cue, str] | None = None

    def next_paragraph(self, start: int) -> None:
        """The word goes on over the break only for those who look back for it."""
        self.since = start
        self.before = self.speaker or self.topic or self.before
        self.speaker = self.topic = None

    def give(self, speaker: Entity) -> None:
        """Somebody has spoken."""
        self.speaker = self.spoke = speaker
        self.topic = speaker if isinstance(speaker, Person) else None

    def clear(self) -> None:
        """Somebody unknown has spoken."""
        self.speaker = self.topic = self.before = None

    def narrate(self, sentence: Sentence) -> None:
        """A sentence without a statement may move the word to somebody else."""
        subject = clause_subject(self.cast, sentence.clauses[0])
        if subject.kind in ("name", "title"):
            who = self.meant(subject)
            if isinstance(who, Person) and not (self.speaker is not None and self._describes(subject)):
                if who is not self.speaker:
                    self.speaker = None
                self.topic = who
            return
        agent = self._agent(sentence)
        if agent is not None:
            self.speaker, self.topic = None, agent
        if self.speaker is not None or agent is not None:
            return
        for clause in reversed(sentence.clauses[1:]):
            if not self.cast.named_in(*clause):
                continue
            subject = clause_subject(self.cast, clause)
            if subject.kind == "name" and isinstance(subject.entity, Person):
                self.topic = subject.entity
                return

    def _agent(self, sentence: Sentence) -> Person | None:
        """Who takes a post in 「副主席由何安出任」."""
        start, end = sentence.clauses[0]
        for naming in self.cast.named_in(start, min(end, start + _NEAR)):
            if isinstance(naming.entity, Person) and _TAKES.match(self.cast.mask.text, naming.end):
                return naming.entity
        return None

    def who(
        self, subject: Subject, cue: Cue, sentence: Sentence, clause: int, speaker: Entity | None, told: int
    ) -> tuple[Entity | None, str]:
        """Whom the subject of a verb of saying means, and the name of the rule that says so.

        Args:
            subject: The subject as it stands.
            cue: The verb.
            sentence: The sentence of the verb.
            clause: The number of its clause.
            speaker: Who spoke before in the same sentence.
            told: Where what they said begins.
        """
        match subject.kind:
            case "name" | "organisation":
                return subject.entity, subject.kind
            case "spokesperson":
                self.body = subject.entity or self.body
                return self.body, subject.kind
            case "title":
                return self.meant(subject), subject.kind
            case "pronoun" if subject.text == "本人":
                return self.signatory, "signatory"
            case "pronoun":
                return self.pronoun(subject.text, sentence, clause, speaker), subject.kind
            case "none" if cue.zero:
                return self._left_out(cue, sentence, clause, speaker, told), "carried"
        return None, ""

    def meant(self, subject: Subject) -> Entity | None:
        """Whom a name or a title alone means; once a title is known, it goes on to mean the same person."""
        if subject.kind != "title":
            return subject.entity
        known = self.titled.get(subject.text)
        if known is not None and known in subject.candidates:
            return known
        who = title_means(subject, self.spoke, self.cast, self.since)
        if who is not None:
            self.titled[subject.text] = who
        return who

    def pronoun(self, text: str, sentence: Sentence, clause: int, speaker: Entity | None = None) -> Entity | None:
        """Whom 他 or 她 means as the subject of a clause."""
        near = self._subject_before(sentence, clause, bodies=False)[0]
        if self.body is not None and near is None and (speaker or self.speaker or self.before) is self.body:
            return self.body  # 「發言人說，…。他補充，…」
        return pronoun_means(text, speaker, near, self.speaker, self.topic, self.before)

    def colon(self, sentence: Sentence, clause: int) -> tuple[Person | None, str]:
        """The person whose words a quotation behind a colon is."""
        who, _, subject = self._subject_before(sentence, clause)
        return (who, subject.kind) if isinstance(who, Person) and subject is not None else (None, "")

    def _subject_before(
        self, sentence: Sentence, clause: int, *, bodies: bool = True
    ) -> tuple[Entity | None, int, Subject | None]:
        """The nearest subject among the clauses before this one, and the number of its clause."""
        for number in range(clause - 1, max(-1, clause - 1 - _CLAUSES), -1):
            subject = clause_subject(self.cast, sentence.clauses[number])
            match subject.kind:
                case "several":
                    return None, number, subject
                case "organisation" if not bodies:
                    continue
                case "name" | "organisation" | "spokesperson" | "title":
                    return self.meant(subject), number, subject
                case "pronoun":
                    return pronoun_means(subject.text, self.speaker, self.topic, self.before), number, subject
        return None, -1, None

    def _left_out(self, cue: Cue, sentence: Sentence, clause: int, speaker: Entity | None, told: int) -> Entity | None:
        """The speaker of a verb that has no subject of its own."""
        text = self.cast.mask.text
        if _LISTED.search(text, max(0, cue.start - 8), cue.start):
            return None
        near, number, subject = self._subject_before(sentence, clause)
        if speaker is not None:
            inside = isinstance(near, Person) and subject is not None and subject.start >= told
            return near if inside and speaks_for(speaker) else speaker
        if subject is not None and subject.kind == "several":
            return None
        if self.speaker is not None:
            moved = number == 0 and isinstance(near, Person) and subject is not None and not self._describes(subject)
            return near if moved else self.speaker
        if _FIRST_PERSON.search(text, max(self.since, cue.start - _NEAR), cue.start):
            return None  # a speech printed in full: the narrator is the speaker, and is not named
        if near is not None:
            other = not isinstance(near, Person) and self._other_subject(sentence, number + 1, clause)
            return None if other else near
        if subject is not None:
            return None
        if self.topic is not None:
            return self.topic
        return self.before if _GOES_ON.match(text, sentence.start) else None

    def _describes(self, subject: Subject) -> bool:
        """Whether the clause says what somebody is, which is no action of theirs."""
        return bool(_COPULA.match(self.cast.mask.text, subject.end))

    def _other_subject(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a clause in between has a thing as its subject."""
        for start, end in sentence.clauses[first:last]:
            word = self.cast.words.at(self.cast.skip(start, end))
            if word is not None and word.tag in ("n", "nz", "ORG", "LOC", "PER", "nw"):
                return True
        return False


def speaks_for(speaker: Entity) -> bool:
    """Whether somebody speaks for another."""
    return isinstance(speaker, Person) and any(
        post.title is not None and post.title.endswith(("發言人", "发言人")) for post in speaker.posts
    )


_NEAR = 200  # characters before a verb in which a first person is looked for
_FIRST_PERSON = regex.compile(r"我(?![国政方校市省县区院司局会党军驻外])")
_CLAUSES = 12  # clauses looked back in a sentence for a subject
_GOES_ON = regex.compile(r"并|亦|也|又|同时|另外|此外|最后|接着|随后")
_LISTED = regex.compile(r"(?:第?[一二三四五六七八九十]是?|其[一二三四五])[，、：]?[^，。；]{0,3}$")
_TAKES = regex.compile(r"[^，。；]{0,8}(?:出任|担任|接任|继任|接掌|获委任)")
_COPULA = regex.compile(r"[\u4e00-\u9fff]{0,6}?(?:是|(?<![作因成以认称])为|曾任|现任|曾|毕业)")
