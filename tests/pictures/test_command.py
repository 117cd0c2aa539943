"""``pressextract export --to graphml``: one graph of all the releases."""

from __future__ import annotations

from pathlib import Path

import networkx
from typer.testing import CliRunner

from pressextract.cli import app

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_several_releases_are_one_graph(tmp_path: Path):
    files = sorted(map(str, FIXTURES.glob("tw_*.txt")))
    out = tmp_path / "news.graphml"
    done = CliRunner().invoke(app, ["export", *files, "--to", "graphml", "-o", str(out)])
    assert done.exit_code == 0, done.output
    graph = networkx.read_graphml(out)
    assert {told["release"] for *_, told in graph.edges(data=True)} == {Path(file).stem for file in files}
    one = CliRunner().invoke(app, ["export", files[0], "--to", "graphml"])
    assert one.stdout.count("<graph ") == 1
    each = CliRunner().invoke(app, ["export", *files, "--to", "graphml", "-o", f"{tmp_path}/each/"])
    assert each.exit_code == 0
    assert len(list((tmp_path / "each").glob("*.graphml"))) == len(files)
    wrong = CliRunner().invoke(app, ["export", *files, "--to", "graphml", "--offsets", "utf-16"])
    assert wrong.exit_code == 2
