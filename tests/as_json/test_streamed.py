"""The JSON of a book is written while it is made: it says what the services say, holds little of it at a time, and
takes as long per account however many there are."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from steward.briefings.internal.forecast.source import PersonForecast
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.book import book_json
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.text import A_SHEET, plain, written
from steward.domain.forecasting.items import CallItem, CallKind, ItemState, Numbers
from steward.plans.files.plan_cache import PlanCache
from steward.services import book as book_service
from steward.services import health, whitespace
from steward.services.forecast.evidence import facts_of
from steward.services.topics import each_of_book, of_book


@pytest.fixture(scope="module")
def told(book: Book, plan_cache: PlanCache) -> dict[str, Any]:
    brief = book_service.brief(book)
    found: dict[str, Any] = json.loads("".join(book_json(book, brief, each_of_book(book, plan_cache))))
    return found


def test_every_area_says_what_its_service_says(book: Book, plan_cache: PlanCache, told: dict[str, Any]) -> None:
    topics = of_book(book, plan_cache)
    assert list(told["areas"]) == [one.key for one in topics]
    for one in topics:
        area = told["areas"][one.key]
        assert area["headline"] == one.brief.headline
        assert area["exhibits"] == [plain(exhibit_json(each)) for each in one.exhibits]
    assert [one["id"] for one in told["figures"]] == [each.id for one in topics for each in one.figures]


def test_every_account_is_what_the_services_say_of_it(book: Book, plan_cache: PlanCache, told: dict[str, Any]) -> None:
    rows = book_service.brief(book).rows
    assert [(one["account_id"], one["mrr"]) for one in told["accounts"]] == [
        (row.account_id, plain(row.mrr)) for row in rows
    ]
    found = health.brief(book, book_service.EVERYTHING, plan_cache)
    assert told["areas"]["health"]["accounts"] and found.lines
    for line, said in zip(found.lines, told["areas"]["health"]["accounts"], strict=True):
        known = {one.month_end: one.score for one in found.history.of(line.row.account_id)}
        assert said["scores"] == [plain(known.get(month)) for month in found.history.months]
    lines = whitespace.brief(book, book_service.EVERYTHING, plan_cache).lines
    for each, written_of in zip(lines, told["areas"]["whitespace"]["accounts"], strict=True):
        assert [(one["product_id"], one["state"], one["potential"]) for one in written_of["spaces"]] == [
            (one.product.product_id, one.state, plain(one.potential)) for one in each.spaces
        ]


def test_no_more_is_made_than_a_sheet_before_it_is_written() -> None:
    made = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal made
        for number in range(3 * A_SHEET):
            made += 1
            yield {"number": number, "told": ["a", "b"]}

    ahead, before = [], 0
    for piece in written({"rows": rows()}):
        ahead.append(made - before)
        before = made
        assert len(piece) < 100 * A_SHEET
    assert max(ahead) <= A_SHEET
    assert made == 3 * A_SHEET


class Compared(str):
    """An id that counts how often it is held against another."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_an_account_is_not_held_against_all_others(book: Book, plan_cache: PlanCache) -> None:
    """Of every account an opportunity is committed: what is known beside each is found by the account's id."""
    ids = [Compared(row.account_id) for row in book_service.brief(book).rows]
    items = [
        CallItem(
            key=f"o{number}", kind=CallKind.PIPELINE, state=ItemState.OPEN, category="commit", amount=1, due=True,
            counts=Numbers(), account_id=one,
        )
        for number, one in enumerate(ids)
    ]  # fmt: skip
    person = PersonForecast(person_id="", name="", region="", live=tuple(items))
    Compared.times = 0
    assert len(facts_of(book, plan_cache, [(person, one) for one in items])) == len(ids)
    assert Compared.times <= 30 * len(ids)
