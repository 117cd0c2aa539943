"""The recogniser: known sentences, the form LAC was trained on, offsets, and company that must not matter."""

import io
import pickle
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from pressextract.errors import MissingResourceError
from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.lac import WIDTH, find_folder, load_network, tag
from pressextract.mentions.merging import merged
from pressextract.mentions.recogniser import WEIGHTS, Recogniser, load_lac, read_words, trained_form
from pressextract.tokens.word import Word

FOLD = (
    "香港特区政府律政司副司长张国钧作为主礼嘉宾致辞。\n"
    "（香港 2025年10月23日）青禾集团董事长林致远、总经理周平，财务总监何安出席了在杭州举行的发布会。\n\n"
    "　　“我们很高兴，”中国科学院院士高明远说，“协会创办十二年来……”；他还感谢Paul S. Weiss教授！"
)
NASTY = [
    "",
    " ",
    "\n\n　",
    FOLD,
    FOLD * 9,
    "林",
    "。。。”",
    "他\ud800说😀𠮷",
    "a\x85b\u2028c",
    "，" * 300,
    "林致远，" * 99,
    "a b " * 99,
]


@pytest.fixture(scope="module")
def recogniser():
    return Recogniser()


def found(fold, words, tags):
    return [f"{fold[word.start : word.end]}|{word.tag}" for word in words if word.tag in tags.split()]


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        ("香港特区政府律政司副司长张国钧作为主礼嘉宾致辞。", ["香港特区政府律政司|ORG", "张国钧|PER"]),
        (
            "青禾集团董事长林致远、总经理周平，财务总监何安出席了在杭州举行的发布会。",
            ["青禾集团|ORG", "林致远|PER", "周平|PER", "何安|PER", "杭州|LOC"],
        ),
        ("青禾集团董事长林致远。", ["青禾集团|ORG", "林致远|PER"]),
        ("「林致远」、『周平』出席，", ["林致远|PER", "周平|PER"]),
        ("周平２０２５年１０月２３日在北京出席", ["周平|PER", "２０２５年１０月２３日|TIME", "北京|LOC"]),
        ("出席者：林致远　周平　何安", ["林致远|PER", "周平|PER", "何安|PER"]),
        ("主席林致远\n周平总经理", ["林致远|PER", "周平|PER"]),
    ],
)
def test_known_sentences(recogniser, fold, expected):
    read = recogniser(fold)
    assert found(fold, merged(fold, read.words, read.spans), "PER ORG LOC TIME") == expected


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        ("青禾集团董事长林致远致辞。", ["青禾集团|ORG", "董事长|TITLE", "林致远|PERSON"]),
        ("财务总监何安在杭州出席。", ["财务总监|TITLE", "何安|PERSON", "杭州|PLACE"]),
    ],
)
def test_known_spans(recogniser, fold, expected):
    assert found(fold, recogniser(fold).spans, "PERSON TITLE ORG PLACE EVENT") == expected


@pytest.mark.parametrize(
    ("fold", "name"),
    [("副局长令狐青、", "令狐青"), ("校长上官云秀主持", "上官云秀"), ("研究员车远山", "车远山")],
)
def test_spans_see_people_that_the_words_do_not(recogniser, fold, name):
    read = recogniser(fold)
    assert f"{name}|PERSON" in found(fold, read.spans, "PERSON")
    assert f"{name}|PER" in found(fold, merged(fold, read.words, read.spans), "PER")


@pytest.mark.parametrize("title", ["次长", "主委", "署长", "执行长", "营运长", "技正", "监事长"])
def test_titles_lac_has_not_seen(recogniser, title):
    fold = f"包括经济部{title}林致远、外交部{title}周平安等出席"
    read = recogniser(fold)
    assert found(fold, merged(fold, read.words, read.spans), "PER") == ["林致远|PER", "周平安|PER"]
    assert found(fold, read.spans, "TITLE") == [f"{title}|TITLE"] * 2


@pytest.mark.parametrize(
    ("characters", "forms"),
    [
        ("，：；（）！？％", ",:;()!?%"),
        ("。、", ".,"),
        ("“”‘’「」『』＂", '"' * 9),
        ("ＡＺａｚ０９AZ", "azaz09az"),
        (" \u3000\n\t", ",,,,"),
        ("İ—《》·香", "İ—《》·香"),
    ],
)
def test_trained_form_is_one_to_one(characters, forms):
    assert [trained_form(character) for character in characters] == list(forms)


@pytest.mark.parametrize("fold", NASTY)
def test_words_cover_all_but_white_space(recogniser, fold):
    words = recogniser(fold).words
    inside = {place for word in words for place in range(word.start, word.end)}
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert {place for place, character in enumerate(fold) if not character.isspace()} <= inside
    assert not any(fold[word.start].isspace() or fold[word.end - 1].isspace() for word in words)


