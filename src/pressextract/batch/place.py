"""Where a run writes: the output, and beside it the folder of the run; what is there already is not harmed."""

from __future__ import annotations

import shutil
from pathlib import Path

from pressextract.errors import BatchError
from pressextract.tables import TABLES

_TABLE_FILES = (".parquet", ".csv")


def prepared(out: Path, *, resume: bool, overwrite: bool) -> Path:
    """The folder of the run, made or found.

    Args:
        out: The output.
        resume: What is there is to be gone on with.
        overwrite: What is there is to be deleted, if a run has written it.

    Raises:
        BatchError: Something is there that is neither, or that no run has written.
        OSError: The folder cannot be made.
    """
    folder = out.with_name(f"{out.name}.run")
    if overwrite:
        _clear(out, folder)
    there = folder.exists() or (out.exists() and not (out.is_dir() and not any(out.iterdir())))
    if there and not resume:
        raise BatchError(f"{out} is there already, or was begun: resume goes on with it, overwrite begins anew")
    if out.exists() and not folder.exists() and there:
        raise BatchError(f"{out} is there, but without {folder.name}, which would say how far it is")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _clear(out: Path, folder: Path) -> None:
    """Delete what an earlier run has written; never anything else."""
    if out.is_dir():
        strange = [path.name for path in out.iterdir() if path.stem not in TABLES or path.suffix not in _TABLE_FILES]
        if strange:
            raise BatchError(f"{out} holds files that no run has written ({strange[0]} ...), so it is not deleted")
        shutil.rmtree(out)
    else:
        out.unlink(missing_ok=True)
    if (folder / "ledger.sqlite").exists():
        shutil.rmtree(folder)
