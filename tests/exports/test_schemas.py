"""The JSON Schema files: what the models say, of the version that they carry, and true of every record."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
from pydantic import BaseModel, Field, create_model

import pressextract as px
from pressextract.exports.offsets import UNITS, OffsetUnit
from pressextract.outcome import Document, read_document
from pressextract.pipeline import default_extractor
from pressextract.schema import SCHEMA_VERSION
from pressextract.schemas import MODELS, NAMES, SchemaName, file_name, made_schema, write_schemas
from tests.exports.texts import released


def checker(name: SchemaName) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(px.json_schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_what_the_models_say(name: SchemaName):
    """If this fails, the records have changed: raise SCHEMA_VERSION, then run ``python -m pressextract.schemas``."""
    schema = px.json_schema(name)
    assert schema == made_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:pressextract:schema:{name}:{SCHEMA_VERSION}"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["description"]
    assert all(one.get("description") for one in schema["$defs"].values())


def changed(field: Any) -> dict[SchemaName, type[BaseModel]]:
    return {**MODELS, "press_release": create_model("PressRelease", __base__=px.PressRelease, mood=field)}


def test_a_changed_record_needs_a_new_version(tmp_path: Path):
    written = write_schemas(tmp_path)
    assert {path.name for path in written} == {file_name(name) for name in NAMES}
    before = {path: path.read_bytes() for path in written}
    assert write_schemas(tmp_path) == written
    for field in ((str | None, None), (Literal["good", "bad"], "good")):
        with pytest.raises(
            px.ExportError, match=f"press_release-{SCHEMA_VERSION}.json is another schema.*SCHEMA_VERSION"
        ):
            write_schemas(tmp_path, changed(field))
    assert {path: path.read_bytes() for path in written} == before


def test_new_words_need_no_new_version(tmp_path: Path):
    write_schemas(tmp_path)
    model = create_model("PressRelease", __base__=px.PressRelease, text=(str, Field(description="The text.")))
    write_schemas(tmp_path, {**MODELS, "press_release": model})
    told = json.loads((tmp_path / file_name("press_release")).read_text("utf-8"))
    assert told["properties"]["text"] == {"type": "string", "description": "The text."}


def test_the_command_writes_what_is_there(root: Path):
    folder = root / "src" / "pressextract" / "schemas"
    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    done = subprocess.run([sys.executable, "-m", "pressextract.schemas"], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == before


def test_records(release: px.PressRelease):
    checker("press_release").validate(json.loads(release.model_dump_json()))
    for one in px.explain(release):
        checker("explanation").validate(json.loads(one.model_dump_json()))


@pytest.mark.parametrize("unit", UNITS)
def test_exported_records(release: px.PressRelease, unit: OffsetUnit):
    checker("exported_release").validate(json.loads(px.to_json(release, offsets=unit)))


def test_outcomes():
    for document in (Document("a", "主席林致遠今日致辭。"), Document("b", None, error="SourceError", message="gone")):
        outcome = read_document(default_extractor(), document)
        checker("outcome").validate(json.loads(outcome.model_dump_json()))


WRONG = [
    ("start", "0", "is not of type 'integer'"),
    ("mood", "good", "Additional properties are not allowed"),
]


@pytest.mark.parametrize(("name", "value", "message"), WRONG)
def test_what_is_no_record(name: str, value: str, message: str):
    told = json.loads(released("astral").model_dump_json())
    told["people"][0]["mentions"][0][name] = value
    with pytest.raises(jsonschema.ValidationError, match=message):
        checker("press_release").validate(told)
    told = json.loads(px.to_json(released("astral")))
    del told["offset_unit"]
    with pytest.raises(jsonschema.ValidationError, match="'offset_unit' is a required property"):
        checker("exported_release").validate(told)


def test_no_such_schema():
    with pytest.raises(ValueError, match="none of 'poem'"):
        px.json_schema("poem")  # type: ignore[arg-type]


def test_the_files_stand_in_the_package():
    """All of the package folder goes into a wheel."""
    names = {path.name for path in files("pressextract.schemas").iterdir()}
    assert {file_name(name) for name in NAMES} <= names
