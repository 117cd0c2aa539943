"""The recogniser: known sentences, the form the net was trained on, offsets, and company that must not matter."""

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
from pressextract.mentions.lac import find_folder, load_network, tag
from pressextract.mentions.recogniser import LacRecogniser, trained_form

FOLD = (
    "香港特区政府律政司副司长张国钧作为主礼嘉宾致辞。\n"
    "（香港 2025年10月23日）青禾集团董事长林致远、总经理周平，财务总监何安出席了在杭州举行的发布会。\n\n"
    "　　“我们很高兴，”中国科学院院士高明远说，“协会创办十二年来……”；他还感谢Paul S. Weiss教授！"
)


@pytest.fixture(scope="module")
def recogniser():
    return LacRecogniser()


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
    assert found(fold, recogniser(fold), "PER ORG LOC TIME") == expected


@pytest.mark.parametrize("title", ["次长", "主委", "署长", "执行长", "营运长", "技正", "监事长"])
def test_titles_the_net_has_not_seen(recogniser, title):
    fold = f"包括经济部{title}林致远、外交部{title}周平安等出席"
    assert found(fold, recogniser(fold), "PER") == ["林致远|PER", "周平安|PER"]
    assert any(fold[word.start : word.end].endswith(title) for word in recogniser(fold))


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


@pytest.mark.parametrize(
    "fold",
    [
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
    ],
)
def test_words_cover_all_but_white_space(recogniser, fold):
    words = recogniser(fold)
    inside = {place for word in words for place in range(word.start, word.end)}
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert {place for place, character in enumerate(fold) if not character.isspace()} <= inside
    assert not any(fold[word.start].isspace() or fold[word.end - 1].isspace() for word in words)


def test_scores(recogniser):
    words = recogniser(FOLD)
    assert all(0 < word.score <= 1 for word in words)
    assert {word.score for word in words if word.tag not in ("PER", "LOC", "ORG")} == {1.0}
    (sure,) = [word.score for word in words if FOLD[word.start : word.end] == "张国钧"]
    (unsure,) = [word.score for word in recogniser("主席林致出席") if word.tag == "PER"]
    assert unsure < 0.95 < sure


def test_a_score_is_the_probability_of_the_word(recogniser):
    """Against a plain sum over all paths of a short sentence, tag by tag and in double precision."""
    network = load_network(find_folder())
    fold = "会长林致远说"
    (word,) = [word for word in recogniser(fold) if word.tag == "PER"]
    first, final, transition = (
        np.asarray(part, np.float64) for part in (network.crf.first, network.crf.final, network.crf.transition)
    )
    emissions = np.asarray(_plain_emissions(network, fold), np.float64)

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


@pytest.mark.parametrize(
    ("fold", "name"),
    [
        ("副局长令狐青、", "令狐青"),
        ("秘书长任和平和委员", "任和平"),
        ("校长上官云秀主持", "云秀"),
        ("研究员车远山", "车远山"),
    ],
)
def test_people_that_were_not_the_likeliest_reading(recogniser, fold, name):
    read = recogniser.read(fold)
    assert name not in [fold[word.start : word.end] for word in read.words if word.tag == "PER"]
    assert name in [fold[word.start : word.end] for word in read.people]


def test_people_hold_the_names_among_the_words_with_the_same_score(recogniser):
    read = recogniser.read(FOLD)
    names = {(word.start, word.end): word.score for word in read.words if word.tag == "PER"}
    people = {(word.start, word.end): word.score for word in read.people}
    assert {span: people.get(span) for span in names} == pytest.approx(names, abs=0.002)
    assert all(score >= 0.02 for score in people.values())
    assert list(people) == sorted(people)


def test_net_against_a_plain_reading_of_its_description():
    network = load_network(find_folder())
    rows = np.array([network.vocabulary[trained_form(character)] for character in "会长林致远在杭州说，周平好。"])
    emissions = _plain_emissions(network, "会长林致远在杭州说，周平好。")
    reached, back = network.crf.first + emissions[0], []
    for scores in emissions[1:]:
        paths = reached[:, None] + network.crf.transition
        back.append(paths.argmax(axis=0))
        reached = paths.max(axis=0) + scores
    path = [int((reached + network.crf.final).argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    assert tag(network, rows, np.array([len(rows)])).tags.tolist() == path[::-1]


def _plain_emissions(network, fold):
    """The net one sentence, one direction, one step at a time, straight from the files."""

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
    return upper @ read("fc_4.w_0", 256, 57) + read("fc_4.b_0", 57)


def test_neighbours_change_nothing(recogniser):
    lines = [line for line in FOLD.split("\n") if line.strip()]
    alone = [[(word.start, word.end, word.tag) for word in recogniser(line)] for line in lines]
    for company in (lines, lines[::-1], [FOLD.replace("\n", ""), *lines, "何安。" * 70]):
        fold = "\n".join(company)
        begin = 0
        for line in company:
            words = [word for word in recogniser(fold) if begin <= word.start < begin + len(line)]
            if line in lines:
                assert [(w.start - begin, w.end - begin, w.tag) for w in words] == alone[lines.index(line)]
            begin += len(line) + 1


def test_threads_and_copies_get_the_same(recogniser):
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(recogniser, [FOLD] * 8))
    assert set(results) == {recogniser(FOLD)}
    assert pickle.loads(pickle.dumps(recogniser))(FOLD) == recogniser(FOLD)


@pytest.mark.parametrize("character", ["龘", "的", "。", "，", " "])
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
        "from pressextract.mentions.recogniser import LacRecogniser, _load_once\n"
        "made = LacRecogniser()\n"
        "assert _load_once.cache_info().currsize == 0\n"
        "made('林致远')\n"
        "assert _load_once.cache_info().currsize == 1\n"
        "assert not {'jieba', 'paddle', 'spacy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("name", ["word.dic", "tag.dic", "model_baseline/crfw", "model_baseline/gru_3.w_0"])
def test_missing_files_are_named(tmp_path, name):
    folder = shutil.copytree(find_folder(), tmp_path / "lac_small")
    (folder / name).unlink()
    with pytest.raises(MissingResourceError, match=name.rpartition("/")[2]):
        LacRecogniser(folder)("林致远")


@pytest.mark.parametrize("content", [b"", b"\0" * 20, b"\0" * 16 + b"\x04\0\0\0" + b"\0" * 999])
def test_other_files_are_refused(tmp_path, content):
    folder = shutil.copytree(find_folder(), tmp_path / "lac_small")
    (folder / "model_baseline" / "crfw").write_bytes(content)
    with pytest.raises(MissingResourceError, match="crfw"):
        LacRecogniser(folder)("林致远")
