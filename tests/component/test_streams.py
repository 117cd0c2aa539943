"""Many documents: ``nlp.pipe`` with processes, contexts and batches, documents that fail, days of publication."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import spacy

import pressextract as px

SHORT = "青禾集團董事長林致遠宣布辭任。"
SIMPLIFIED = "东岸大学校长裴子衡5月3日辞任。"
LONG = "青禾集團董事長林致遠宣布，與東岸大學簽署合作協議。" * 3
YESTERDAY = "東岸大學昨日舉行開幕典禮。"


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return px.load()


def limited() -> spacy.language.Language:
    """A pipeline with our tokenizer that takes short documents only."""
    nlp = px.load()
    nlp.replace_pipe("pressextract", "pressextract", config={"max_length": 40})
    return nlp


@pytest.mark.parametrize("n_process", [1, 2])
@pytest.mark.parametrize("batch_size", [1, 1000])
def test_a_stream_gives_what_single_calls_give(nlp, samples, n_process, batch_size):
    texts = [sample.text for sample in samples[::7]] + ["", SHORT]
    docs = list(nlp.pipe(texts, n_process=n_process, batch_size=batch_size))
    assert [doc.text for doc in docs] == texts
    for doc, text in zip(docs, texts, strict=True):
        alone = nlp(text)
        assert doc._.press_release == alone._.press_release
        assert [token.text for token in doc] == [token.text for token in alone]
        for group in alone.spans:
            assert [(s.start, s.end, s.label_, s.id_) for s in doc.spans[group]] == [
                (s.start, s.end, s.label_, s.id_) for s in alone.spans[group]
            ]
        assert [s._.record for s in doc.spans["people"]] == [s._.record for s in alone.spans["people"]]


@pytest.mark.parametrize("n_process", [1, 2])
def test_contexts_stay_with_their_documents(nlp, n_process):
    pairs = [(SHORT, {"id": 1}), ("", None), (SIMPLIFIED, {"id": 3})]
    found = list(nlp.pipe(pairs, as_tuples=True, n_process=n_process, batch_size=2))
    assert [(doc.text, context) for doc, context in found] == pairs
    assert [len(doc._.press_release.people) for doc, _ in found] == [1, 0, 1]


def test_processes_that_are_spawned(tmp_path: Path):
    script = tmp_path / "spawn.py"
    script.write_text(
        "import multiprocessing, sys\n"
        "import pressextract as px\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    for doc in px.load(people=['布小林']).pipe(sys.argv[1:], n_process=2, batch_size=1):\n"
        "        print([span._.record.name for span in doc.spans['people']])\n",
        "utf-8",
    )
    command = [sys.executable, str(script), SHORT, "布小林來訪。"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['林致遠']", "['布小林']"]


# documents that fail


def keep_errors(nlp: spacy.language.Language, told: list[tuple[str, str, Exception]]) -> None:
    def handle(name: str, proc: object, docs: list[spacy.tokens.Doc], error: Exception) -> None:
        told.append((name, docs[0].text, error))

    nlp.set_error_handler(handle)  # type: ignore[arg-type]  # spaCy's types say that a handler always raises


def test_a_document_that_is_too_long_raises():
    nlp = limited()
    with pytest.raises(px.TextTooLongError, match="75 code points, at most 40"):
        nlp(LONG)
    with pytest.raises(px.TextTooLongError):
        list(nlp.pipe([SHORT, LONG]))


def test_the_error_handler_is_told_and_the_others_go_on():
    nlp = limited()
    told: list[tuple[str, str, Exception]] = []
    keep_errors(nlp, told)
    pairs = [(SHORT, 1), (LONG, 2), (SIMPLIFIED, 3)]
    assert [(doc.text, context) for doc, context in nlp.pipe(pairs, as_tuples=True)] == [pairs[0], pairs[2]]
    ((name, text, error),) = told
    assert (name, text) == ("pressextract", LONG)
    assert isinstance(error, px.TextTooLongError)
    assert (error.length, error.max_length) == (75, 40)


def test_the_error_handler_in_other_processes():
    nlp = limited()
    nlp.set_error_handler(ignore)  # type: ignore[arg-type]  # spaCy's types say that a handler always raises
    docs = list(nlp.pipe([SHORT, LONG, SIMPLIFIED, LONG], n_process=2, batch_size=2))
    assert [doc.text for doc in docs] == [SHORT, SIMPLIFIED]
    assert all(doc._.press_release for doc in docs)


def ignore(*args: object) -> None:
    """Passes over a document that fails."""


def test_longer_documents_are_read_where_both_limits_are_raised():
    text = "\n" * 1_000_001
    nlp = px.load()
    assert len(text) > nlp.max_length
    with pytest.raises(ValueError, match="E088"):
        nlp(text)
    nlp.max_length = 2_000_000
    # The tokenizer takes it: it is the component that says no, and so the handler is asked.
    told: list[tuple[str, str, Exception]] = []
    keep_errors(nlp, told)
    assert [doc.text for doc in nlp.pipe([text, SHORT])] == [SHORT]
    assert [type(error) for *_, error in told] == [px.TextTooLongError]


# the day of publication


def published(nlp: spacy.language.Language, text: str, day: object) -> spacy.tokens.Doc:
    doc = nlp.make_doc(text)
    doc._.published = day
    return doc


@pytest.mark.parametrize("day", [date(2025, 10, 23), "2025-10-23", datetime(2025, 10, 23, 8, 30, tzinfo=UTC)])
def test_the_day_of_publication_says_what_yesterday_means(nlp, day):
    doc = nlp(published(nlp, YESTERDAY, day))
    assert doc._.published == date(2025, 10, 23)
    assert doc._.press_release == px.extract(YESTERDAY, published=date(2025, 10, 23))
    assert doc._.press_release.events[0].start == "2025-10-22"
    assert nlp(YESTERDAY)._.press_release.events[0].start is None


@pytest.mark.parametrize("n_process", [1, 2])
def test_each_document_of_a_stream_has_its_own_day(nlp, n_process):
    days = ["2025-10-23", "2024-03-01", None]
    docs = list(nlp.pipe((published(nlp, YESTERDAY, day) for day in days), n_process=n_process, batch_size=1))
    assert [doc._.press_release.events[0].start for doc in docs] == ["2025-10-22", "2024-02-29", None]
    assert [doc._.published for doc in docs] == [date(2025, 10, 23), date(2024, 3, 1), None]


@pytest.mark.parametrize(
    ("day", "error", "said"),
    [
        ("yesterday", ValueError, "such as 2025-10-23"),
        ("2025-13-01", ValueError, "2025-13-01"),
        (20251023, TypeError, "int"),
    ],
)
def test_what_is_no_day_is_refused(nlp, day, error, said):
    with pytest.raises(error, match=said):
        published(nlp, YESTERDAY, day)
