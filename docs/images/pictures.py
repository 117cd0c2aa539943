"""Draws the pictures of docs/pictures.md anew: ``python docs/images/pictures.py``."""

from __future__ import annotations

from pathlib import Path

import pressextract as px

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures"


def main() -> None:
    """Draw and save."""
    release = px.extract((FIXTURES / "hk_university_institute.txt").read_text("utf-8"))
    px.plot_network(release).save(HERE / "network.png", dpi=100)
    releases = [px.extract(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("hk_*.txt"))]
    px.plot_timeline(releases, most=20).save(HERE / "timeline.png", dpi=100)


if __name__ == "__main__":
    main()
