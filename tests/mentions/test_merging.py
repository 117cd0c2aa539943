"""Words and spans as one reading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.mentions.head import load_head
from pressextract.mentions.merging import CLASS_OF_LABEL, TAG_OF, merged, without_overlaps
from pressextract.mentions.recogniser import WEIGHTS
from pressextract.tokens.word import Word


def words(marked: str) -> tuple[str, tuple[Word, ...]]:
    """A fold and its words, written ``副市长|n 柳|n``; the score may follow: ``林致远|PER|0.9``; ``_`` is white space."""
    fold, found = "", []
    for part in marked.split():
        text, *rest = part.split("|")
        text = text.replace("_", " ")
        if rest:
            found.append(Word(len(fold), len(fold) + len(text), rest[0], float(rest[1]) if len(rest) > 1 else 1.0))
        fold += text
    return fold, tuple(found)


def spans(fold: str, marked: str) -> list[Word]:
    """Spans, written ``林致远|PERSON|0.9``, each where its text first stands."""
    found = []
    for part in marked.split():
        text, tag, score = part.split("|")
        start = fold.index(text.replace("_", " "))
        found.append(Word(start, start + len(text), tag, float(score)))
    return found


@pytest.mark.parametrize(
    ("before", "seen", "after"),
    [
        ("副市长|n 柳|n 絮主持|v", "副市长|TITLE|0.9 柳絮|PERSON|0.8", "副市长|n 柳絮|PER 主持|v"),
        ("青禾|nz 集团|n 董事长|n", "青禾集团|ORG|0.9", "青禾集团|ORG 董事长|n"),
        ("在|p 南汀镇|n 举行|v", "南汀|PLACE|0.9", "在|p 南汀|LOC 镇|n 举行|v"),
        ("部署长|n 林致远|PER", "署长|TITLE|0.9 林致远|PERSON|0.9", "部|n 署长|n 林致远|PER"),
        ("财务|n 总监|n 何安|PER", "财务总监|TITLE|0.9 何安|PERSON|0.9", "财务|n 总监|n 何安|PER"),
        ("长林致远|ORG 说|v", "林致远|PERSON|0.9", "长|n 林致远|PER 说|v"),
        ("墨非墨到访|PER", "墨非墨|PERSON|0.9", "墨非墨|PER 到访|n"),
        ("主席|n 林致远周平|PER", "林致远|PERSON|0.9 周平|PERSON|0.9", "主席|n 林致远|PER 周平|PER"),
        ("主办|v 青禾论坛|nz", "青禾论坛|EVENT|0.9", "主办|v 青禾论坛|nz"),
        ("Ada_ Lin|nz 说|v", "Lin|PERSON|0.9", "Ada_ Lin|PER 说|v"),
    ],
)
def test_words_follow_sure_spans(before, seen, after):
    fold, cut = words(before)
    again, expected = words(after)
    assert fold == again
    found = merged(fold, cut, spans(fold, seen))
    assert [(word.start, word.end, word.tag) for word in found] == [
        (word.start, word.end, word.tag) for word in expected
    ]


def test_white_space_beside_a_name_is_no_word():
    fold, cut = words("主席_林致远|n 说|v")
    found = merged(fold, cut, spans(fold, "林致远|PERSON|0.9"))
    assert [fold[word.start : word.end] for word in found] == ["主席", "林致远", "说"]


def test_an_unsure_span_draws_no_borders():
    fold, cut = words("副市长|n 柳|n 絮主持|v")
    assert merged(fold, cut, spans(fold, "副市长|TITLE|0.9 柳絮|PERSON|0.4")) == cut


def test_a_name_has_the_chance_of_its_span():
    fold, cut = words("柳|n 絮主持|v")
    assert merged(fold, cut, spans(fold, "柳絮|PERSON|0.8"))[0] == Word(0, 2, "PER", 0.8)


@pytest.mark.parametrize("seen", ["主席|TITLE|0.9", "林致远|PERSON|0.3", "致远|PERSON|0.3", "林致远|ORG|0.3"])
def test_who_is_a_person_to_the_words_alone_is_doubted(seen):
    fold, cut = words("主席|n 林致远|PER|0.9")
    (score,) = [word.score for word in merged(fold, cut, spans(fold, seen)) if word.tag == "PER"]
    assert score <= 0.5


def test_who_is_a_person_to_both_is_surer_than_to_the_spans_alone():
    fold, cut = words("主席|n 林致远|PER|0.9")
    (score,) = [word.score for word in merged(fold, cut, spans(fold, "林致远|PERSON|0.6")) if word.tag == "PER"]
    assert 0.6 < score < 0.9


def test_without_spans_words_stay_as_they_are():
    _, cut = words("主席|n 林致远|PER|0.9")
    assert merged("主席林致远", cut, ()) == cut


def test_a_name_that_begins_with_white_space_is_not_lost():
    """Another's recogniser may take the break before a name along."""
    found = merged("主席\n林致远", (Word(0, 2, "n"), Word(3, 6, "PER")), [Word(2, 6, "PERSON", 1.0)])
    assert any(word.tag == "PER" and word.end == 6 for word in found)


