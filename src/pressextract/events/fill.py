"""Events out of a page: occasions and acts, told once each, with who, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pressextract.entities.entity import Entities, Reference
from pressextract.events.acts import acts_of
from pressextract.events.addresses import addresses_of
from pressextract.events.confidence import Weigh, event_evidence, weigh_event
from pressextract.events.draft import Draft, Part, Stretch
from pressextract.events.held import occasions_in
from pressextract.events.merge import once
from pressextract.events.notices import read_notices
from pressextract.events.parts import part_of
from pressextract.events.personnel import personnel_of, with_appointer
from pressextract.events.prizes import handed_at, one_podium, prizes_of, without_listed
from pressextract.events.roles import take_roles
from pressextract.events.scene import Scene, read_scene
from pressextract.events.settle import settle
from pressextract.events.told import Told
from pressextract.knowledge.frames import Frames, load_frames
from pressextract.schema import Event
from pressextract.text.page import Page
from pressextract.tokens.word import Word


def find_events(
    page: Page,
    words: Sequence[Word],
    entities: Entities,
    *,
    anchor: date | None,
    frames: Frames | None = None,
    told: Told | None = None,
    weigh: Weigh = weigh_event,
) -> tuple[Event, ...]:
    """The events that a release announces or reports, in the order of the text.

    Args:
        page: The release.
        words: The recogniser's words over the fold.
        entities: Its people and organisations.
        anchor: The day that 今日 means, where it is known.
        frames: Other frames than those that come with the library.
        told: What is said in the release, where it was read before: who speaks where a clause leaves it out.
        weigh: What turns the evidence for an event into its confidence.
    """
    frames = frames or load_frames()
    scene = read_scene(page, words, entities, anchor, frames, told.pronouns if told else ())
    occasions, mentions = occasions_in(scene)
    prizes = prizes_of(scene, frames)
    acts = one_podium(scene, without_listed(acts_of(scene, frames), prizes))
    spoken = addresses_of(scene, frames, told.found, acts) if told is not None else []
    drafts = occasions + acts + prizes + spoken + personnel_of(scene, frames, acts)
    with_appointer(scene, frames, drafts)
    anchors = take_roles(scene, frames, drafts, mentions)
    read_notices(scene, frames, drafts, mentions)
    settle(scene, frames, drafts, mentions, anchors)
    part_of(scene, frames, drafts, anchors, mentions)
    handed_at(scene, drafts)
    drafts = [_to_come(scene, draft) for draft in once(scene, drafts)]
    return _records(scene, drafts, weigh)


def _records(scene: Scene, drafts: Sequence[Draft], weigh: Weigh) -> tuple[Event, ...]:
    order = sorted(range(len(drafts)), key=lambda at: (drafts[at].trigger, drafts[at].kind, at))
    ids = {at: f"e{number}" for number, at in enumerate(order, start=1)}
    return tuple(_record(scene, drafts[at], ids[at], ids, weigh) for at in order)


def _record(scene: Scene, draft: Draft, name: str, ids: dict[int, str], weigh: Weigh) -> Event:
    page = scene.page
    backed = [("name", draft.name), ("date", draft.dated), ("place", draft.place), ("theme", draft.theme)]
    backed += [("attendance", draft.attendance), *(("amount", span) for span in draft.amounts)]
    # One validation of the whole: participants and their spans made one by one take several times as long.
    return Event.model_validate(
        {
            "id": name,
            "kind": draft.kind,
            "status": draft.status,
            "name": _text(page, draft.name),
            "trigger": page.span_fields(*draft.trigger),
            "start": draft.start,
            "end": draft.end,
            "place": _text(page, draft.place),
            "theme": _text(page, draft.theme),
            "attendance": _text(page, draft.attendance),
            "amounts": tuple(page.surface(*span) for span in draft.amounts),
            "part_of": ids.get(draft.parent) if draft.parent is not None else None,
            "participants": tuple(
                {
                    "entity_id": _id(p),
                    "name": p.entity.name,
                    "role": p.role,
                    "span": page.span_fields(p.start, p.end),
                    "rule": p.rule,
                }
                for p in draft.parts
            ),
            "evidence": page.span_fields(*draft.clause),
            "rule": draft.rule,
            "confidence": weigh(event_evidence(draft)),
            "grounds": tuple({**page.span_fields(*span), "slot": slot} for slot, span in backed if span is not None),
            "mentions": tuple(
                {**page.span_fields(m.start, m.end), "kind": m.kind} for m in sorted(draft.mentions, key=_in_order)
            ),
        }
    )


def _to_come(scene: Scene, draft: Draft) -> Draft:
    """An occasion on a day after the one the release bears is planned, whatever its words say (…10/3登場)."""
    if not draft.occasion or draft.status != "reported" or scene.anchor is None or draft.start is None:
        return draft
    return replace(draft, status="planned") if draft.start > scene.anchor.isoformat() else draft


def _in_order(reference: Reference) -> Stretch:
    return reference.start, reference.end


def _id(part: Part) -> str | None:
    """Cities and delegations that take part have no record of their own."""
    return None if part.entity.rule in ("place", "delegation") else part.entity.id


def _text(page: Page, stretch: Stretch | None) -> str | None:
    return page.surface(*stretch) if stretch else None
