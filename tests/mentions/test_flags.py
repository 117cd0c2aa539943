"""What the net is shown of lexicons and words: against a plain look-up of every stretch."""

from __future__ import annotations

import numpy as np
import pytest

from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.flags import CLASSES, LEXICON_WIDTH, TAGS, WIDTH, FlagScanner, word_flags
from pressextract.tokens.word import Word

BEGINS, ENDS, COVERS = range(3)


@pytest.fixture(scope="module")
def scanner() -> FlagScanner:
    return FlagScanner.of(builtin_vocabulary())


def places(flags: np.ndarray, name: str, part: int) -> list[int]:
    """The characters that have a flag of a class of terms."""
    return np.flatnonzero(flags[:, 3 * CLASSES.index(name) + part]).tolist()


def tagged(flags: np.ndarray, tag: str) -> list[int]:
    return np.flatnonzero(flags[:, 2 + TAGS.index(tag)]).tolist()


@pytest.mark.parametrize(
    ("fold", "name", "term"),
    [
        ("感谢财务总监何安", "title", "总监"),
        ("在香港举行", "place", "香港"),
        ("校长欧阳青", "compound_surname", "欧阳"),
        ("何安女士", "honorific", "女士"),
    ],
)
def test_a_term_shows_where_it_begins_ends_and_lies(scanner, fold, name, term):
    flags = scanner.scan(fold)
    start = fold.index(term)
    assert start in places(flags, name, BEGINS)
    assert start + len(term) - 1 in places(flags, name, ENDS)
    assert set(range(start, start + len(term))) <= set(places(flags, name, COVERS))


def test_terms_inside_one_another_all_count():
    own = builtin_vocabulary().with_terms(people=[], titles=["观星官", "首席观星官"], organisations=[])
    flags = FlagScanner.of(own).scan("我是首席观星官。")
    assert {2, 4} <= set(places(flags, "title", BEGINS))
    assert places(flags, "title", ENDS) == [6]
    assert places(flags, "title", COVERS) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(("kind", "name"), [("titles", "title"), ("organisations", "body")])
def test_terms_of_the_user_count_for_that_scanner_alone(scanner, kind, name):
    terms = {"people": [], "titles": [], "organisations": [], kind: ["夜航观星"]}
    own = FlagScanner.of(builtin_vocabulary().with_terms(**terms))
    assert places(own.scan("是夜航观星。"), name, COVERS) == [1, 2, 3, 4]
    assert places(scanner.scan("是夜航观星。"), name, COVERS) == []


def test_surnames_by_how_common_they_are(scanner):
    ranks = scanner.scan("林，冼，致")[:, 3 * len(CLASSES) :]
    assert ranks.sum(axis=1).tolist() == [1, 0, 1, 0, 0]
    weights = builtin_vocabulary().surnames
    order = ("common", "usual", "rare")
    assert [order[int(row.argmax())] for row in ranks[[0, 2]]] == [weights["林"], weights["冼"]]


def test_every_flag_of_a_release_against_a_plain_look_up(scanner, samples):
    vocabulary = builtin_vocabulary()
    heads, endings, borders = vocabulary.titles, vocabulary.endings, vocabulary.borders
    member = {
        "title": lambda term: term in heads and not heads[term].weak,
        "weak_title": lambda term: term in heads and heads[term].weak,
        "modifier": lambda term: term in vocabulary.modifiers or term in vocabulary.cues,
        "field": lambda term: term in vocabulary.fields,
        "ending": lambda term: term in endings and endings[term][1],
        "weak_ending": lambda term: term in endings and not endings[term][1],
        "body": lambda term: term in vocabulary.bodies,
        "place": lambda term: term in vocabulary.places,
        "honorific": lambda term: term in vocabulary.honorifics,
        "common_word": lambda term: term in vocabulary.common_words,
        "stop": lambda term: borders.get(term) == "stop",
        "compound_surname": lambda term: term in vocabulary.compound_surnames,
        "japanese_surname": lambda term: term in vocabulary.japanese_surnames,
    }
    assert tuple(member) == CLASSES
    fold = samples[0].text[:400] + "\n" + samples[-1].text[:400]
    expected = np.zeros((len(fold), 3 * len(CLASSES)), np.float32)
    for number, (name, belongs) in enumerate(member.items()):
        for start in range(len(fold)):
            for end in range(start + 1, min(start + 24, len(fold)) + 1):
                if end - start == 1 and name not in ("modifier", "ending", "weak_ending"):
                    continue
                if belongs(fold[start:end]):
                    expected[start, 3 * number] = expected[end - 1, 3 * number + 1] = 1
                    expected[start:end, 3 * number + 2] = 1
    assert expected.any(axis=0).sum() > 20
    assert np.array_equal(scanner.scan(fold)[:, : 3 * len(CLASSES)], expected)


@pytest.mark.parametrize("fold", ["", "\n", "林", "他\ud800说😀𠮷", "副市长" * 3])
def test_a_row_for_each_character_of_noughts_and_ones(scanner, fold):
    flags = np.concatenate([scanner.scan(fold), word_flags([], len(fold))], axis=1)
    assert flags.shape == (len(fold), WIDTH)
    assert set(np.unique(flags)) <= {0.0, 1.0}


def test_words_show_their_borders_and_their_tag():
    flags = word_flags([Word(0, 2, "v"), Word(3, 6, "PER"), Word(6, 7, "w")], 8)
    assert np.flatnonzero(flags[:, 0]).tolist() == [0, 3, 6]
    assert np.flatnonzero(flags[:, 1]).tolist() == [1, 5, 6]
    assert [tagged(flags, tag) for tag in ("v", "PER", "w", "ORG")] == [[0, 1], [3, 4, 5], [6], []]


def test_a_word_of_another_tag_shows_its_borders_alone():
    flags = word_flags([Word(0, 2, "xyz")], 2)
    assert flags[:, :2].tolist() == [[1, 0], [0, 1]]
    assert not flags[:, 2:].any()


def test_the_widths_add_up(scanner):
    assert scanner.scan("林").shape[1] == LEXICON_WIDTH
    assert word_flags([], 1).shape[1] == WIDTH - LEXICON_WIDTH
