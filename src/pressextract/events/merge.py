"""One event told twice (headline, lead, body, caption) is one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import regex

from pressextract.entities.entity import Organisation, Person
from pressextract.events.draft import OCCASIONS, Draft, Part, with_parts
from pressextract.events.naming import plain
from pressextract.events.prizes import is_of_rite
from pressextract.events.scene import Scene
from pressextract.schema import EventKind, Role

_SOON = 12
_BARE = 2
_SPECIFIC = regex.compile(r"第[一二三四五六七八九十百\d]+[届次]|20\d\d|周年|首届|[「“《]")
_RECENT = timedelta(days=60)
_OF_THE_DAY: frozenset[EventKind] = OCCASIONS | {"measure", "award", "speech"}
_RELIEVED = regex.compile("免去|免除|辞去")
_ONCE_A_PERSON = frozenset({"speech", "departure"})
_RITES: frozenset[EventKind] = frozenset(
    {"signing", "establishment", "launch", "performance", "press_conference", "donation"}
)
_OPENED: frozenset[EventKind] = frozenset({"ceremony", "launch", "establishment"})
_TITLED: frozenset[EventKind] = frozenset({"signing", "establishment", "acquisition", "donation", "meeting"})
_MAIN: dict[str, tuple[Role, ...]] = {
    "appointment": ("appointee",), "award": ("recipient",), "signing": ("signatory",), "establishment": ("target",),
    "acquisition": ("target", "subject"), "investment": ("target",),
}  # fmt: skip


def once(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Joins drafts that tell the same event, and drops occasions that were only mentioned."""
    into: dict[int, int] = {}
    kept: list[int] = []
    revived: set[int] = set()
    out = dict(enumerate(drafts))
    by_key: dict[tuple[object, ...], list[int]] = {}
    headed: dict[EventKind, int] = {}
    for at, draft in enumerate(drafts):
        if not draft.occasion and draft.kind in _TITLED and scene.sentences[draft.sentence].kind == "headline":
            headed[draft.kind] = at
    rites = {kind: [at for at, d in enumerate(drafts) if d.occasion and d.held and d.kind == kind] for kind in _RITES}
    for at in sorted(out, key=lambda a: (drafts[a].occasion is False, drafts[a].sentence, drafts[a].trigger)):
        draft = out[at]
        if draft.occasion and not _stands(scene, draft):
            continue
        twin = _rite(scene, draft, out, rites.get(draft.kind, ())) if not draft.occasion else None
        if twin is None:
            twin = _twin(scene, draft, out, by_key)
        if twin is None and draft.rule == "signing.for":
            twin = next((a for a in reversed(kept) if out[a].kind == "signing" and _near(out[a], draft)), None)
        if twin is not None and headed.get(draft.kind) == twin:
            headed.pop(draft.kind)  # the body has told what the headline tells
        if twin is None and not draft.occasion:
            twin = _headed(scene, draft, out, headed)
            if twin is not None:
                out[twin] = replace(out[twin], parts=())
        if twin is None:
            kept.append(at)
            keyed = at
        else:
            into[at] = twin
            out[twin] = _joined(scene, out[twin], draft)
            if drafts[twin].occasion and not _stands(scene, drafts[twin]) and twin not in revived:
                revived.add(twin)
                kept.append(twin)  # a rite with nobody in it, until now
            keyed = twin
        for key in _keys(scene, out[keyed]):
            if keyed not in by_key.setdefault(key, []):
                by_key[key].append(keyed)
    for at in kept:
        out[at] = _completed(scene, out[at], out)
    # What a session passed that only somebody's words mention is no news.
    kept = [at for at in kept if not _long_ago(scene, out[at])]
    told = set(kept)
    kept = [at for at in kept if out[at].rule != "measure.session" or out[at].parent in told]
    kept = [at for at in kept if (p := out[at].parent) is None or not is_of_rite(scene, out[at], drafts[p])]
    kept = [at for at in kept if not _is_summary(out[at], (out[other] for other in kept if other != at))]
    numbers = {at: n for n, at in enumerate(kept)}
    return [_moved(out[at], at, into, numbers) for at in kept]


def _moved(draft: Draft, at: int, into: Mapping[int, int], numbers: Mapping[int, int]) -> Draft:
    """A draft with its larger event under the number that it has now; one that was joined with its own has none."""
    if draft.parent is None:
        return draft
    larger = into.get(draft.parent, draft.parent)
    return replace(draft, parent=numbers.get(larger) if larger != at else None)


def _stands(scene: Scene, draft: Draft) -> bool:
    """Whether an occasion is told and not only mentioned; one without a name must have somebody in it."""
    if not draft.held or not (draft.name or draft.parts):
        return False
    if draft.in_passing and not draft.parts and draft.start is None:
        return draft.name is not None and bool(_SPECIFIC.search(scene.page.fold, *draft.name))
    bare = (
        draft.name is None and plain(scene.page.fold[slice(*draft.trigger)]) == draft.head and len(draft.head) == _BARE
    )
    return not bare or len(draft.parts) > 1 or draft.start is not None


