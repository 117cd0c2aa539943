"""Where a run writes: the output, and beside it the folder of the run; what is there already is not harmed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from pressextract.batch.forms import Form
from pressextract.batch.ledger import Ledger
from pressextract.errors import BatchError
from pressextract.sources.inputs import STANDARD_INPUT, read_by
from pressextract.tables import TABLES

LEDGER, LOG = "ledger.sqlite", "workers.log"
PARTS, WHOLE = "parts", "whole"
_TABLE_FILES = (".parquet", ".csv")


def folder_of(out: Path) -> Path:
    """The folder of the run that writes there.

    Raises:
        BatchError: Nothing can be written there whole.
    """
    if out.name in ("", ".."):
        raise BatchError(f"{out} cannot be the output: name a file or folder inside it")
    return out.with_name(f"{out.name}.run")


def part_of(parts: Path, number: int) -> Path:
    """The folder of what became of a shard."""
    return parts / f"{number:08}"


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
    folder = folder_of(out)
    if out.is_dir() and (out.is_symlink() or out.is_mount()):
        raise BatchError(
            f"{out} is a link or a mount point, which cannot be put in place whole: name a folder inside it"
        )
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


def check_apart(out: Path, form: Form, inputs: Iterable[str]) -> None:
    """See that a run does not read what it writes, now or when it goes on.

    Raises:
        BatchError: Something of it is one of the inputs, or lies in one.
    """
    folder = folder_of(out)
    held = [part_of(folder / PARTS, 0), folder / WHOLE, *([out] if form.folder else [])]
    files = [place / name for place in held for name in form.files]
    places = [out, folder, folder / LEDGER, folder / LOG, folder / WHOLE, *files]
    for named in inputs:
        if named != STANDARD_INPUT and (place := read_by(named, places)):
            raise BatchError(f"{place} lies in {named}, which is to be read: write {out} elsewhere")
