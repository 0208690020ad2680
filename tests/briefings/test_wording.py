"""Sentences from figures."""

from datetime import date

import pytest

from steward.exhibits import Figure, Receipt, money
from steward.exhibits.wording import changed, counted, grew, inside, moved, moved_since, spelled

EURO = money("EUR")


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (18_000, 24_000, "grew from €18k to €24k"),
        (24_000, 18_000, "fell from €24k to €18k"),
        (241_000, 241_200, "grew by €200 to €241k"),
        (241_200, 241_000, "fell by €200 to €241k"),
        (241_000, 241_000, "stayed at €241k"),
    ],
)
def test_a_level_grows_falls_or_stays(before: int, now: int, said: str) -> None:
    assert grew(EURO, before, now) == said


@pytest.mark.parametrize(("change", "said"), [(82_600, "grew by €82.6k"), (-3, "fell by €3"), (0, "did not change")])
def test_a_change_is_said_without_two_signs(change: int, said: str) -> None:
    assert changed(EURO, change) == said


def test_abbreviations_keep_their_capitals_inside_a_sentence() -> None:
    assert [inside(text) for text in ("Incidents fell", "NPS fell", "SLA budget")] == [
        "incidents fell",
        "NPS fell",
        "SLA budget",
    ]


def test_small_numbers_read_as_people_say_them() -> None:
    assert [counted(number, "ticket") for number in (0, 1, 1200)] == ["no tickets", "1 ticket", "1,200 tickets"]
    assert [moved(301, 100), moved(300, 100), moved(-5, -1)] == [
        "3.0 times", "up 200.0\N{NARROW NO-BREAK SPACE}%", "down 400.0\N{NARROW NO-BREAK SPACE}%",
    ]  # fmt: skip
    assert [moved(110, 100), moved(100, 0), moved(100, 100)] == ["up 10.0\N{NARROW NO-BREAK SPACE}%", "", "unchanged"]


@pytest.mark.parametrize(
    ("now", "said"), [(110, ", up 10.0 % on Q2"), (412, ", 4.1 times that of Q2"), (100, ", unchanged on Q2")]
)
def test_much_more_is_said_as_how_many_times_as_much(now: int, said: str) -> None:
    receipt = Receipt("spend of a quarter", date(2026, 9, 30), "customer.spend_monthly")
    spent = Figure(id="f", label="Spend", value=now, unit=EURO, receipt=receipt, previous=100, previous_label="Q2")
    assert moved_since(spent).replace("\N{NARROW NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(("number", "said"), [(1, "one"), (8, "eight"), (12, "twelve"), (13, "13")])
def test_small_numbers_are_words(number: int, said: str) -> None:
    assert spelled(number) == said
