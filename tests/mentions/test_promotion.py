"""Names that are common words, where a name is due."""

import pytest

from pressextract.mentions.promotion import promoted
from pressextract.tokens.word import Word


def words_of(text):
    """``副市长/n 柳絮/n`` as words of the text without the marks."""
    words, start = [], 0
    for part in text.split():
        surface, _, tag = part.partition("/")
        words.append(Word(start, start + len(surface), tag))
        start += len(surface)
    return "".join(part.partition("/")[0] for part in text.split()), tuple(words)


def marked(fold, words):
    return " ".join(f"{fold[word.start : word.end]}/{word.tag}" for word in words)


@pytest.mark.parametrize(
    ("before", "name", "chance", "after"),
    [
        ("副市长/n 柳絮/n ，/w", "柳絮", 0.05, "副市长/n 柳絮/PER ，/w"),
        ("副市长/n 柳絮/n ，/w", "柳絮", 0.02, "副市长/n 柳絮/n ，/w"),
        ("副市长/n 柳絮/n 主持/v", "柳絮", 0.12, "副市长/n 柳絮/PER 主持/v"),
        ("副市长/n 柳絮/n 主持/v", "柳絮", 0.05, "副市长/n 柳絮/n 主持/v"),
        ("林致远/PER 、/w 柳絮/n 、/w", "柳絮", 0.12, "林致远/PER 、/w 柳絮/PER 、/w"),
        ("林致远/PER 、/w 柳絮/n 博士/n", "柳絮", 0.12, "林致远/PER 、/w 柳絮/PER 博士/n"),
        ("林致远/PER 、/w 柳絮/n 纷飞/v", "柳絮", 0.12, "林致远/PER 、/w 柳絮/n 纷飞/v"),
        ("春日/t 柳絮/n 纷飞/v", "柳絮", 0.9, "春日/t 柳絮/n 纷飞/v"),
        ("副局长/n 令/v 狐青/n", "令狐青", 0.2, "副局长/n 令狐青/PER"),
        ("产发署署长利丰年/nt 说明/v", "利丰年", 0.2, "产发署署长/nt 利丰年/PER 说明/v"),
        ("尚可欣医生获委任为医管局/ORG", "尚可欣", 0.5, "尚可欣/PER 医生获委任为医管局/n"),
        ("局长/n 林致/PER 远/a ，/w", "林致远", 0.4, "局长/n 林致/PER 远/a ，/w"),
        ("市长/n 任内/n ，/w", "任内", 0.4, "市长/n 任内/n ，/w"),
        ("局长/n Weiss/nz ，/w", "Weiss", 0.4, "局长/n Weiss/nz ，/w"),
        ("办理/v 文旦/n ，/w", "文旦", 0.4, "办理/v 文旦/n ，/w"),
        ("芒果/n 、/w 文旦/n 、/w", "文旦", 0.4, "芒果/n 、/w 文旦/n 、/w"),
        ("局长/n 远/a ，/w", "远", 0.4, "局长/n 远/a ，/w"),
    ],
)
def test_a_name_is_preferred_where_one_is_due(before, name, chance, after):
    fold, words = words_of(before)
    start = fold.index(name)
    assert marked(fold, promoted(fold, words, [Word(start, start + len(name), "PER", chance)])) == after


def test_of_names_that_overlap_the_likelier_stands():
    fold, words = words_of("副局长/n 令/v 狐青/n ，/w")
    people = [Word(3, 5, "PER", 0.1), Word(3, 6, "PER", 0.2), Word(4, 6, "PER", 0.15)]
    assert marked(fold, promoted(fold, words, people)) == "副局长/n 令狐青/PER ，/w"


def test_several_names_in_one_word():
    fold, words = words_of("：/w 令狐青、柳絮、/nz 周平/PER")
    people = [Word(1, 4, "PER", 0.2), Word(5, 7, "PER", 0.2), Word(8, 10, "PER", 0.9)]
    assert marked(fold, promoted(fold, words, people)) == "：/w 令狐青/PER 、/nz 柳絮/PER 、/nz 周平/PER"


def test_rests_hold_no_white_space_at_their_edges():
    fold = "主任 柳絮 主任"
    words = promoted(fold, [Word(0, 2, "n"), Word(3, 8, "nz")], [Word(3, 5, "PER", 0.4)])
    assert words == (Word(0, 2, "n"), Word(3, 5, "PER", 0.4), Word(6, 8, "nz"))