@pytest.mark.parametrize("fold", NASTY)
def test_spans_are_in_order_and_have_the_form_of_names(recogniser, fold):
    spans = recogniser(fold).spans
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(0 <= span.start < span.end - 1 < len(fold) for span in spans)
    assert {span.tag for span in spans} <= {"PERSON", "TITLE", "ORG", "PLACE", "EVENT"}
    assert all(0 < span.score <= 1 for span in spans)
    assert all(fold[span.start : span.end].count("（") == fold[span.start : span.end].count("）") for span in spans)


def test_scores_of_words(recogniser):
    words = recogniser(FOLD).words
    assert all(0 < word.score <= 1 for word in words)
    assert {word.score for word in words if word.tag not in ("PER", "LOC", "ORG")} == {1.0}
    (sure,) = [word.score for word in words if FOLD[word.start : word.end] == "张国钧"]
    (unsure,) = [word.score for word in recogniser("主席林致出席").words if word.tag == "PER"]
    assert unsure < 0.95 < sure


def test_a_score_is_the_probability_of_the_word(recogniser):
    """Against a plain sum over all paths of a short sentence, tag by tag and in double precision."""
    network = load_network(find_folder())
    fold = "会长林致远说"
    (word,) = [word for word in recogniser(fold).words if word.tag == "PER"]
    first, final, transition = (
        np.asarray(part, np.float64) for part in (network.crf.first, network.crf.final, network.crf.transition)
    )
    _, emissions = _plainly(network, fold)

    def total(allowed):
        reached = np.where(allowed[0], first + emissions[0], -np.inf)
        for scores, mask in zip(emissions[1:], allowed[1:], strict=True):
            reached = np.where(mask, np.logaddexp.reduce(reached[:, None] + transition, axis=0) + scores, -np.inf)
        return np.logaddexp.reduce(reached + final)

    everything = np.ones(emissions.shape, bool)
    this = everything.copy()
    begin, inside = network.tags.index("PER-B"), network.tags.index("PER-I")
    for place in range(word.start, word.end):
        this[place] = False
        this[place, begin if place == word.start else inside] = True
    this[word.end, inside] = False
    assert word.score == pytest.approx(np.exp(total(this) - total(everything)), abs=0.002)


