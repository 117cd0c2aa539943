"""The records as JSON Schema (draft 2020-12), one file each, named by the version of the records.

    press_release     what ``extract`` gives, as ``model_dump_json`` writes it
    exported_release  the same as ``to_json`` writes it: offsets in the unit that ``offset_unit`` names
    explanation       what ``explain`` gives
    outcome           a line of an archive's ``out.jsonl``

The files are made from the models by ``python -m pressextract.schemas``. It writes no other schema over one of the same
version: a record that changes first gets a new ``SCHEMA_VERSION``.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel

from pressextract.errors import ExportError, MissingResourceError
from pressextract.exports.offsets import UNITS
from pressextract.schema import SCHEMA_VERSION, Explanation, Outcome, PressRelease

SchemaName = Literal["press_release", "exported_release", "explanation", "outcome"]
NAMES: tuple[SchemaName, ...] = get_args(SchemaName)
MODELS: dict[SchemaName, type[BaseModel]] = {
    "press_release": PressRelease,
    "exported_release": PressRelease,
    "explanation": Explanation,
    "outcome": Outcome,
}


def json_schema(name: SchemaName = "press_release") -> dict[str, Any]:
    """The JSON Schema of a record, of the version that this library writes.

    Args:
        name: ``press_release``, ``exported_release``, ``explanation`` or ``outcome``.

    Raises:
        ValueError: There is no schema of this name.
        MissingResourceError: The file is not there, though it belongs to the package.

    >>> json_schema()["$id"]
    'urn:pressextract:schema:press_release:1.1'
    """
    if name not in NAMES:
        raise ValueError(f"there are schemas of {', '.join(NAMES)}, none of {name!r}")
    file = files(__name__).joinpath(file_name(name))
    try:
        read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise MissingResourceError(f"{file_name(name)} is not there; install pressextract anew") from error
    return read


def file_name(name: SchemaName) -> str:
    """The file of a schema, by the version of the records.

    >>> file_name("outcome")
    'outcome-1.1.json'
    """
    return f"{name}-{SCHEMA_VERSION}.json"


def made_schema(name: SchemaName, model: type[BaseModel] | None = None) -> dict[str, Any]:
    """The schema as the models have it now; the descriptions are their docstrings.

    >>> made_schema("press_release")["properties"]["text"]
    {'type': 'string'}
    """
    schema = _without_titles((model or MODELS[name]).model_json_schema())
    if name == "exported_release":
        unit = {"description": "What start and end of every span count.", "enum": list(UNITS), "type": "string"}
        schema["properties"] |= {"offset_unit": unit}
        schema["required"] = [*schema.get("required", ()), "offset_unit"]
        schema["$defs"]["Span"]["description"] = "A stretch of the text, end exclusive, counted in offset_unit."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:pressextract:schema:{name}:{SCHEMA_VERSION}",
        "title": f"{name.replace('_', ' ')} {SCHEMA_VERSION}",
        **schema,
    }


def write_schemas(folder: Path, models: dict[SchemaName, type[BaseModel]] | None = None) -> list[Path]:
    """Write the schemas of the models into a folder.

    Raises:
        ExportError: A file of this version is there, and says something else (other than in its descriptions).
    """
    made = {folder / file_name(name): made_schema(name, model) for name, model in (models or MODELS).items()}
    for path, schema in made.items():
        if path.exists() and _meaning(json.loads(path.read_text("utf-8"))) != _meaning(schema):
            raise ExportError(
                f"{path.name} is another schema: the records have changed, and SCHEMA_VERSION is still {SCHEMA_VERSION}"
            )
    for path, schema in made.items():
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
    return list(made)


def _without_titles(schema: Any) -> Any:
    """The schema without the titles that pydantic gives every field: its name again, with capitals."""
    if isinstance(schema, list):
        return [_without_titles(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    # A property may be called title (a position has one): that is a schema, and no string.
    return {
        name: _without_titles(value) for name, value in schema.items() if name != "title" or isinstance(value, dict)
    }


def _meaning(schema: Any) -> Any:
    """What the schema demands, without what it says to a reader."""
    if isinstance(schema, list):
        return [_meaning(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: _meaning(v) for name, v in schema.items() if name != "description" or isinstance(v, dict)}