def _long_ago(scene: Scene, draft: Draft) -> bool:
    """Whether it was long before the day the release bears: what was held or given then is told as background.

    A company's deals of the year are news of its results; and what the headline or the lead tells is news.
    """
    if draft.kind not in _OF_THE_DAY or scene.anchor is None or draft.start is None or draft.start.startswith("--"):
        return False
    if (draft.end or draft.start) >= (scene.anchor - _RECENT).isoformat():
        return False
    return draft.kind == "measure" or scene.sentences[draft.sentence].kind not in ("headline", "lead")


def _is_summary(draft: Draft, others: Iterable[Draft]) -> bool:
    """A conferment told in general (向七位人士颁授…), where the prizes are told one by one as well."""
    if draft.rule != "award.given" or draft.name or any(p.role == "recipient" for p in draft.parts):
        return False
    awarders = {p.entity.id for p in draft.parts if p.role == "awarder"}
    given = (o for o in others if o.kind == "award" and any(p.role == "recipient" for p in o.parts))
    return any(awarders & {p.entity.id for p in o.parts if p.role == "awarder"} for o in given)


def _near(early: Draft, late: Draft) -> bool:
    return abs(late.sentence - early.sentence) <= _SOON


def _headed(scene: Scene, draft: Draft, out: dict[int, Draft], headed: dict[EventKind, int]) -> int | None:
    """The act that the headline tells, told first in the body under other names."""
    at = headed.get(draft.kind)
    if at is None or out[at] is draft or scene.sentences[draft.sentence].kind == "headline":
        return None
    headed.pop(draft.kind)
    fold = scene.page.fold
    return at if fold[slice(*out[at].trigger)][-2:] == fold[slice(*draft.trigger)][-2:] else None


def _keys(scene: Scene, draft: Draft) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = [(draft.kind, part.entity.id, part.role) for part in draft.parts]
    if draft.kind == "signing" and draft.name:
        keys.append((draft.kind, "name", plain(scene.page.fold[slice(*draft.name)])))
    return keys


def _rite(scene: Scene, draft: Draft, out: dict[int, Draft], rites: Sequence[int]) -> int | None:
    """The ceremony in which an act of its own kind was done: a signing told beside its 签约仪式 is that event."""
    for at in rites:
        rite = out[at]
        headed = scene.sentences[draft.sentence].kind == "headline"
        if draft.kind == "signing" and (draft.name is None or rite.names or headed):
            near = abs(draft.sentence - rite.sentence) <= 12
            shared = {p.entity.id for p in rite.parts} & {p.entity.id for p in draft.parts}
            if shared or (near and scene.sentences[draft.sentence].line - scene.sentences[rite.sentence].line <= 2):
                return at
        if (
            draft.kind in ("performance", "press_conference", "donation")
            and scene.sentences[draft.sentence].line == scene.sentences[rite.sentence].line
        ):
            return at
        if (
            draft.kind == "establishment"
            and not rite.names
            and abs(scene.sentences[draft.sentence].line - scene.sentences[rite.sentence].line) <= 3
        ):
            return at
        targets = [p for p in draft.parts if p.role == "target"]
        if any(
            plain(p.entity.fold_name) in name or plain(scene.page.fold[p.start : p.end]) in name
            for p in targets
            for name in rite.names
        ):
            return at
    return None


def _twin(scene: Scene, draft: Draft, out: dict[int, Draft], by_key: dict[tuple[object, ...], list[int]]) -> int | None:
    if draft.occasion:
        return None
    candidates = sorted({at for key in _keys(scene, draft) for at in by_key.get(key, ())[-8:]}, reverse=True)
    for at in candidates:
        if _same(scene, out[at], draft):
            return at
    return None


def _main(draft: Draft) -> frozenset[str]:
    roles = _MAIN.get(draft.kind)
    found = frozenset(p.entity.id for p in draft.parts if roles is None or p.role in roles)
    return found or frozenset(p.entity.id for p in draft.parts)