def test_net_against_a_plain_reading_of_its_description():
    network = load_network(find_folder())
    fold = "会长林致远在杭州说，周平好。"
    rows = np.array([network.vocabulary[trained_form(character)] for character in fold])
    states, emissions = _plainly(network, fold)
    reached, back = network.crf.first + emissions[0], []
    for scores in emissions[1:]:
        paths = reached[:, None] + network.crf.transition
        back.append(paths.argmax(axis=0))
        reached = paths.max(axis=0) + scores
    path = [int((reached + network.crf.final).argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    decoded, found_states = tag(network, rows, np.array([len(rows)]))
    assert decoded.tags.tolist() == path[::-1]
    assert found_states == pytest.approx(states, abs=1e-4)


def _plainly(network, fold):
    """The net one sentence, one direction, one step at a time, straight from the files: states, and scores of tags."""

    def read(name, *shape):
        data = (find_folder() / "model_baseline" / name).read_bytes()
        return np.frombuffer(data[-4 * int(np.prod(shape)) :], "<f4").reshape(shape)

    def layer(number, inputs):
        weights = read(f"gru_{number}.w_0", 128 * 384)
        gates, candidate = weights[: 128 * 256].reshape(128, 256), weights[128 * 256 :].reshape(128, 128)
        entering = inputs @ read(f"fc_{number}.w_0", inputs.shape[1], 384)
        entering = entering + read(f"fc_{number}.b_0", 384) + read(f"gru_{number}.b_0", 384)
        states, state = np.zeros((len(inputs), 128)), np.zeros(128)
        for step in range(len(inputs)) if number % 2 == 0 else reversed(range(len(inputs))):
            gate = 1 / (1 + np.exp(-(entering[step, :256] + state @ gates)))
            update, reset = gate[:128], gate[128:]
            new = np.tanh(entering[step, 256:] + (reset * state) @ candidate)
            states[step] = state = (1 - update) * state + update * new
        return states

    characters = read("word_emb", 20941, 128)[[network.vocabulary[trained_form(each)] for each in fold]]
    lower = np.concatenate([layer(0, characters), layer(1, characters)], axis=1)
    upper = np.concatenate([layer(2, lower), layer(3, lower)], axis=1)
    return np.concatenate([lower, upper], axis=1), upper @ read("fc_4.w_0", 256, 57) + read("fc_4.b_0", 57)


def test_states_are_given_for_every_character_but_line_breaks():
    words, states = read_words(load_lac(), "林致远\n周平")
    assert [(word.start, word.end) for word in words] == [(0, 3), (4, 6)]
    assert states.shape == (6, WIDTH)
    assert states.any(axis=1).tolist() == [True, True, True, False, True, True]


def test_neighbours_change_no_words(recogniser):
    lines = [line for line in FOLD.split("\n") if line.strip()]
    alone = [[(word.start, word.end, word.tag) for word in recogniser(line).words] for line in lines]
    for company in (lines, lines[::-1], [FOLD.replace("\n", ""), *lines, "何安。" * 70]):
        fold = "\n".join(company)
        begin = 0
        for line in company:
            words = [word for word in recogniser(fold).words if begin <= word.start < begin + len(line)]
            if line in lines:
                assert [(w.start - begin, w.end - begin, w.tag) for w in words] == alone[lines.index(line)]
            begin += len(line) + 1


@pytest.mark.parametrize("line", [FOLD + "\n", "香港特区政府律政司副司长张国钧作为主礼嘉宾致辞。"])
def test_a_long_text_is_read_in_portions_with_the_same_words(recogniser, line):
    """Longer than two portions; with line breaks, and as a single line of sentences."""
    times = 36_000 // len(line)
    read, once = recogniser(line * times), recogniser(line)
    assert [(word.start, word.end, word.tag) for word in read.words] == [
        (word.start + by, word.end + by, word.tag)
        for by in range(0, times * len(line), len(line))
        for word in once.words
    ]
    assert found(line * times, read.spans, "PERSON").count("张国钧|PERSON") == times


def test_terms_of_the_vocabulary_are_shown_to_it():
    """A title that is in a lexicon is likelier seen than one that is not."""
    fold = "由晴川社掌灯林致远主持。"

    def chance(vocabulary):
        spans = Recogniser(vocabulary=vocabulary)(fold).spans
        return max((span.score for span in spans if fold[span.start : span.end] == "掌灯"), default=0.0)

    own = builtin_vocabulary().with_terms(people=[], titles=["掌灯"], organisations=[])
    assert chance(own) > chance(None)


def test_threads_and_copies_get_the_same(recogniser):
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(recogniser, [FOLD] * 8))
    assert set(results) == {recogniser(FOLD)}
    assert pickle.loads(pickle.dumps(recogniser))(FOLD) == recogniser(FOLD)


@pytest.mark.parametrize("character", ["龘", "的", "。", "，", " ", "长"])
def test_a_long_run_of_one_character_takes_linear_time(recogniser, character):
    def seconds(length):
        begin = time.process_time()
        recogniser(character * length)
        return time.process_time() - begin

    seconds(100)
    # Quadratic would be 64 times as long.
    assert seconds(40_000) < 24 * max(seconds(5_000), 0.02)


def test_weights_are_read_at_the_first_call_and_without_jieba():
    script = (
        "import sys\n"
        "from pressextract.mentions.recogniser import Recogniser, _load_once\n"
        "made = Recogniser()\n"
        "assert _load_once.cache_info().currsize == 0\n"
        "made('林致远')\n"
        "assert _load_once.cache_info().currsize == 1\n"
        "assert not {'jieba', 'paddle', 'spacy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("name", ["word.dic", "tag.dic", "model_baseline/crfw", "model_baseline/gru_3.w_0"])
def test_missing_files_of_lac_are_named(tmp_path, name):
    folder = shutil.copytree(find_folder(), tmp_path / "lac_small")
    (folder / name).unlink()
    with pytest.raises(MissingResourceError, match=name.rpartition("/")[2]):
        Recogniser(encoder=folder)("林致远")


@pytest.mark.parametrize("content", [b"", b"\0" * 20, b"\0" * 16 + b"\x04\0\0\0" + b"\0" * 999])
def test_other_files_of_lac_are_refused(tmp_path, content):
    folder = shutil.copytree(find_folder(), tmp_path / "lac_small")
    (folder / "model_baseline" / "crfw").write_bytes(content)
    with pytest.raises(MissingResourceError, match="crfw"):
        Recogniser(encoder=folder)("林致远")


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(MissingResourceError, match=r"recogniser\.npz"):
        Recogniser(weights=tmp_path / "recogniser.npz")("林致远")


def _packed(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 20, WEIGHTS.read_bytes()[:-100], _packed(classes=np.array(["PERSON"]))],
    ids=["nothing", "zeros", "cut short", "other arrays"],
)
def test_other_weights_are_refused(tmp_path, content):
    path = tmp_path / "recogniser.npz"
    path.write_bytes(content)
    with pytest.raises(MissingResourceError, match=r"recogniser\.npz"):
        Recogniser(weights=path)("林致远")


def test_nothing_is_recognised_as_nothing(recogniser):
    assert (recogniser("").words, recogniser("").spans) == ((), ())
    assert recogniser("林致远").words[0] == Word(0, 3, "PER", recogniser("林致远").words[0].score)
