"""Posts whose body stands elsewhere in the release."""

from __future__ import annotations

import pytest

import pressextract as px
from tests.notation import Case, differences, load_cases


@pytest.mark.parametrize("case", load_cases("context"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def test_implied_body_is_linked_and_less_sure():
    told, implied = (
        px.extract(text).people[0].positions[0]
        for text in (
            "香港青巒文化協會會長顧兆庭致辭。",
            "香港青巒文化協會今日舉行就職典禮。會長顧兆庭致辭。",
        )
    )
    assert (told.organisation, told.organisation_id) == (implied.organisation, implied.organisation_id)
    assert implied.organisation_id == "o1"
    assert implied.confidence < told.confidence
