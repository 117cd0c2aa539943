"""Lines with their labels, as they are written and read."""

from __future__ import annotations

import pytest

from training.labelled import CLASSES, Label, read_marks, read_sentences, without_overlaps


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[青巒集團|oc][董事長|te][裴子衡|p]致辭。", [("ORG", "青峦集团"), ("TITLE", "董事长"), ("PERSON", "裴子衡")]),
        ("[第三屆木偶周|e]在[南汀|l]舉行", [("EVENT", "第三届木偶周"), ("PLACE", "南汀")]),
        ("沒有標記（一）", []),
        ("[Ada Lin|p]", [("PERSON", "Ada Lin")]),
    ],
)
def test_marks_become_labels_of_the_fold(marked, words):
    assert read_marks(marked).words() == words


def test_the_finer_kind_is_kept():
    assert [label.kind for label in read_marks("[青巒集團|oc][董事長|te]").labels] == ["oc", "te"]


def test_every_written_sentence_is_marked_cleanly(root):
    """No mark is left over in a text, labels come in order, none is empty or begins or ends with white space."""
    lines = list(read_sentences(root / "training" / "sentences"))
    assert len(lines) > 100
    for line in lines:
        assert not set("[]|") & set(line.text), line.text
        assert list(line.labels) == list(without_overlaps(line.labels)), line.text
        assert all(text and text == text.strip() and name in CLASSES for name, text in line.words()), line.text


def test_notes_and_empty_lines_are_no_sentences(tmp_path):
    (tmp_path / "a.txt").write_text("# 說明\n\n[何安|p]致辭。\n", "utf-8")
    assert [line.text for line in read_sentences(tmp_path)] == ["何安致辞。"]


def test_of_overlapping_labels_the_earlier_in_the_list_stays():
    labels = [Label(4, 6, "ORG"), Label(0, 3, "PERSON"), Label(2, 5, "TITLE"), Label(6, 6, "ORG")]
    assert without_overlaps(labels) == (Label(0, 3, "PERSON"), Label(4, 6, "ORG"))
