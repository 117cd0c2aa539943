"""The segmenter: what it cuts, what it leaves alone, and that nobody else's jieba feels it."""

import logging
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pressextract.tokens.segmenter import Segmenter
from pressextract.tokens.word import Word

FOLD = "青禾集团董事长林致远（C2C论坛创会主席）2025年10月23日在香港-深圳致辞，\n\n　　他说：“协会创办十二年来……”"


def surfaces(fold, words):
    return [fold[word.start : word.end] for word in words]


@pytest.fixture(scope="module")
def segmenter():
    return Segmenter()


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        ("", []),
        (" \n\t　", []),
        ("董事长高明在香港致辞", ["董事长", "高明", "在", "香港", "致辞"]),
        ("协会 会长\n高明", ["协会", "会长", "高明"]),
        ("GDP增长3.5%。", ["GDP", "增长", "3.5%", "。"]),
        ("他\ud800说", ["他", "\ud800", "说"]),
    ],
)
def test_cut(segmenter, fold, expected):
    assert surfaces(fold, segmenter.cut(fold)) == expected


def test_words_cover_all_but_white_space(segmenter):
    words = segmenter.cut(FOLD)
    covered = [place for word in words for place in range(word.start, word.end)]
    assert covered == [place for place, character in enumerate(FOLD) if not character.isspace()]
    assert {word.tag for word in words} == {""}


def test_cuts_are_those_of_jieba(segmenter):
    import jieba

    fold = FOLD * 40
    assert surfaces(fold, segmenter.cut(fold)) == [word for word in jieba.Tokenizer().lcut(fold) if word.strip()]


def test_rjieba_cuts_the_same(segmenter):
    pytest.importorskip("rjieba")
    fold = FOLD * 40
    assert Segmenter(backend="rjieba").cut(fold) == segmenter.cut(fold)


@pytest.mark.parametrize("backend", ["jieba", "rjieba"])
def test_own_words_stay_whole_and_stay_private(segmenter, backend):
    pytest.importorskip(backend)
    fold = "林致远出席城乡统筹协进会的晚宴"
    own = Segmenter(["城乡统筹协进会"], backend=backend)
    assert "城乡统筹协进会" in surfaces(fold, own.cut(fold))
    assert "城乡统筹协进会" not in surfaces(fold, segmenter.cut(fold))
    assert "城乡统筹协进会" not in surfaces(fold, Segmenter(backend=backend).cut(fold))


def test_others_words_do_not_come_in(segmenter):
    import jieba

    fold = "林致远出席城乡统筹协进会的晚宴"
    jieba.dt.FREQ, jieba.dt.initialized = {}, True
    try:
        jieba.dt.total = 1
        jieba.add_word("城乡统筹协进会", 1000)
        assert "城乡统筹协进会" not in surfaces(fold, segmenter.cut(fold))
    finally:
        jieba.dt.initialized = False


@pytest.mark.parametrize("words", [[""], ["若泽·拉莫斯"], ["两 词"]])
def test_words_that_cannot_be_kept_are_refused(words):
    with pytest.raises(ValueError, match="one piece"):
        Segmenter(words)


def test_unknown_backend_is_refused():
    with pytest.raises(ValueError, match="thulac"):
        Segmenter(backend="thulac")  # type: ignore[arg-type]


def test_pickle_keeps_words_and_backend():
    copy = pickle.loads(pickle.dumps(Segmenter(["城乡统筹协进会"])))
    assert (copy.words, copy.backend) == (("城乡统筹协进会",), "jieba")
    assert copy.cut("城乡统筹协进会") == (Word(0, 7, ""),)


def test_threads_get_the_same():
    shared = Segmenter(["城乡统筹协进会"])
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(shared.cut, [FOLD] * 16))
    assert set(results) == {shared.cut(FOLD)}


@pytest.mark.parametrize("character", ["龘", "的", "a", " ", "，"])
def test_a_long_run_of_one_character_takes_linear_time(segmenter, character):
    segmenter.cut(FOLD)

    def seconds(length):
        begin = time.process_time()
        segmenter.cut(character * length)
        return time.process_time() - begin

    def best(length):
        return min(seconds(length) for _ in range(3))

    # Quadratic would be 64 times as long.
    assert best(80_000) < 24 * max(best(10_000), 0.01)


def test_importing_and_cutting_leave_no_trace(tmp_path):
    script = (
        "import sys, logging, tempfile, pathlib\n"
        "from pressextract.tokens.segmenter import Segmenter\n"
        "made = Segmenter()\n"
        "assert 'jieba' not in sys.modules and 'rjieba' not in sys.modules\n"
        "made.cut('协会会长')\n"
        "import jieba\n"
        "assert not jieba.dt.initialized\n"
        "assert not logging.getLogger('jieba').handlers\n"
        "print(sorted(path.name for path in pathlib.Path(tempfile.gettempdir()).iterdir()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"TMPDIR": str(tmp_path)}
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_who_has_jieba_already_keeps_its_messages():
    script = (
        "import logging, jieba\n"
        "from pressextract.tokens.segmenter import Segmenter\n"
        "Segmenter().cut('协会会长')\n"
        "assert logging.getLogger('jieba').handlers == [jieba.log_console]\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", script], check=True)


def test_logging_of_others_is_left_alone(segmenter):
    level = logging.getLogger().level
    segmenter.cut(FOLD)
    assert logging.getLogger().level == level
