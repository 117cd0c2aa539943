"""The occasions of a page: all mentions of one occasion brought together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pressextract.entities.entity import Reference
from pressextract.events.acts import clause_of
from pressextract.events.draft import Draft, Part
from pressextract.events.masks import Sentence
from pressextract.events.naming import alike, best, clash, means, plain, shared
from pressextract.events.occasions import Occurrence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import GENERAL, OCCASION, load_frames

_SESSION = regex.compile(r"第[一二三四五六七八九十百零\d]+(?:次|届)(?:会议|大会|论坛)?")
_ANY = f"[{OCCASION}{GENERAL}]"
_BESIDE = regex.compile(f"[、及和]{_ANY}|{_ANY}[、及和]")
_OPEN_LIST = regex.compile("[^，。；]{0,60}?等")
_KNOWN_BACK = 40
_FORMS = 24
_SOON = 6
_LEAD = 6
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: in which sentence, at which sign, which occasion it means, and whether it is one of a list."""

    sentence: int
    sign: int
    draft: int
    listed: bool


def occasions_in(scene: Scene) -> tuple[list[Draft], list[Mention]]:
    """The occasions that are mentioned, in the order of the text, and the mentions."""
    book = _Book(scene)
    mentions: list[Mention] = []
    for number, sentence in enumerate(scene.sentences):
        for sign, occurrence in sorted(sentence.occasions.items()):
            listed = _is_listed(sentence, sign)
            at = book.enter(sentence, number, sign, occurrence, listed)
            if at is not None:
                mentions.append(Mention(number, sign, at, listed))
    return book.finished(mentions)


def _is_listed(sentence: Sentence, sign: int) -> bool:
    """Whether a mention stands in a list of three or more."""
    around = sentence.skeleton[max(0, sign - 4) : sign + 5]
    return len(_BESIDE.findall(around, overlapped=True)) >= 2


def _in_passing(sentence: Sentence, sign: int) -> bool:
    """Whether a mention stands in an open list: 音乐会、市集、体验活动等."""
    before, after = sentence.skeleton[max(0, sign - 1) : sign], sentence.skeleton[sign + 1 : sign + 2]
    return (before in ("、", "及", "和", "与") and after == "等") or (
        after == "、" and bool(_OPEN_LIST.match(sentence.skeleton, sign + 2))
    )