def _same(scene: Scene, early: Draft, late: Draft) -> bool:
    if early.kind in _ONCE_A_PERSON:
        # 辞去…职务 and 免去…职务 of one person are two clauses of a list, and two events.
        fold = scene.page.fold
        return not all(_RELIEVED.search(fold, *d.trigger) for d in (early, late))
    if early.start and late.start and early.start != late.start:
        return False
    mine, other = _main(early), _main(late)
    if not mine & other:
        # Two that sign one and the same paper, told apart.
        return early.kind == "signing" and early.name is not None and late.name is not None
    titled = "headline" in (scene.sentences[early.sentence].kind, scene.sentences[late.sentence].kind)
    if early.kind == "meeting" and not titled:
        if not (mine <= other or other <= mine):
            return False
        fold = scene.page.fold
        return fold[slice(*early.trigger)][-2:] == fold[slice(*late.trigger)][-2:]
    if early.rule == "appointment.roster" and late.trigger[0] > max(part.start for part in early.parts):
        return mine == other  # 甲当选董事长, told behind the list of the board, is another office
    if early.kind == "appointment":
        return (late.sentence > early.sentence or mine == other) and (mine <= other or other <= mine or titled)
    if early.kind in ("award", "signing", "investment"):
        names = {plain(scene.page.fold[slice(*d.name)]) for d in (early, late) if d.name}
        return len(names) < 2 or (titled and early.kind != "investment")
    return True


def _joined(scene: Scene, early: Draft, late: Draft) -> Draft:
    if scene.sentences[early.sentence].kind == "headline":
        # What the body says is fuller and stands in whole sentences.
        early = replace(
            early,
            place=late.place or early.place,
            start=late.start or early.start,
            end=late.end if late.start else early.end,
            dated=late.dated if late.start else early.dated,
        )
    return replace(
        early,
        parts=with_parts(early.parts, late.parts),
        name=early.name or late.name,
        names=early.names or late.names,
        start=early.start or late.start,
        end=early.end or (late.end if not early.start else None),
        dated=early.dated if early.start else late.dated,
        mentions=early.mentions + late.mentions,
        place=early.place or late.place,
        theme=early.theme or late.theme,
        attendance=early.attendance or late.attendance,
        amounts=early.amounts or late.amounts,
        parent=early.parent if early.parent is not None else late.parent,
    )


def _signed(scene: Scene, draft: Draft) -> Draft:
    """The parties of a signing: those who hold its ceremony together, and those for whom somebody signs."""
    hosts = [p for p in draft.parts if p.role in ("host", "co_host")]
    bodies = [p for p in draft.parts if p.role == "signatory" and isinstance(p.entity, Organisation)]
    if len(hosts) > 1 and not bodies:
        parties = tuple(replace(p, role="signatory") for p in hosts)
        draft = replace(draft, parts=with_parts(tuple(p for p in draft.parts if p not in hosts), parties))
        bodies = list(parties)
    if len(bodies) > 1:
        return draft
    signers = {p.start for p in draft.parts if p.role == "signatory"}
    found = tuple(
        Part(body.entity, "signatory", body.start, body.end, "signs_for")
        for sentence in scene.sentences
        if any(sentence.start <= at < sentence.end for at in signers)
        for group in sentence.groups.values()
        if signers & {member.start for member in group.members}
        for body in group.bodies
    )
    if not found and not bodies:
        found = tuple(_of_signers(scene, draft))
    return replace(draft, parts=with_parts(draft.parts, found))


def _of_signers(scene: Scene, draft: Draft) -> Iterator[Part]:
    """The bodies that those who sign head, where the text names no party: 兩校校長代表雙方簽署."""
    known = {body.id: body for body in scene.entities.organisations}
    for part in draft.parts:
        if part.role == "signatory" and isinstance(part.entity, Person):
            posts = (post.organisation_id for post in part.entity.posts if post.status == "current")
            body = known.get(next(posts, None) or "")
            if body is not None:
                yield Part(body, "signatory", part.start, part.end, "signs_for")


def _completed(scene: Scene, draft: Draft, out: dict[int, Draft]) -> Draft:
    """What goes without saying: who signs for a body binds it; at a conferment the host confers."""
    if draft.kind in _OPENED:
        # 主持启动礼 is to open it; whoever does so is no compère.
        opens = {p.entity.id for p in draft.parts if p.role == "officiant"}
        kept = tuple(p for p in draft.parts if p.role != "moderator" or p.entity.id not in opens)
        if len(kept) < len(draft.parts):
            draft = replace(draft, parts=kept)
    if draft.kind == "signing" and draft.parts:
        return _signed(scene, draft)
    if draft.rule == "measure.session" and draft.parent is not None:
        # What a session passes, the body passes whose session it is.
        hosts = tuple(replace(p, role="subject") for p in out[draft.parent].parts if p.role == "host")
        return replace(draft, parts=with_parts(draft.parts, hosts))
    if draft.kind == "award" and draft.parent is not None and not any(p.role == "awarder" for p in draft.parts):
        larger = out[draft.parent]
        if larger.name and any(word in scene.page.fold[slice(*larger.name)] for word in ("颁授", "学位", "毕业")):
            hosts = tuple(replace(p, role="awarder") for p in larger.parts if p.role == "host")
            return replace(draft, parts=with_parts(draft.parts, hosts))
    return draft
