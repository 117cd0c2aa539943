"""The fit of confidences, and how well they keep their word, on made-up numbers."""

from __future__ import annotations

import json

import numpy as np
import pytest

from pressextract.knowledge.calibration import CALIBRATION
from pressextract.mentions.recogniser import WEIGHTS
from training.calibrate import KINDS, Judged, chances_of, fit_logistic, gold_releases, judge, reliability


def drawn(weights: list[float], size: int) -> Judged:
    """Evidence, and verdicts that are right as often as these weights say."""
    rng = np.random.default_rng(1)
    evidence = rng.normal(size=(size, len(weights) - 1))
    chances = 1 / (1 + np.exp(-(weights[0] + evidence @ np.array(weights[1:]))))
    return Judged(evidence, rng.random(size) < chances)


@pytest.mark.parametrize("weights", [[0.0, 1.0], [1.5, -0.5, 2.0], [-1.0, 0.0, 0.7, 0.3]])
def test_the_fit_finds_the_weights_that_the_verdicts_were_drawn_by(weights):
    assert fit_logistic(drawn(weights, 20_000)) == pytest.approx(weights, abs=0.12)


def test_the_mean_chance_is_the_share_that_is_right():
    judged = drawn([1.4, 0.8, -0.3], 30)
    assert chances_of(fit_logistic(judged), judged.evidence).mean() == pytest.approx(judged.right.mean(), abs=0.002)


def test_evidence_that_says_nothing_weighs_nothing():
    right = np.array([True, True, True, False] * 200)
    constant, weight = fit_logistic(Judged(np.tile([[1.0], [-1.0]], (4, 1)).repeat(100, axis=0), right.repeat(1)))
    assert weight == pytest.approx(0.0, abs=0.01)
    assert constant == pytest.approx(np.log(3), abs=0.01)


@pytest.mark.parametrize("right", [True, False])
def test_verdicts_that_are_all_one_can_be_fitted(right):
    judged = Judged(np.random.default_rng(1).normal(size=(40, 2)), np.full(40, right))
    chances = chances_of(fit_logistic(judged), judged.evidence)
    assert (chances > 0.5).all() == right


def test_chances_stay_below_certainty():
    assert chances_of([0.0, 1.0], np.array([[-50.0], [0.0], [50.0]])) == pytest.approx([0.0, 0.5, 0.99])


@pytest.mark.parametrize(
    ("chances", "right", "error"),
    [
        ([0.95, 0.95], [True, True], 0.05),
        ([0.75] * 4, [True, True, True, False], 0.0),
        ([0.9, 0.9, 0.1, 0.1], [False, False, True, True], 0.9),
        ([0.25, 0.85, 0.85, 0.85], [False, True, True, True], 0.175),
        ([], [], 0.0),
    ],
)
def test_the_error_is_the_mean_distance_between_chance_and_share(chances, right, error):
    assert reliability(np.array(chances), np.array(right, bool))[0] == pytest.approx(error)


def test_the_table_has_a_row_for_each_tenth():
    _, table = reliability(np.array([0.05, 0.12, 0.18, 0.99, 1.0]), np.array([False, False, True, True, True]))
    assert [count for count, _, _ in table] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert table[1][1:] == pytest.approx((0.15, 0.5))


def test_the_releases_of_inner_folders_count_too(root):
    texts = {text for text, _ in gold_releases(root / "fixtures")}
    inner = {path.read_text("utf-8") for path in (root / "fixtures" / "varied").glob("*.txt")}
    assert len(inner) > 40
    assert inner < texts


def test_releases_are_judged_thing_by_thing(root, samples):
    """Of each kind a row of evidence and a verdict, as long as the weights that come with the library."""
    some = list(gold_releases(root / "fixtures"))[:3]
    assert [text for text, _ in some] == [sample.text for sample in samples[:3]]
    judged = judge(some, WEIGHTS)
    weights = json.loads(CALIBRATION.read_text("utf-8"))["weights"]
    assert set(judged) == set(KINDS) == set(weights)
    for kind, one in judged.items():
        assert one.evidence.shape == (len(one.right), len(weights[kind]) - 1)
        assert one.right.any()
    assert len(judged["people"].right) == sum(len(sample.release.people) for sample in samples[:3])
