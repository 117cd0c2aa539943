"""The model card: what is in the weights, from what, and every figure measured anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from training.calibrate import KINDS, Judged, chances_of, gold_releases, judge, reliability
from training.checked import read_checked
from training.corpora import Corpus, labelled_lines
from training.labelled import Line
from training.measure import (
    Score,
    lac_alone,
    recogniser_alone,
    sample,
    score_spans,
    spans_of_line,
    unseen_recall,
    whole_library,
)

_CLASSES = ("PERSON", "TITLE", "ORG", "PLACE", "EVENT")


def write_card(
    out: Path, corpora: dict[str, Corpus], held: list[Line], known: set[str], dev: Path | None, fixtures: Path
) -> None:
    """Measure the weights in ``out`` and write ``MODEL_CARD.md`` beside them.

    Args:
        out: The folder of the weights.
        corpora: What was read.
        held: Written sentences that were kept apart.
        known: All names of people in the text that was trained on.
        dev: A folder of releases with gold records, to measure confidences on; those of ``fixtures`` are left out.
        fixtures: The releases that confidences were fitted on.
    """
    weights = out / "recogniser.npz"
    lac, own, whole = lac_alone(), recogniser_alone(weights), whole_library(weights)
    checked = read_checked(corpora)
    by_hand = [one.by_hand for one in checked]
    silver = {one.by_hand.text: spans_of_line(one.silver) for one in checked}
    parts = [(Path(__file__).parent / "card.md").read_text(encoding="utf-8").rstrip(), "", "## Data", ""]
    parts += _table(
        ("data", "what", "licence", "used to"),
        [(f"[{c.name}]({c.source})", c.about, c.licence, c.use) for c in corpora.values()],
    )
    parts += ["", "`sentences/` were written for this library; everybody in them is invented.", "", "## Labels", ""]
    parts += [
        f"Silver labels against {len(by_hand)} sentences of held-out releases of the archives, read and put right by hand:", "",
        *_scores({"silver": score_spans(by_hand, lambda text: silver[text])}), "",
        "## The recogniser", "", "Mentions; a span is right if its class and both its ends are.", "",
    ]  # fmt: skip
    sets = {
        "checked sentences of the archives": by_hand,
        "written sentences kept apart": held,
        "UNER GSDSIMP dev (Simplified)": list(labelled_lines(corpora["uner_dev"].path)),
        "UNER GSD dev (Traditional)": list(labelled_lines(corpora["uner_dev_traditional"].path)),
        "CLUENER (1,500 of its sentences)": sample(list(labelled_lines(corpora["cluener"].path))),
        "ResumeNER dev": list(labelled_lines(corpora["resume"].path)),
    }
    for name, lines in sets.items():
        found = {"LAC alone": lac, "our spans": own, "extract": whole}
        parts += [f"### {name}", "", *_scores({who: score_spans(lines, find) for who, find in found.items()}), ""]
    parts += [
        "`extract` names a title only where somebody holds it, and no places; single sentences give it less to go by than",
        "releases do.", "", "## Names that were never seen", "",
        "Recall of people whose names occur in no text that was trained on (checked and written sentences):", "",
    ]  # fmt: skip
    unseen = {
        who: unseen_recall([*by_hand, *held], find, known) for who, find in (("our spans", own), ("extract", whole))
    }
    kinds = sorted(unseen["extract"], key=lambda kind: -unseen["extract"][kind].wanted)
    rows = [
        (kind, *(f"{unseen[who][kind].recall:.2f}" for who in unseen), str(unseen["extract"][kind].wanted))
        for kind in kinds
    ]
    parts += [*_table(("names", *unseen, "how many"), rows), "", "## Confidence", ""]
    if dev is not None:
        own_names = {path.read_text(encoding="utf-8") for path in fixtures.glob("*.txt")}
        apart = [(text, gold) for text, gold in gold_releases(dev) if text not in own_names]
        parts += _confidence(
            judge(apart, weights), json.loads((out / "calibration.json").read_text())["weights"], len(apart)
        )
    (out / "MODEL_CARD.md").write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


def _confidence(judged: dict[str, Judged], weights: dict[str, list[float]], releases: int) -> list[str]:
    lines = [
        "Fitted on the releases of `fixtures/`, measured on",
        f"{releases} other releases with gold records. ECE is the mean distance between confidence and the share that was right.",
        "",
    ]
    rows = []
    errors = []
    for kind in KINDS:
        error, table = reliability(chances_of(weights[kind], judged[kind].evidence), judged[kind].right)
        errors.append((kind, f"{error:.3f}", str(len(judged[kind].right))))
        rows += [
            (kind, f"{number / 10:.1f}-{(number + 1) / 10:.1f}", str(count), f"{mean:.2f}", f"{share:.2f}")
            for number, (count, mean, share) in enumerate(table)
            if count
        ]
    lines += [*_table(("what", "ECE", "found"), errors), ""]
    return [*lines, *_table(("what", "confidence", "found", "mean confidence", "share right"), rows)]


def _scores(scores: dict[str, dict[str, Score]]) -> list[str]:
    """A table of precision, recall and F1, for the classes that are labelled."""
    rows = []
    for who, classes in scores.items():
        for name in _CLASSES:
            one = classes[name]
            if one.wanted:
                row = (who, name, f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}", str(one.wanted))
                rows.append(row if one.found else (who, name, "-", "-", "-", str(one.wanted)))
    return _table(("what", "class", "precision", "recall", "F1", "labelled"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    head = tuple(head)
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows)]
