"""The body that a post means but does not name: 新任会长 in a release about one association."""

from __future__ import annotations

from pressextract.entities.chains import Bond
from pressextract.entities.organisations import Bodies, FoundBody
from pressextract.mentions.reading import Reading


def implied_body(reading: Reading, bond: Bond, bodies: Bodies) -> FoundBody | None:
    """The body of a kind that goes with the title, named before it in the release; None when in doubt.

    A title that is held without a body (记者, 市长) gets none. Among several bodies of the fitting kind the one that the
    release names most often is meant, if it is named at least twice or is the only one.
    """
    post = bond.post
    head = reading.vocabulary.titles.get(post.head)
    if head is None or head.alone or not head.bodies or head.weak:
        return None
    if post.title[1] - post.title[0] > len(post.head) + 6:
        return None
    counts = {
        body.key: sum(1 for start, _, _ in body.places)
        for body in bodies.found
        if body.kind in head.bodies and body.places[0][0] < post.start and body.parent is None
    }
    if not counts:
        return None
    best = max(counts.values())
    top = [key for key, count in counts.items() if count == best]
    if len(top) != 1 or (best < 3 and len(counts) > 1):
        return None
    return next(body for body in bodies.found if body.key == top[0])