@st.composite
def readings(draw) -> tuple[str, tuple[Word, ...], tuple[Word, ...]]:
    """A fold with white space in it, cut into words that leave out the white space, and spans that do not overlap."""
    fold = draw(st.text(alphabet="林致远说 \n", min_size=1, max_size=24))
    cuts = sorted({0, len(fold), *draw(st.lists(st.integers(0, len(fold)), max_size=9))})
    tags = st.sampled_from(["n", "v", "PER", "ORG", "TIME"])
    cut = []
    for start, end in pairwise(cuts):
        text = fold[start:end]
        if text.strip():
            left = start + len(text) - len(text.lstrip())
            cut.append(Word(left, left + len(text.strip()), draw(tags)))
    borders = sorted(set(draw(st.lists(st.integers(0, len(fold)), max_size=8))))
    seen = []
    for start, end in pairwise(borders):
        text = fold[start:end]
        if text == text.strip() and draw(st.booleans()):
            name = draw(st.sampled_from(["PERSON", "TITLE", "ORG", "PLACE", "EVENT"]))
            seen.append(Word(start, end, name, draw(st.sampled_from([0.3, 0.5, 0.9]))))
    return fold, tuple(cut), tuple(seen)


@given(readings())
def test_nothing_is_lost_and_sure_names_are_words(reading):
    fold, cut, seen = reading
    found = merged(fold, cut, seen)
    places = [place for word in found for place in range(word.start, word.end)]
    assert places == sorted(set(places))
    assert {at for at in places if not fold[at].isspace()} == {at for at, char in enumerate(fold) if not char.isspace()}
    assert not any(fold[word.start].isspace() or fold[word.end - 1].isspace() for word in found)
    named = {(word.start, word.end, word.tag) for word in found}
    assert {(s.start, s.end, TAG_OF[s.tag]) for s in seen if s.score >= 0.5 and s.tag in TAG_OF} <= named
    borders = {word.start for word in found} | {word.end for word in found}
    assert {at for s in seen if s.score >= 0.5 and s.tag == "TITLE" for at in (s.start, s.end)} <= borders


@pytest.mark.parametrize(
    ("given_spans", "kept"),
    [
        ([(0, 2, 0.4), (1, 4, 0.9)], [(1, 4)]),
        ([(0, 2, 0.9), (0, 4, 0.9)], [(0, 4)]),
        ([(4, 6, 0.5), (0, 2, 0.4), (2, 4, 0.9)], [(0, 2), (2, 4), (4, 6)]),
        ([(0, 3, 0.6), (2, 5, 0.9), (4, 7, 0.7)], [(2, 5)]),
        ([(0, 3, 0.6), (2, 5, 0.5), (4, 7, 0.7)], [(0, 3), (4, 7)]),
        ([], []),
    ],
)
def test_of_overlapping_spans_the_surer_then_the_longer_stays(given_spans, kept):
    found = without_overlaps(Word(start, end, "ORG", score) for start, end, score in given_spans)
    assert [(span.start, span.end) for span in found] == kept


def test_labels_lead_to_the_classes_of_the_weights():
    assert set(CLASS_OF_LABEL.values()) == set(load_head(WEIGHTS).classes)
