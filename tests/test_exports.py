"""The public names, and what importing the package costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pressextract as px

TABLES = ("pyarrow", "pandas", "polars", "pyspark", "duckdb", "networkx", "matplotlib")
HEAVY = ("spacy", "numpy", "jieba", "rjieba", "opencc", "pydantic", "rich", "typer", *TABLES)


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter holds after running the code."""
    script = f"import sys\n{code}\nprint(' '.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_public_names_are_sorted_and_all_there():
    assert px.__all__ == sorted(px.__all__)
    assert len(set(px.__all__)) == len(px.__all__)
    assert all(getattr(px, name) is not None for name in px.__all__)
    assert dir(px) == px.__all__


def test_public_names_say_where_they_come_from():
    for name in px.__all__:
        if name != "__version__":
            assert getattr(px, name).__module__.startswith("pressextract.")
            assert getattr(px, name).__doc__, name


def test_unknown_name():
    with pytest.raises(AttributeError, match="no attribute 'parse'"):
        _ = px.parse


def test_import_loads_nothing():
    loaded = modules_after("import pressextract")
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if name.startswith("pressextract")} == {"pressextract"}


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]])
def test_help_loads_no_model_and_no_dictionary(arguments: list[str]):
    loaded = modules_after(
        "from pressextract.cli import main\n"
        f"sys.argv = ['pressextract', *{arguments}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )
    assert not loaded & {"spacy", "numpy", "jieba", "rjieba", "opencc"}
    assert not any(name.startswith(("pressextract.knowledge", "pressextract.pipeline")) for name in loaded)


def test_normalise_loads_neither_spacy_nor_a_segmenter():
    loaded = modules_after("import pressextract as px; px.normalise('第 五屆論壇')")
    assert not loaded & {"spacy", "jieba", "rjieba"}


def test_extract_does_not_load_spacy():
    assert "spacy" not in modules_after("import pressextract as px; px.extract('董事長林致遠宣布辭任。')")


def test_libraries_of_tables_are_loaded_when_they_are_called_for():
    loaded = modules_after(
        "import pressextract as px; px.extract('董事長林致遠宣布辭任。'); px.to_arrow, px.to_pandas\n"
        "import pressextract.spark"
    )
    assert "pressextract.arrow" in loaded
    assert not loaded & set(TABLES)