class _Book:
    """The occasions so far; the last forty are looked through for each new mention."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.drafts: list[Draft] = []
        self.forms: list[dict[str, tuple[int, tuple[int, int], bool]]] = []
        self.order: list[int] = []

    def enter(self, sentence: Sentence, number: int, sign: int, occurrence: Occurrence, listed: bool) -> int | None:
        """The occasion that a mention means, a new one if need be; None if it means none."""
        at = self._known(occurrence, number)
        if at is None and occurrence.name is None and (sign >= sentence.told or occurrence.head == "大会"):
            # 亲自主持的会议也有150余场: what somebody said brings in no occasion without a name.
            return None
        if at is None and (self._is_other_session(occurrence) or self._is_definite(occurrence)):
            return None
        if at is None:
            at = len(self.drafts)
            self.drafts.append(self._fresh(sentence, number, sign, occurrence))
            self.forms.append({})
        elif (
            not self.drafts[at].names
            and sentence.told > sign
            and self.scene.sentences[self.drafts[at].sentence].kind == "headline"
        ):
            self.drafts[at] = replace(self.drafts[at], sentence=number, clause=clause_of(sentence, sign, sign + 1))
        if occurrence.name:
            fold = self.scene.page.fold
            name = plain(fold[slice(*occurrence.name)])
            count, span, quoted = self.forms[at].get(name, (0, occurrence.name, False))
            quoted = quoted or occurrence.start < occurrence.name[0]
            if self.drafts[at].kind != occurrence.kind and "暨" in name:
                self.drafts[at] = replace(self.drafts[at], kind=occurrence.kind, head=occurrence.head)
            self.forms[at][name] = (count + (sentence.kind != "headline"), span, quoted)
            if len(self.forms[at]) != len(self.drafts[at].names) <= _FORMS:
                self.drafts[at] = replace(self.drafts[at], names=tuple(self.forms[at]))
        # The one told last is the first to be meant again; one that merely stood in a list comes behind.
        if not listed or at not in self.order:
            self.order = [other for other in self.order if other != at][1 - _KNOWN_BACK :]
            self.order.insert(len(self.order) if not listed else len(self.order) // 2, at)
        return at

    def _is_definite(self, occurrence: Occurrence) -> bool:
        """出席是项颁奖典礼, where a 表扬大会 was told: the same in other words, and no occasion of its own."""
        low, fold = occurrence.start, self.scene.page.fold
        told = occurrence.name is None and any(self._is_news(self.drafts[at]) for at in self.order)
        return told and bool(load_frames().cue("definite").search(fold, max(0, low - 2), low))

    def _is_news(self, draft: Draft) -> bool:
        """Whether the release itself tells of an occasion first, and not somebody who speaks."""
        sentence = self.scene.sentences[draft.sentence]
        return draft.trigger[0] < sentence.offsets[sentence.told]

    def _is_other_session(self, occurrence: Occurrence) -> bool:
        """第十一次会议, where the release tells of the twelfth: only mentioned."""
        if occurrence.name is None:
            return False
        name = plain(self.scene.page.fold[slice(*occurrence.name)])
        return bool(_SESSION.fullmatch(name)) and any(self.drafts[at].kind == occurrence.kind for at in self.order)

    def finished(self, mentions: list[Mention]) -> tuple[list[Draft], list[Mention]]:
        """The drafts, each under the best form of its name, and the mentions."""
        moved = self._paraphrased(mentions)
        if moved:
            mentions = [replace(m, draft=moved.get(m.draft, m.draft)) for m in mentions]
        meant: dict[int, list[Occurrence]] = {}
        passing: dict[int, bool] = {}
        for mention in mentions:
            sentence = self.scene.sentences[mention.sentence]
            meant.setdefault(mention.draft, []).append(sentence.occasions[mention.sign])
            passing[mention.draft] = passing.get(mention.draft, True) and _in_passing(sentence, mention.sign)
        out = []
        for at, (draft, forms) in enumerate(zip(self.drafts, self.forms, strict=True)):
            fullest = best(forms) if forms else ""
            if forms:
                draft = replace(draft, name=forms[fullest][1], rule="occasion.named", confidence=0.85)
            places = tuple(self._reference(one, fullest) for one in meant.get(at, ()))
            out.append(replace(draft, mentions=places, in_passing=passing.get(at, False)))
        return out, mentions

    def _reference(self, occurrence: Occurrence, fullest: str) -> Reference:
        if occurrence.name is None:
            return Reference(occurrence.start, occurrence.end, "nominal")
        same = plain(self.scene.page.fold[slice(*occurrence.name)]) == fullest
        return Reference(*occurrence.name, "name" if same else "alias")

    def _paraphrased(self, mentions: list[Mention]) -> dict[int, int]:
        """Occasions that only the headline names, in words of its own: the first of their sort in the body is meant."""
        headed = {m.draft for m in mentions if self._is_title(m.sentence)}
        told = {m.draft for m in mentions if not self._is_title(m.sentence)}
        moved = {}
        for at in sorted(headed - told):
            draft = self.drafts[at]
            twin = self._body_twin(draft, sorted(told))
            if twin is not None and not any(clash(a, b) for a in draft.names for b in self.drafts[twin].names):
                moved[at] = twin
                self.forms[twin] = self.forms[at] | self.forms[twin]
                self.forms[at] = {}
                self.drafts[at] = replace(draft, names=())
        return moved

    def _is_title(self, number: int) -> bool:
        kind = self.scene.sentences[number].kind
        return kind == "headline" or (kind == "heading" and number == 0)

    def _body_twin(self, draft: Draft, told: Sequence[int]) -> int | None:
        """The occasion of the body that a headline's one means: of the same head, else of the same kind and like words."""
        alike_heads = (b for b in told if self.drafts[b].head == draft.head and self.drafts[b].kind == draft.kind)
        twin = next((b for b in alike_heads if self.drafts[b].names), None)
        if twin is not None:
            return twin
        fold = self.scene.page.fold
        content = plain(fold[slice(*draft.trigger)])
        for b in told:
            other = self.drafts[b]
            if other.kind == draft.kind and other.sentence <= _LEAD:
                if not draft.names and not other.names:
                    return b
                words = plain(" ".join(other.names) or fold[slice(*other.trigger)])
                if len(shared(content.removesuffix(draft.head), words)) >= _ENOUGH:
                    return b
        return None

    def _fresh(self, sentence: Sentence, number: int, sign: int, occurrence: Occurrence) -> Draft:
        return Draft(
            kind=occurrence.kind,
            rule="occasion",
            trigger=(occurrence.start, occurrence.end),
            sentence=number,
            clause=clause_of(sentence, sign, sign + 1),
            confidence=0.68,
            head=occurrence.head,
            occasion=True,
        )

    def _known(self, occurrence: Occurrence, number: int) -> int | None:
        """Which of the occasions so far a mention means, if any."""
        fold = self.scene.page.fold
        recent = self.order[::-1]
        if occurrence.name:
            return self._named(plain(fold[slice(*occurrence.name)]), occurrence, number, recent)
        content = plain(fold[occurrence.start : occurrence.end])
        if load_frames().cue("this_one").search(fold, max(0, occurrence.start - 2), occurrence.start):
            this = next(
                (a for a in self.order if self.drafts[a].kind == occurrence.kind and self.drafts[a].names), None
            )
            if this is not None:
                return this
        for at in recent:
            draft = self.drafts[at]
            if draft.names:
                if means(content, occurrence, draft):
                    return at
                continue
            known = plain(fold[slice(*draft.trigger)])
            if known == draft.head and content.endswith(known) and number - draft.sentence <= _SOON:
                self.drafts[at] = replace(
                    draft, kind=occurrence.kind, head=occurrence.head, trigger=(occurrence.start, occurrence.end)
                )
                return at
            if known == content or (
                draft.head == occurrence.head and content != draft.head and known.endswith(content)
            ):
                return at
            if content == draft.head and number - draft.sentence <= 3:
                return at
        if content == occurrence.head:
            # 召开工作会议，局长主持会议: the general word means the occasion that was told just before
            return next((at for at in self.order if self._in_full(self.drafts[at], content, number)), None)
        return None

    def _in_full(self, draft: Draft, content: str, number: int) -> bool:
        """Whether a word is the end of the longer word under which an occasion without a name was told."""
        known = plain(self.scene.page.fold[slice(*draft.trigger)])
        return not draft.names and known != content and known.endswith(content) and number - draft.sentence <= 1

    def _named(self, wanted: str, occurrence: Occurrence, number: int, recent: Sequence[int]) -> int | None:
        best: tuple[int, int] | None = None
        for at in recent:
            for name in self.drafts[at].names:
                if alike(name, wanted, self.drafts[at], occurrence):
                    score = min(len(name), len(wanted)) + (100 if name == wanted else 0)
                    if best is None or score > best[0]:
                        best = (score, at)
        if best:
            return best[1]
        for at in recent[:3]:
            draft = self.drafts[at]
            if (
                not draft.names
                and draft.kind == occurrence.kind
                and draft.head == occurrence.head
                and number - draft.sentence <= 2
            ):
                return at
        return None


def own_bodies(scene: Scene, draft: Draft) -> tuple[list[Part], list[Part]]:
    """The bodies in the name of an occasion: the one it begins with, and the others."""
    if draft.name is None:
        return [], []
    low, high = draft.name
    at = bisect_left(scene.bodies, low, key=lambda m: m.start)
    inside = []
    while at < len(scene.bodies) and scene.bodies[at].end <= high:
        body = scene.bodies[at]
        inside.append(Part(body.entity, "target", body.start, body.end, "in_name"))
        at += 1
    if draft.head == "活动" and inside and inside[0].start > low:
        return [], inside  # 「青禾学院」开放活动: who or what the quotes name hosts nothing
    return [p for p in inside if p.start - low <= 1], [p for p in inside if p.start - low > 1]
