"""Titles that name who leads: a tie is told as one, by names or by number."""

import doctest
from pathlib import Path

import pytest

from steward.briefings.internal.scope.book import book_of
from steward.exhibits import ties
from steward.exhibits.ties import leaders
from steward.services import retention
from tests.homes import loaded

ALIKE = {
    "accounts": "account_id|name\nA1|Alder\nA2|Birch\nA3|Cedar\nA4|Elm",
    "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on\n"
    + "\n".join(f"s{n}|A{n}|wan|100|2024-01-01" for n in range(1, 5)),
}


def test_the_examples_are_true() -> None:
    assert doctest.testmod(ties).failed == 0


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Alder"], "Alder has"),
        (["Alder", "Elm"], "Alder and Elm have"),
        (["Alder", "Elm", "Oak"], "3 accounts have"),
    ],
)
def test_one_or_two_are_named_and_more_are_counted(names: list[str], said: str) -> None:
    told = [*((name, 1) for name in names), ("Yew", 2)]
    assert leaders(told, 1, "account").do("has", "have") == said


def test_quarters_in_which_nothing_moved_are_told_together(tmp_path: Path) -> None:
    table = retention.brief(book_of(loaded(tmp_path, **ALIKE))).quarters
    assert (
        table is not None and table.title == f"{len(table.rows)} of {len(table.rows)} quarters brought and lost nothing"
    )
