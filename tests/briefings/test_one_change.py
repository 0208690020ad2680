"""A change is told once: in a headline as on the tile, where a reader takes one written score from the other."""

from datetime import date
from itertools import pairwise

import pytest

from steward.briefings.internal.nps.surveys import change_in_short, change_in_words
from steward.domain.nps import Survey
from steward.exhibits import POINTS, Figure, Receipt

RECEIPT = Receipt("NPS", date(2026, 9, 30), "customer.nps_quarterly")
SURVEYS = [Survey(60, 11, 8, 5), Survey(60, 20, 4, 0), Survey(60, 7, 7, 10), Survey(60, 8, 3, 13), Survey(60, 8, 4, 12)]
"""Of 24 answers: 25.0, 83.3, −12.5, −20.8 and −16.7."""


@pytest.mark.parametrize(("before", "now"), [*pairwise(SURVEYS), (SURVEYS[4], SURVEYS[1]), (SURVEYS[1], SURVEYS[1])])
def test_a_headline_says_the_change_of_its_tile(before: Survey, now: Survey) -> None:
    tile = Figure(id="n", label="NPS", value=now.score, previous=before.score, unit=POINTS, receipt=RECEIPT)
    change = abs(int(tile.delta or 0))
    for say in (change_in_words, change_in_short):
        said = say(now, before, "Q2 2026")
        assert (f" {change} " in said.replace("−", " ") or f"−{change} " in said or f"+{change} " in said) or (
            not change and said == "unchanged since Q2 2026"
        )
