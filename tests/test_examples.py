"""The notebooks in ``examples/`` run from their first cell to their last, and show what they showed when they were saved."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "examples").glob("*.ipynb"))


def shown(book: nbformat.NotebookNode) -> list[list[str]]:
    """What each cell of code showed as text; pictures are told by their kind, as their bytes depend on the fonts."""
    return [[_said(one) for one in cell.outputs] for cell in book.cells if cell.cell_type == "code"]


def _said(output: nbformat.NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    kinds = " ".join(sorted(output.data))
    return kinds if "image/png" in output.data else f"{kinds}\n{output.data['text/plain']}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_showed(path: Path, monkeypatch: pytest.MonkeyPatch, root: Path):
    monkeypatch.setenv("PYTHONPATH", str(root / "src"))
    saved = nbformat.read(path, as_version=4)
    nbformat.validate(saved)
    fresh = nbformat.read(path, as_version=4)
    NotebookClient(fresh, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert shown(fresh) == shown(saved)
    assert all(cell.execution_count for cell in saved.cells if cell.cell_type == "code")


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == ["archive", "one_release"]
