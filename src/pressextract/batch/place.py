"""Where a run writes: the output, and beside it the folder of the run; what is there already is not harmed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from pressextract.batch.ledger import Ledger
from pressextract.errors import BatchError
from pressextract.tables import TABLES

LEDGER = "ledger.sqlite"
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
    if out.name in ("", ".."):
        raise BatchError(f"{out} cannot be the output: name a file or folder inside it")
    if out.is_dir() and (out.is_symlink() or out.is_mount()):
        raise BatchError(
            f"{out} is a link or a mount point, which cannot be put in place whole: name a folder inside it"
        )
    folder = out.with_name(f"{out.name}.run")
    begun = (folder / LEDGER).exists()
    there = begun or (out.exists() and not (out.is_dir() and not any(out.iterdir())))
    if overwrite and there:
        _clear(out, folder)
    elif there and not resume:
        raise BatchError(f"{out} is there already, or was begun: resume goes on with it, overwrite begins anew")
    elif there and not begun:
        raise BatchError(f"{out} is there, but without {folder.name}, which would say how far it is")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _clear(out: Path, folder: Path) -> None:
    """Delete what an earlier run has written; never anything else, nor what a run is writing now."""
    if not (folder / LEDGER).exists():
        raise BatchError(f"{out} was not written by a run (there is no {folder.name}), so it is not deleted")
    if out.is_dir():
        strange = [path.name for path in out.iterdir() if path.stem not in TABLES or path.suffix not in _TABLE_FILES]
        if strange:
            raise BatchError(f"{out} holds files that no run has written ({strange[0]} ...), so it is not deleted")
    with Ledger(folder / LEDGER):
        if out.is_dir():
            shutil.rmtree(out)
        else:
            out.unlink(missing_ok=True)
        shutil.rmtree(folder)


def check_apart(out: Path, inputs: Iterable[str]) -> None:
    """See that a run does not read what it writes.

    Raises:
        BatchError: The output is one of the inputs, or lies in one.
    """
    place = out.resolve()
    for named in inputs:
        if named == "-":
            continue
        read = Path(named).resolve()
        if place == read or (read.is_dir() and read in place.parents):
            raise BatchError(f"{out} lies in {named}, which is to be read: write it elsewhere")
