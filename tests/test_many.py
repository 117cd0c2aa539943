"""Many texts: in order, lazily, in one process or several, with what goes wrong as the caller wants it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import pytest

import pressextract as px

TEXTS = [f"主席林致遠第{number}次致辭。" for number in range(7)]
BROKEN: list[Any] = [TEXTS[0], None, TEXTS[1], "長" * 31, TEXTS[2]]


@pytest.fixture(scope="module")
def extractor() -> px.Extractor:
    return px.Extractor(organisations=["星塵社"], max_length=30)


def shown(item: px.PressRelease | px.Failure) -> str:
    """A result in one word or two."""
    return item.text if isinstance(item, px.PressRelease) else f"{item.index} {item.error}"


@pytest.mark.parametrize("batch_size", [1, 2, 7, 64])
def test_in_order_whatever_the_batch(extractor, batch_size):
    assert [shown(item) for item in extractor.extract_many(TEXTS, batch_size=batch_size)] == TEXTS


@pytest.mark.parametrize("on_error", ["record", "skip"])
def test_two_processes_give_what_one_gives(extractor, on_error):
    texts = [*BROKEN, "星塵社社長林致遠致辭。", *TEXTS]
    one = list(extractor.extract_many(texts, on_error=on_error))
    two = list(extractor.extract_many(texts, workers=2, batch_size=2, on_error=on_error))
    assert one == two
    assert [body.name for body in two[-8].organisations] == ["星塵社"]


def test_raising_in_two_processes(extractor):
    many = extractor.extract_many(BROKEN, workers=2, batch_size=1, on_error="raise")
    assert shown(next(many)) == TEXTS[0]
    with pytest.raises(TypeError, match="NoneType"):
        next(many)
    too_long = extractor.extract_many(BROKEN[2:], workers=2, batch_size=1, on_error="raise")
    next(too_long)
    with pytest.raises(px.TextTooLongError, match=r"31 .* 30 ") as caught:
        next(too_long)
    assert (caught.value.length, caught.value.max_length) == (31, 30)


def test_recorded(extractor):
    items = list(extractor.extract_many(BROKEN))
    assert [shown(item) for item in items] == [TEXTS[0], "1 TypeError", TEXTS[1], "3 TextTooLongError", TEXTS[2]]
    failures = [item for item in items if isinstance(item, px.Failure)]
    assert "NoneType" in failures[0].message
    assert all(number in failures[1].message for number in ("31", "30"))
    assert [px.Failure.model_validate_json(item.model_dump_json()) for item in failures] == failures


def test_skipped(extractor):
    assert [shown(item) for item in extractor.extract_many(BROKEN, on_error="skip")] == TEXTS[:3]


def test_raised(extractor):
    many = extractor.extract_many(BROKEN, on_error="raise")
    assert shown(next(many)) == TEXTS[0]
    with pytest.raises(TypeError, match="NoneType"):
        next(many)
    with pytest.raises(StopIteration):
        next(many)


def test_errors_of_the_recogniser_are_recorded():
    def broken(fold: str) -> Any:
        raise RuntimeError("out of order")

    (failure,) = px.Extractor(recogniser=broken).extract_many(["林致遠。"])
    assert isinstance(failure, px.Failure)
    assert (failure.index, failure.error, failure.message) == (0, "RuntimeError", "out of order")


class Interrupting:
    """A recogniser whose user presses Ctrl-C."""

    def __call__(self, fold: str) -> Any:
        raise KeyboardInterrupt


def test_interrupts_are_no_failures():
    with pytest.raises(KeyboardInterrupt):
        list(px.Extractor(recogniser=Interrupting()).extract_many(["林致遠。"]))


def test_error_of_the_source_is_not_taken_for_a_failure(extractor):
    def texts() -> Iterator[str]:
        yield TEXTS[0]
        raise OSError("disk gone")

    many = extractor.extract_many(texts())
    assert shown(next(many)) == TEXTS[0]
    with pytest.raises(OSError, match="disk gone"):
        next(many)


def test_lazy_in_one_process(extractor):
    drawn: list[int] = []

    def texts() -> Iterator[str]:
        for number in count():
            drawn.append(number)
            yield TEXTS[number % 7]

    many = extractor.extract_many(texts(), batch_size=64)
    assert drawn == []
    assert [shown(item) for item in islice(many, 3)] == TEXTS[:3]
    assert len(drawn) == 3


def test_lazy_in_two_processes(extractor):
    drawn: list[int] = []

    def texts() -> Iterator[str]:
        for number in count():
            drawn.append(number)
            yield TEXTS[number % 7]

    many = extractor.extract_many(texts(), workers=2, batch_size=2)
    assert drawn == []
    assert [shown(item) for item in islice(many, 3)] == TEXTS[:3]
    assert len(drawn) <= 16
    many.close()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("texts", [[], (), iter([])], ids=["list", "tuple", "iterator"])
def test_nothing_to_do(extractor, texts, workers):
    assert list(extractor.extract_many(texts, workers=workers)) == []


def test_any_iterable(extractor):
    for texts in (tuple(TEXTS), dict.fromkeys(TEXTS), (text for text in TEXTS)):
        assert [shown(item) for item in extractor.extract_many(texts)] == TEXTS


def test_one_failure_leaves_the_next_run_whole(extractor):
    list(extractor.extract_many(BROKEN))
    assert [shown(item) for item in extractor.extract_many(TEXTS)] == TEXTS


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"on_error": "ignore"}, "record, raise, skip"),
        ({"on_error": None}, "record, raise, skip"),
        ({"workers": 0}, "at least 1"),
        ({"workers": -1}, "at least 1"),
        ({"batch_size": 0}, "at least 1"),
    ],
)
@pytest.mark.parametrize("call", ["method", "function"])
def test_bad_options_are_refused_at_the_call(extractor, options, said, call):
    """Not only when the first result is asked for."""
    many: Any = extractor.extract_many if call == "method" else px.extract_many
    with pytest.raises(ValueError, match=said):
        many(TEXTS, **options)


def test_options_are_keywords(extractor):
    with pytest.raises(TypeError):
        extractor.extract_many(TEXTS, 2)
