"""``python -m training --data FOLDER``: the weights from the raw files, and the model card from the weights.

Steps, each with what it reads and what it makes:

1. corpora    the files of ``corpora.toml``                     checked against their digests
2. silver     the archives                                      labelled lines, by the rules over LAC's words
3. lines      silver, UNER, ``sentences/``                      lines with names, bodies and titles swapped
4. examples   lines                                             arrays: states, flags, marks
5. fit        arrays                                            ``recogniser.npz``
              (2 to 5 once more, the new recogniser helping the rules to label)
6. calibrate  the releases of ``fixtures/``                     ``calibration.json``
7. card       the weights, what was kept apart                  ``MODEL_CARD.md``

``--small`` goes the whole way on little, for the tests.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.build import FULL, SMALL, build


def main(arguments: list[str] | None = None) -> int:
    """Run the steps."""
    root = Path(__file__).parent.parent
    parser = argparse.ArgumentParser(prog="python -m training", description="Make the weights of the recogniser again.")
    parser.add_argument(
        "--data", type=Path, default=root.parent / "shared" / "data", help="folder of corpora.toml's files"
    )
    parser.add_argument(
        "--out", type=Path, default=root / "src" / "pressextract" / "weights", help="where to write them"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes for the silver labels")
    parser.add_argument("--small", action="store_true", help="a short run that shows that all steps work")
    chosen = parser.parse_args(arguments)
    if not chosen.data.is_dir() and not chosen.small:
        print(f"training: {chosen.data} is not there; the archives are needed to train on", file=sys.stderr)
        return 1
    build(chosen.data, chosen.out, SMALL if chosen.small else FULL, workers=chosen.workers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
