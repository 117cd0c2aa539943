"""``pressextract export`` as a user runs it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import pressextract as px
from tests.exports.readers import read_brat, read_conll, read_label_studio, read_prodigy
from tests.test_cli import run

ONE = "青禾集團董事長林致遠昨日在香港宣布，😀與東岸大學簽署合作協議。\n"
TWO = "東岸大學校長裴子衡昨日致辭。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, "utf-8")
    (tmp_path / "two.html").write_text(f"<html><body><p>{TWO}</p></body></html>", "utf-8")
    return tmp_path


def listed(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


WRITERS = {
    "json": lambda release, file: px.to_json(release) + "\n",
    "jsonld": lambda release, file: px.to_jsonld(release, source=file),
    "popolo": lambda release, file: px.to_popolo(release, source=file),
    "conll": lambda release, file: px.to_conll(release, id="one", source=file),
    "prodigy": lambda release, file: px.to_prodigy(release, id="one", source=file),
}


@pytest.mark.parametrize("form", WRITERS)
def test_one_release(folder: Path, form: str):
    file = str(folder / "one.txt")
    done = run("export", file, "--to", form)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == WRITERS[form](px.extract(ONE), file)
    written = folder / "out"
    assert run("export", file, "--to", form, "-o", str(written)).returncode == 0
    assert written.read_bytes() == done.stdout
    assert listed(folder) == {"one.txt", "two.html", "out"}


def test_label_studio(folder: Path):
    files = [str(folder / "one.txt"), str(folder / "two.html")]
    done = run("export", *files, "--to", "label-studio")
    tasks = json.loads(done.stdout)
    assert [task["data"]["id"] for task in tasks] == ["one", "two"]
    assert read_label_studio(json.dumps(tasks[:1]))[0] == ONE
    (task,) = json.loads(run("export", "-", "--to", "label-studio", "--offsets", "utf-16", stdin=ONE.encode()).stdout)
    assert task["data"] == {"text": ONE, "offset_unit": "utf-16", "id": "standard-input"}
    told = folder / "tasks"
    assert run("export", *files, "--to", "label-studio", "-o", f"{told}/").returncode == 0
    assert listed(told) == {"one.label-studio.json", "two.label-studio.json", "labelling.xml"}
    assert (told / "labelling.xml").read_text("utf-8") == px.label_studio_config()


@pytest.mark.parametrize("form", ["json", "conll", "prodigy"])
def test_several_in_one_file(folder: Path, form: str):
    files = [str(folder / "one.txt"), str(folder / "two.html")]
    done = run("export", *files, "--to", form, "-o", str(folder / "out"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    page = (folder / "out").read_text("utf-8")
    if form == "json":
        assert [px.from_json(line).people[0].name for line in page.splitlines()] == ["林致遠", "裴子衡"]
    elif form == "prodigy":
        assert [read_prodigy(line)[0].strip() for line in page.splitlines()] == [ONE.strip(), TWO.strip()]
    else:
        first, second = page.split("# global.columns")[1:]
        assert all(read_conll(f"# global.columns{part}")[2] for part in (first, second))


@pytest.mark.parametrize(("form", "ending"), [("jsonld", ".jsonld"), ("popolo", ".popolo.json"), ("json", ".json")])
def test_several_in_a_folder(folder: Path, form: str, ending: str):
    out = folder / "new" / "out"
    done = run("export", str(folder / "one.txt"), str(folder / "two.html"), "--to", form, "-o", f"{out}/")
    assert (done.returncode, done.stderr) == (0, b"")
    assert listed(out) == {f"one{ending}", f"two{ending}"}
    assert all(json.loads((out / name).read_text("utf-8")) for name in listed(out))


def test_brat(folder: Path):
    out = folder / "brat"
    for _ in range(2):
        done = run("export", str(folder / "one.txt"), str(folder / "two.html"), "--to", "brat", "-o", str(out))
        assert (done.returncode, done.stderr) == (0, b"")
    assert listed(out) == {"one.txt", "one.ann", "two.txt", "two.ann", "annotation.conf"}
    for name in ("one", "two"):
        text, ann = (out / f"{name}.txt").read_bytes().decode(), (out / f"{name}.ann").read_bytes().decode()
        assert read_brat(text, ann).bounds
    (out / "annotation.conf").write_text("[entities]\nMINE\n")
    done = run("export", str(folder / "one.txt"), "--to", "brat", "-o", str(out))
    assert done.returncode == 0
    assert b"annotation.conf was there and is kept" in done.stderr
    assert (out / "annotation.conf").read_text() == "[entities]\nMINE\n"


def test_offsets_and_published():
    done = run("export", "-", "--to", "json", "--offsets", "utf-16", "--published", "2025-10-23", stdin=ONE.encode())
    told = json.loads(done.stdout)
    assert told["offset_unit"] == "utf-16"
    assert told["events"][0]["start"] == "2025-10-22"
    assert {body["name"]: body["mentions"][0]["start"] for body in told["organisations"]}["東岸大學"] == 21


@pytest.mark.parametrize(("form", "lines"), [("json", None), ("jsonl", 1)])
@pytest.mark.parametrize("unit", ["codepoint", "utf-16", "utf-8"])
def test_extract_in_other_units(form: str, lines: int | None, unit: str):
    done = run("extract", "-", "--format", form, "--offsets", unit, stdin=ONE.encode())
    indent = 2 if lines is None else None
    assert done.stdout.decode() == px.to_json(px.extract(ONE), offsets=unit, indent=indent) + "\n"  # type: ignore[arg-type]


ERRORS = [
    (["export", "{0}", "--to", "brat"], 2, "brat reads two files: say a folder with -o"),
    (
        ["export", "{0}", "{1}", "--to", "popolo"],
        2,
        "several releases as popolo are several files: say a folder with -o",
    ),
    (["export", "{0}", "--to", "brat", "-o", "{1}"], 1, "two.html: there is a file, and a folder is needed"),
    (
        ["export", "{0}", "--to", "brat", "-o", "{here}"],
        1,
        "one.txt is one of the releases that are read; write elsewhere",
    ),
    (
        ["export", "{0}", "--to", "json", "-o", "{0}"],
        1,
        "one.txt is one of the releases that are read; write elsewhere",
    ),
    (["export", "{0}", "{0}", "--to", "jsonld", "-o", "{out}"], 1, "would both become"),
    (["export", "{0}", "--to", "jsonld", "--offsets", "utf-8"], 2, "Web Annotation counts code points, and no utf-8"),
    (
        ["export", "{0}", "--to", "brat", "-o", "{out}", "--offsets", "utf-16"],
        2,
        "brat counts code points, and no utf-16",
    ),
    (["export", "{0}", "--to", "prodigy", "--offsets", "utf-16"], 2, "Prodigy counts code points, and no utf-16"),
    (["export", "{0}", "--to", "json", "--offsets", "utf-32"], 2, "'utf-32' is not one of"),
    (["export", "{0}", "--to", "xml"], 2, "'xml' is not one of"),
    (["export", "{0}", "--to", "json", "-o", "{out}/none/x"], 1, "No such file or directory"),
    (["export", "{0}", "{out}.txt", "--to", "json", "-o", "{out}"], 1, "No such file or directory"),
    (["export", "{0}", "--to", "jsonld", "-o", "{0}/x/"], 1, "Not a directory"),
    (["export", "--to", "json"], 2, "Missing argument"),
    (["extract", "{0}", "--offsets", "utf-8"], 2, "summary shows no offsets; --format json or jsonl does"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), ERRORS)
def test_errors(folder: Path, arguments: list[str], status: int, message: str):
    names = {"here": str(folder), "out": str(folder / "out")}
    files = (str(folder / "one.txt"), str(folder / "two.html"))
    done = run(*(argument.format(*files, **names) for argument in arguments))
    error = " ".join(done.stderr.decode().split())
    assert (done.returncode, done.stdout) == (status, b"")
    assert message in error
    assert "Traceback" not in error
    # Nothing is written, or half written, and what is read is as it was.
    assert listed(folder) == {"one.txt", "two.html"}
    assert (folder / "one.txt").read_text("utf-8") == ONE


def test_what_was_there_stays_if_a_run_fails(folder: Path):
    out = folder / "out.jsonl"
    out.write_text("before")
    broken = folder / "broken.txt"
    broken.write_bytes(b"%PDF-1.7")
    done = run("export", str(folder / "one.txt"), str(broken), "--to", "json", "-o", str(out))
    assert done.returncode == 1
    assert out.read_text() == "before"
    assert listed(folder) == {"one.txt", "two.html", "broken.txt", "out.jsonl"}
    assert run("export", str(folder / "one.txt"), str(broken), "--to", "json").stdout == b""


@pytest.mark.skipif(os.name == "nt", reason="no /proc there")
def test_a_place_that_cannot_be_written(folder: Path):
    done = run("export", str(folder / "one.txt"), "--to", "json", "-o", "/proc/none")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_help_names_what_there_is():
    text = run("export", "--help").stdout.decode()
    for word in (
        "FILE...",
        "--to",
        "jsonld",
        "popolo",
        "conll",
        "label-studio",
        "brat",
        "prodigy",
        "--offsets",
        "--output",
    ):
        assert word in text
