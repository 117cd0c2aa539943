"""Labels by the rules."""

from __future__ import annotations

import gzip
import json

import pytest

from pressextract.mentions.recogniser import WEIGHTS
from training.labelled import CLASSES, UNSURE, without_overlaps
from training.silver import folder_lines, label_release, releases, silver_lines

RELEASE = "青巒集團董事長林致遠、總經理周平在杭州出席發布會。"


def test_rules_label_what_they_are_sure_of():
    fold, labels = label_release(RELEASE)
    found = {(fold[label.start : label.end], label.name) for label in labels}
    assert {
        ("青峦集团", "ORG"),
        ("董事长", "TITLE"),
        ("林致远", "PERSON"),
        ("周平", "PERSON"),
        ("杭州", "PLACE"),
    } <= found


def test_labels_of_a_folder_lie_in_their_lines(root):
    lines = list(folder_lines(root / "fixtures"))
    assert sum(len(line.labels) for line in lines) > 1000
    for line in lines:
        assert "\n" not in line.text
        assert len(line.text) <= 300
        assert list(line.labels) == list(without_overlaps(line.labels))
        assert all(0 <= label.start < label.end <= len(line.text) for label in line.labels)
        assert {label.name for label in line.labels} <= {*CLASSES, UNSURE}


@pytest.mark.parametrize("sentence", ["青巒集團董事長林致遠致辭。", "青巒集團董事長林致遠致辭，"])
def test_long_lines_are_cut_and_nothing_is_lost(tmp_path, sentence):
    (tmp_path / "a.txt").write_text("序\n" + sentence * 100 + "\n完", "utf-8")
    lines = list(folder_lines(tmp_path))
    fold, _ = label_release((tmp_path / "a.txt").read_text("utf-8"))
    assert "".join(line.text for line in lines) == fold.replace("\n", "")
    assert len(lines) > 4
    assert sum(name == "PERSON" for line in lines for name, _ in line.words()) > 90
    assert {text for line in lines for name, text in line.words() if name == "PERSON"} == {"林致远"}


def test_a_later_round_has_the_weights_to_go_by():
    """What only the spans of the recogniser show is labelled too."""
    text = "副局長令狐青、秘書長任和平出席。"
    fold, labels = label_release(text, WEIGHTS)
    found = {(fold[label.start : label.end], label.name) for label in labels}
    assert {("令狐青", "PERSON"), ("任和平", "PERSON"), ("副局长", "TITLE")} <= found


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "made.jsonl.gz"
    records = [
        {"title": "啟用典禮", "text": RELEASE},
        {"title": None, "text": RELEASE},
        {"title": "林致遠", "text": "副局長何安感謝各界支持。"},
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    return path


def test_releases_are_called_by_archive_and_number(archive):
    assert list(releases(archive)) == [
        ("made-0", f"啟用典禮\n{RELEASE}"),
        ("made-1", f"\n{RELEASE}"),
        ("made-2", "林致遠\n副局長何安感謝各界支持。"),
    ]


def test_every_line_of_an_archive_once_and_no_short_ones(archive):
    lines = [(name, line.text) for name, line in silver_lines(archive, None, most=None, workers=1)]
    assert [name for name, _ in lines] == ["made-0", "made-2"]
    assert len({text for _, text in lines}) == 2


def test_no_more_releases_are_read_than_asked_for(archive):
    assert [name for name, _ in silver_lines(archive, None, most=1, workers=1)] == ["made-0"]
