"""Names of people in Latin letters, told from bodies, products and events."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.mentions.latin import looks_like_person
from tests.notation import Case, differences, load_cases


@pytest.mark.parametrize("case", load_cases("latin"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Edmund Whitlock", True),
        ("Edmund R. Whitlock", True),
        ("Edmund WHITLOCK", True),
        ("E. R. Whitlock", True),
        ("José Antúnez", True),
        ("Chia-Ling H. Wu", True),
        ("Whitlock", False),
        ("E. R.", False),
        ("AURORA PRO", False),
        ("Talbot Shipping Holdings", False),
        ("Hong Kong", False),
        ("University of Northisle", False),
        ("One Two Three Four Five Six Seven", False),
    ],
)
def test_looks(text, expected):
    assert looks_like_person(text) is expected
