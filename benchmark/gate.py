"""The quality gate: extracts every release of ``fixtures/`` and fails if a figure fell below its floor.

    python benchmark/gate.py            print the figures and compare them with floors.json
    python benchmark/gate.py --raise    raise the floors to the figures, rounded down (a floor never goes down), and
                                        write the figures into README.md and docs/evaluation.md, and the sample
                                        output into README.md

What the figures mean is said in scoring.py. Where a wider gold set and its scorer lie beside the project, they are run
too and their table is printed, but only fixtures/ decides.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pressextract
from pressextract.summary import draw_summary
from scoring import Tally, score, wrong_spans

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
README = ROOT / "README.md"
FIGURES_IN = (README, ROOT / "docs" / "evaluation.md")
SAMPLE = FIXTURES / "macau_charity_concert.txt"
FLOORS = Path(__file__).with_name("floors.json")
WIDER_SCORER = ROOT.parent / "shared" / "eval" / "score.py"
WIDER_GOLD = ROOT.parent / "shared" / "dev"


def measure(folder: Path) -> tuple[dict[str, Tally], int, int]:
    """The tallies over all NAME.txt + NAME.json of a folder, the number of documents and of wrong spans."""
    sums: defaultdict[str, Tally] = defaultdict(Tally)
    documents = wrong = 0
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt").read_text("utf-8")
        release = pressextract.extract(text).model_dump(mode="json")
        for name, tally in score(json.loads(path.read_text("utf-8")), release).items():
            sums[name] += tally
        wrong += len(wrong_spans(release))
        documents += 1
    return dict(sums), documents, wrong


def below(figures: dict[str, Tally], floors: dict[str, float]) -> list[str]:
    """What fell, in words; a figure without a floor or a floor without a figure is a fall too."""
    falls = [f"{name}: measured but without a floor" for name in figures.keys() - floors.keys()]
    for name, floor in floors.items():
        measured = figures[name].f1 if name in figures else 0.0
        if measured < floor:
            falls.append(f"{name}: {measured:.4f} is below its floor of {floor}")
    return sorted(falls)


def raised(figures: dict[str, Tally], floors: dict[str, float]) -> dict[str, float]:
    """The floors, each as high as its figure rounded down to a hundredth, none lower than it was."""
    return {name: max(floors.get(name, 0.0), math.floor(tally.f1 * 100) / 100) for name, tally in figures.items()}


def figures_block(figures: dict[str, Tally]) -> str:
    """The figures as README.md shows them."""
    rows = [f"| {name} | {t.precision:.2f} | {t.recall:.2f} | {t.f1:.2f} | {t.gold} |" for name, t in figures.items()]
    return "\n".join(["| | precision | recall | F1 | in the gold |", "| --- | --- | --- | --- | --- |", *rows])


def sample_block() -> str:
    """The output that README.md shows: what its first command prints."""
    release = pressextract.extract(SAMPLE.read_text("utf-8"))
    return f"```text\n{draw_summary(release, width=100)}```"


def with_block(page: str, name: str, block: str) -> str:
    """The page with what stands between its two marks of this name replaced."""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
    if len(marks.findall(page)) != 1:
        raise ValueError(f"the page must have one block {name}")
    return marks.sub(lambda found: f"{found[1]}{block}\n{found[2]}", page)


def main() -> int:
    """Measure, print, compare; the exit status is 1 if anything fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    lift: bool = parser.parse_args().lift

    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    figures, documents, wrong = measure(FIXTURES)
    if lift:
        floors = raised(figures, floors)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
        for path in FIGURES_IN:
            page = with_block(path.read_text("utf-8"), "figures", figures_block(figures))
            path.write_text(page, "utf-8")
        README.write_text(with_block(README.read_text("utf-8"), "sample", sample_block()), "utf-8")

    print(f"{documents} releases of fixtures/")
    print(f"{'':14}{'precision':>11}{'recall':>9}{'F1':>9}{'floor':>9}{'gold':>8}{'found':>8}")
    for name, tally in figures.items():
        rates = f"{tally.precision:11.3f}{tally.recall:9.3f}{tally.f1:9.3f}{floors.get(name, 0):9.2f}"
        print(f"{name:14}{rates}{tally.gold:8}{tally.found:8}")
    print(f"{'wrong offsets':14}{wrong:11}")
    _print_wider()

    falls = below(figures, floors) + ([f"offsets: {wrong} spans are wrong"] if wrong else [])
    for fall in falls:
        print(f"gate: {fall}", file=sys.stderr)
    return bool(falls)


def _print_wider() -> None:
    if not (WIDER_SCORER.exists() and WIDER_GOLD.is_dir()):
        print("\nno wider gold set beside the project: fixtures/ only")
        return
    print(f"\n{WIDER_GOLD.parent.name}/{WIDER_GOLD.name}, with its own scorer")
    sys.stdout.flush()
    subprocess.run([sys.executable, WIDER_SCORER, WIDER_GOLD], check=False, timeout=1800)


if __name__ == "__main__":
    sys.exit(main())
