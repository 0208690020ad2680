"""What leadership is told of an account holds together: money once, nobody twice, nothing they cannot buy."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reviews_made import accounts, too_long

from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.leadership.leadership import Leadership, leadership
from steward.briefings.internal.plans.strategy_money import Stake, at_stake
from steward.briefings.internal.slides import InternalSlide
from steward.exhibits import Table
from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.plans.internal.strategy import FILE, Applicable, Risk, RiskState, Strategy, WhitespaceNote
from steward.services import labels
from steward.services.health import of_account as account_health
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.homes import loaded


def told(about: Subject, home: Path) -> Leadership:
    plans = Plans.whole(Workspace.whole(home).plans)
    return leadership(about, account_plan(plans, about.account_id), account_health(about, plans))


def slide(found: Leadership, name: str) -> InternalSlide:
    return next(one for one in found.slides if one.id == name)


@pytest.fixture(scope="module")
def everybody(sample_home: Path) -> Mapping[Subject, Leadership]:
    return {about: told(about, sample_home) for about in accounts(sample_home)}


@pytest.mark.parametrize(
    ("amounts", "brings", "total", "note"),
    [
        ((("C1", 60), ("", 7), ("C1", 60)), 117, 67, "over 3 open risks; a contract that several name counts once"),
        ((("C1", 40), ("C1", 39.5)), 117, 40, "over 2 open risks; a contract that several name counts once"),
        ((("", 5), ("", 5)), 117, 10, "over 2 open risks"),
        ((("C1", 5), ("C2", 5)), 117, 10, "over 2 open risks"),
        ((("C1", 60), ("C2", 70)), 117, 117, "over 2 open risks; no more than the account’s MRR"),
        ((("C1", 60), ("C2", 70), ("C2", 70)), 117, 117, "over 3 open risks; a contract that several name counts once; "
                                                         "no more than the account’s MRR"),
        ((("", 60), ("", 7)), None, 67, "over 2 open risks"),
        ((("", 0),), 117, 0, "over 1 open risk"),
        ((), 117, None, "over no open risks"),
    ],
)  # fmt: skip
def test_a_contract_is_at_stake_once_and_no_more_than_the_account_brings(
    amounts: tuple[tuple[str, float], ...], brings: float | None, total: float | None, note: str
) -> None:
    assert (Stake(amounts, brings).total, Stake(amounts, brings).note) == (total, note)


def test_a_risk_that_is_over_puts_nothing_at_stake() -> None:
    risks = [Risk(id="a", risk="A", mrr_at_stake=5), Risk(id="b", risk="B", mrr_at_stake=9, status=RiskState.HAPPENED)]
    assert at_stake(risks, None).total == 5


def test_no_account_has_more_at_stake_than_it_brings(everybody: Mapping[Subject, Leadership]) -> None:
    for about, found in everybody.items():
        figure = found.strategy.figure("strategy.at_stake")
        mrr = book_rows.book_row(about.warehouse, about.account_id, str(about.quarter)).mrr
        assert figure.value is None or float(figure.value) <= float(mrr), about.account.name


def test_one_contract_that_two_risks_name_is_at_stake_once(everybody: Mapping[Subject, Leadership]) -> None:
    """Two risks name its larger contract, 60,172 a month, and one names 7,004."""
    found = next(one for about, one in everybody.items() if about.account_id == "NW-1003")
    assert slide(found, "plays").title == "3 open risks, €67.2k a month at stake; 3 with a play"
    assert "€67.2k a month at stake" in found.strategy.headline


def test_every_contract_is_told_however_late_it_ends(tmp_path: Path) -> None:
    warehouse = loaded(
        tmp_path,
        accounts="account_id | name\nA1 | Alder",
        subscriptions="""
            subscription_id | account_id | product_id | mrr | starts_on  | contract_id
            S1              | A1         | P          | 100 | 2024-01-01 | C1
            S2              | A1         | P          | 900 | 2024-01-01 | C2
            """,
        contracts="""
            contract_id | account_id | starts_on  | ends_on
            C1          | A1         | 2024-01-01 | 2027-01-31
            C2          | A1         | 2024-01-01 | 2031-12-31
            """,
    )
    title = slide(told(subject(warehouse, "A1"), tmp_path), "renewal").title
    assert title == "2 contracts end between 31 Jan 2027 and 31 Dec 2031, €1,000 a month"


def test_what_is_not_applicable_is_nothing_they_could_still_buy(tmp_path: Path) -> None:
    warehouse = loaded(
        tmp_path,
        accounts="account_id | name\nA1 | Alder",
        subscriptions="subscription_id | account_id | product_id | mrr | starts_on\nS1 | A1 | P | 100 | 2024-01-01",
    )
    plans = Plans.whole(Workspace.whole(tmp_path).plans)
    notes = (
        WhitespaceNote(product="voice", potential_mrr=40),
        WhitespaceNote(product="edge", potential_mrr=900, state=Applicable.NOT_APPLICABLE),
    )
    base = plans.open(Strategy, FILE, "A1")
    plans.save(base, replace(base.plan, whitespace=notes), "Ida")
    found = told(subject(warehouse, "A1"), tmp_path)
    assert slide(found, "whitespace").title == "1 product they could still buy, €40 a month in all"
    assert len(slide(found, "whitespace").exhibits[0].rows) == 2


def _sentences(found: Leadership) -> Iterator[str]:
    for one in found.slides:
        yield from (one.title, *one.points, *(exhibit.title for exhibit in one.exhibits))


def test_titles_are_a_line(everybody: Mapping[Subject, Leadership]) -> None:
    for about, found in everybody.items():
        name = labels.accounts(about.warehouse)[about.account_id]
        assert (name, too_long((one.title for one in found.slides), name)) == (name, [])


def test_nobody_is_named_twice_in_a_sentence(everybody: Mapping[Subject, Leadership]) -> None:
    """Namesakes are told apart: somebody of ours is called as somebody of theirs is."""
    for about, found in everybody.items():
        names = {*customer_rows.colleague_names(about.warehouse).values()}
        names |= {row.name for row in customer_rows.contacts(about.warehouse, about.account_id)}
        for sentence in _sentences(found):
            times = Counter(
                {name: len(re.findall(rf"(?<!our )(?<!their ){re.escape(name)}", sentence)) for name in names}
            )
            assert not [name for name, count in times.items() if count > 1], sentence


def test_it_ends_with_what_is_asked_of_leadership_each_with_its_reason(everybody: Mapping[Subject, Leadership]) -> None:
    asked = {
        about.account.name: found.slides[-1] for about, found in everybody.items() if found.slides[-1].id == "asks"
    }
    haggleton = asked["Haggleton Mutual"]
    [table] = haggleton.exhibits
    assert isinstance(table, Table)
    assert table.rows[0] == ("Meet who decides on the renewal", "A contract ends on 27 Feb 2027", "Fiona Fairhurst",
                             date(2026, 12, 29))  # fmt: skip
    assert ("Make room for “September invoice checked by both sides before it is sent”",
            "Promised for 22 Sep 2026, not kept") in [row[:2] for row in table.rows]  # fmt: skip
    assert all(row[1] for slide in asked.values() for row in slide.exhibits[0].rows)  # type: ignore[union-attr]
    assert "Partingway Freight" in {about.account.name for about in everybody}
