"""``pressextract export``: releases in the formats of others, one by one or together."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressextract.cli.reading import Published, Unit, read_release
from pressextract.cli.writing import refuse_inputs, whole_file
from pressextract.errors import ExportError

if TYPE_CHECKING:
    from pressextract.exports.offsets import OffsetUnit
    from pressextract.schema import PressRelease


class Format(StrEnum):
    """What a release is written as."""

    json = "json"
    jsonld = "jsonld"
    popolo = "popolo"
    conll = "conll"
    label_studio = "label-studio"
    brat = "brat"
    prodigy = "prodigy"
    graphml = "graphml"


_ENDINGS = {
    Format.json: ".json", Format.jsonld: ".jsonld", Format.popolo: ".popolo.json", Format.conll: ".conll",
    Format.label_studio: ".label-studio.json", Format.brat: ".ann", Format.prodigy: ".jsonl",
    Format.graphml: ".graphml",
}  # fmt: skip
_TOGETHER = (
    Format.json,
    Format.conll,
    Format.label_studio,
    Format.prodigy,
    Format.graphml,
)  # several releases make one file
_FIXED = {
    Format.jsonld: "Web Annotation counts code points",
    Format.brat: "brat counts code points",
    Format.prodigy: "Prodigy counts code points",
    Format.graphml: "a graph counts code points",
}


def export(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Releases, as for extract; - reads one from standard input."),
    ],
    form: Annotated[Format, typer.Option("--to", "-t", help="What to write.")],
    out: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A file, or a folder with a file for each release; - is standard output.",
        ),
    ] = "-",
    offsets: Annotated[
        Unit, typer.Option(help="What offsets count: code points, units of UTF-16, or bytes of UTF-8.")
    ] = Unit.codepoint,
    published: Published = None,
) -> None:
    """Write releases as JSON, JSON-LD, Popolo, CoNLL, Label Studio tasks, brat standoff, Prodigy tasks or GraphML.

    Several releases make one file as json, conll, label-studio, prodigy and graphml; as the others, or if OUT is a folder (there
    already, or written with a / at its end), a file each. brat is always a folder.
    """
    if form in _FIXED and offsets is not Unit.codepoint:
        raise typer.BadParameter(f"{_FIXED[form]}, and no {offsets.value}", param_hint="--offsets")
    folder = _folder(inputs, form, out)
    if folder is None and form is Format.graphml:
        _write_graph(inputs, out, published)
    elif folder is None:
        _write_together(inputs, form, out, offsets, published)
    else:
        _write_each(inputs, form, folder, offsets, published)


def _folder(inputs: list[str], form: Format, out: str) -> Path | None:
    """The folder to write into, or None for one file or standard output."""
    several = len(inputs) > 1
    if form is Format.brat or (several and form not in _TOGETHER):
        if out == "-":
            why = (
                "brat reads two files" if form is Format.brat else f"several releases as {form.value} are several files"
            )
            raise typer.BadParameter(f"{why}: say a folder with -o", param_hint="--output")
        if Path(out).exists() and not Path(out).is_dir():
            raise ExportError(f"{out}: there is a file, and a folder is needed")
        return Path(out)
    is_folder = out != "-" and (out.endswith(("/", os.sep)) or Path(out).is_dir())
    return Path(out) if is_folder else None


def _write_together(inputs: list[str], form: Format, out: str, offsets: Unit, published: date | None) -> None:
    pages: Iterator[str] = (_page(file, read_release(file, published), form, offsets) for file in inputs)
    if form is Format.label_studio:
        pages = _one_array(pages)
    if out == "-":
        # All is made before anything is written: half a JSON array helps nobody.
        typer.echo("".join(pages).encode("utf-8"), nl=False)
        return
    refuse_inputs(Path(out), inputs)
    with whole_file(Path(out)) as write:
        for page in pages:
            write(page)


def _write_graph(inputs: list[str], out: str, published: date | None) -> None:
    """One graph of all the releases, in which the same people and bodies meet."""
    from pressextract.collection import Item
    from pressextract.pictures.graphs import to_graphml

    page = to_graphml(Item(_name(file), read_release(file, published)) for file in inputs)
    if out == "-":
        typer.echo(page.encode("utf-8"), nl=False)
        return
    refuse_inputs(Path(out), inputs)
    _write(Path(out), page)


def _write_each(inputs: list[str], form: Format, folder: Path, offsets: Unit, published: date | None) -> None:
    places = _places(inputs, form, folder)
    for place in places:
        for path in (place, place.with_suffix(".txt")) if form is Format.brat else (place,):
            refuse_inputs(path, inputs)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: {error.strerror or error}") from error
    for file, place in zip(inputs, places, strict=True):
        release = read_release(file, published)
        if form is Format.brat:
            from pressextract.exports.brat import to_brat

            pair = to_brat(release, source=_source(file))
            _write(place.with_suffix(".txt"), pair.text)
            _write(place, pair.ann)
        else:
            _write(place, _page(file, release, form, offsets))
    if form is Format.brat:
        from pressextract.exports.brat import brat_config

        _write_beside(folder / "annotation.conf", brat_config())
    if form is Format.label_studio:
        from pressextract.exports.label_studio import label_studio_config

        _write_beside(folder / "labelling.xml", label_studio_config())


def _page(file: str, release: PressRelease, form: Format, offsets: Unit) -> str:
    """One release as one of the formats that are one file."""
    source = _source(file)
    unit: OffsetUnit = offsets.value
    if form is Format.json:
        from pressextract.exports.record import to_json

        return to_json(release, offsets=unit) + "\n"
    if form is Format.jsonld:
        from pressextract.exports.jsonld import to_jsonld

        return to_jsonld(release, source=source)
    if form is Format.popolo:
        from pressextract.exports.popolo import to_popolo

        return to_popolo(release, source=source, offsets=unit)
    if form is Format.conll:
        from pressextract.exports.conll import to_conll

        return to_conll(release, id=_name(file), source=source, offsets=unit)
    if form is Format.label_studio:
        from pressextract.exports.label_studio import to_label_studio

        return to_label_studio(release, id=_name(file), source=source, offsets=unit)
    if form is Format.graphml:
        from pressextract.pictures.graphs import to_graphml

        return to_graphml(release)
    from pressextract.exports.prodigy import to_prodigy

    return to_prodigy(release, id=_name(file), source=source)


def _one_array(pages: Iterator[str]) -> Iterator[str]:
    """The arrays of one task as one array."""
    opening = "["
    for page in pages:
        yield from (f"{opening}\n{json.dumps(task, ensure_ascii=False)}" for task in json.loads(page))
        opening = ","
    yield "\n]\n"


def _source(file: str) -> str | None:
    return None if file == "-" else file


def _name(file: str) -> str:
    """What a file is called without its endings: ``news/a.html.gz`` is a."""
    if file == "-":
        return "standard-input"
    path = Path(file)
    path = path.with_suffix("") if path.suffix in (".gz", ".zst") else path
    return path.stem


def _places(inputs: list[str], form: Format, folder: Path) -> list[Path]:
    """Where each release goes; two in one place would be one lost."""
    taken: dict[str, str] = {}
    for file in inputs:
        name = _name(file)
        if name.casefold() in taken:
            raise ExportError(f"{taken[name.casefold()]} and {file} would both become {folder / name}{_ENDINGS[form]}")
        taken[name.casefold()] = file
    return [folder / f"{_name(file)}{_ENDINGS[form]}" for file in inputs]


def _write(place: Path, page: str) -> None:
    with whole_file(place) as write:
        write(page)


def _write_beside(place: Path, page: str) -> None:
    """A configuration; one that is there and says something else is somebody's work, and stays."""
    if place.exists() and place.read_bytes() != page.encode("utf-8"):
        typer.echo(f"pressextract: {place} was there and is kept as it is", err=True)
    else:
        _write(place, page)
