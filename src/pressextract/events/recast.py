"""Roles that depend on the event they are told of: who holds a signing signs, who is at a round table discusses."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pressextract.events.acts import Fit
from pressextract.events.draft import Draft
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames, load_frames

_BOTH = 2
_BEFORE = 8
_TAKES_PART = frozenset({"attendee", "party"})


def recast(fit: Fit, scene: Scene, draft: Draft, frames: Frames) -> Fit:
    """A fit with the roles that its people and bodies have in this event."""
    fit = _signing_together(_hosts_together(fit, scene), draft)
    return _presides(_at_the_table(fit, draft, frames), scene, draft, frames)


def _presides(fit: Fit, scene: Scene, draft: Draft, frames: Frames) -> Fit:
    """典禮由主席主持: outside the mainland who 主持 a ceremony officiates at it, unless it is a master of ceremonies."""
    if scene.page.script != "traditional" or draft.kind != "ceremony" or fit.frame.id != "moderator":
        return fit
    sentence = scene.sentences[fit.sentence]
    word = sentence.skeleton[slice(*fit.trigger)]
    named = scene.page.fold[sentence.offsets[max(0, fit.start - _BEFORE)] : sentence.offsets[fit.end]]
    if word != "主持" or frames.cue("compere").search(named):
        return fit
    return replace(fit, parts=tuple(replace(p, role="officiant") if p.role == "moderator" else p for p in fit.parts))


def _hosts_together(fit: Fit, scene: Scene) -> Fit:
    """甲与乙举办: both are co-hosts."""
    hosts = [p for p in fit.parts if p.role == "host"]
    if len(hosts) < 2 or "主办" in scene.sentences[fit.sentence].skeleton[slice(*fit.trigger)]:
        return fit
    between = scene.page.fold[hosts[0].end : hosts[-1].start]
    gaps = pairwise(hosts)
    allied = load_frames().cue("allied")
    behind = next((late.start for early, late in gaps if allied.search(scene.page.fold, early.end, late.start)), None)
    if behind is not None:  # 甲联同乙、丙举办: the first of them hosts, with the others
        return replace(
            fit,
            parts=tuple(replace(p, role="co_host") if p.role == "host" and p.start >= behind else p for p in fit.parts),
        )
    if not any(link in between for link in "与和及"):
        return fit
    return replace(fit, parts=tuple(replace(p, role="co_host") if p.role == "host" else p for p in fit.parts))


def _signing_together(fit: Fit, draft: Draft) -> Fit:
    """甲与乙举行签约仪式: both sign."""
    if draft.kind != "signing" or sum(p.role == "co_host" for p in fit.parts) < _BOTH:
        return fit
    return replace(fit, parts=tuple(replace(p, role="signatory") if p.role == "co_host" else p for p in fit.parts))


def _at_the_table(fit: Fit, draft: Draft, frames: Frames) -> Fit:
    """圆桌对话由甲主持，乙、丙参加: who takes part in a discussion discusses."""
    if fit.frame.id not in _TAKES_PART or not draft.occasion or not frames.cue("discussion").search(draft.head):
        return fit
    return replace(fit, parts=tuple(replace(p, role="panellist") if p.role == "attendee" else p for p in fit.parts))
