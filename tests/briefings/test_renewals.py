"""Renewals of a small book by hand, and of the sample: ranges, signals, windows, risks, plays, dates."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from steward.briefings.internal.renewals.calendar_events import calendar_tasks
from steward.briefings.internal.renewals.figures import range_of
from steward.briefings.internal.renewals.renewal import Renewal, WrittenPlans
from steward.briefings.internal.renewals.renewals import Renewals, renewals
from steward.briefings.internal.renewals.risks import RiskKind
from steward.briefings.internal.renewals.signal import Evidence, Sign, signal
from steward.briefings.internal.renewals.todos import renewals_todos
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.briefings.internal.todo import Reason
from steward.domain.renewals import Category
from steward.domain.stakeholders import BuyingRole, Standing, Support
from steward.metrics import definition
from steward.output.calendar_files import reminders_file
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import renewals as called
from steward.plans.internal.renewals import Play, PlayState, RenewalForecast
from steward.plans.internal.strategy import Reading, Strategy
from steward.services import renewals as renewals_service
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.renewals import AccountSigns
from steward.workspace import Workspace
from tests.homes import loaded, opened_once

TABLES = {
    "accounts": """
        account_id | name  | owner_id
        A          | Alpha | P1
        B          | Beta  | P2
        """,
    "people": "person_id | name\nP1 | Ida Falk\nP2 | Ben Hall",
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        A1          | A          | 2024-01-01 | 2026-12-20 | 30          | true
        A2          | A          | 2024-01-01 | 2027-03-31 | 180         | false
        B0          | B          | 2023-08-01 | 2026-07-31 | 30          | false
        B1          | B          | 2026-08-01 | 2029-07-31 | 30          | false
        B2          | B          | 2024-01-01 | 2026-10-10 | 60          | true
        B3          | B          | 2024-01-01 | 2026-05-31 | 60          | false
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | ends_on    | contract_id
        s1              | A          | wan        | 100 | 2024-01-01 |            | A1
        s2              | A          | voice      | 300 | 2024-01-01 |            | A2
        s3              | B          | wan        | 200 | 2023-08-01 | 2026-08-01 | B0
        s4              | B          | wan        | 190 | 2026-08-01 |            | B1
        s5              | B          | voice      | 50  | 2024-01-01 |            | B2
        s6              | B          | cloud      | 70  | 2024-01-01 |            | B3
        """,
    "activities": """
        activity_id | account_id | happened_at      | kind
        a1          | A          | 2026-05-19 09:00 | call
        a2          | B          | 2026-09-25 09:00 | call
        """,
    "opportunities": """
        opportunity_id | name | stage | status | amount | account_id | kind    | opened_on  | close_on
        o1             | A2   | offer | open   | 280    | A          | renewal | 2026-09-01 | 2027-03-31
        o2             | B9   | offer | open   | 10     | B          | upsell  | 2026-09-01 | 2026-10-10
        """,
    "contacts": "contact_id | account_id | name\nK1 | A | Anna Koch\nK2 | B | Bert Lund",
    "nps_responses": """
        response_id | account_id | score | contact_id | sent_on    | answered_on
        r1          | A          | 9     | K1         | 2026-03-01 | 2026-03-02
        r2          | A          | 4     | K1         | 2026-08-01 | 2026-08-02
        """,
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("renewals"), **TABLES)


def _brief(
    warehouse: Warehouse, written: WrittenPlans | None = None, quarter: str = "2026-Q3"
) -> tuple[Book, Renewals]:
    book = book_of(warehouse, quarter)
    return book, renewals(book, book_rows.book(warehouse, quarter), written)


def _one(brief: Renewals, contract: str) -> Renewal:
    return next(one for one in brief.ahead if one.row.contract_id == contract)


def _calls(*calls: RenewalForecast, plays: tuple[Play, ...] = (), account: str = "A") -> WrittenPlans:
    return WrittenPlans(renewals={account: called.Renewals(account_id=account, calls=calls, plays=plays)})


def test_what_is_due_and_between_what_it_ends(warehouse: Warehouse) -> None:
    """Q3: B0 200 → 190, 95 %. Q4: A1 100 and B2 50, none signed. Q1: A2 300. Nobody called any, so all can be won."""
    _, brief = _brief(warehouse)
    found = {figure.id: figure.value for figure in brief.figures}
    assert found["renewals.rate"] == 95.0
    assert (found["renewals.atr"], found["renewals.atr_next"], found["renewals.atr_second"]) == (200, 150, 300)
    assert (found["renewals.worst_next"], found["renewals.best_next"]) == (0, 100)
    assert found["renewals.saved"] is None
    assert brief.headline == "Up for renewal: €150 a month in Q4 2026, €300 a month in Q1 2027"


def test_a_call_moves_the_range(warehouse: Warehouse) -> None:
    """A1 will churn: 50 of 150 can be won, 33.3 %. With a swing of 40 set by hand: 90 of 150, 60 %."""
    for call, best in (
        (RenewalForecast(contract="A1", category=Category.WILL_CHURN), 33.3),
        (RenewalForecast(contract="A1", category=Category.CHURN_ACTIONABLE, swing_mrr=40), 60.0),
        (RenewalForecast(contract="A1", category=Category.CONTRACT, expected_mrr=70), 80.0),
        (RenewalForecast(contract="unknown", category=Category.WILL_CHURN), 100.0),
    ):
        _, brief = _brief(warehouse, _calls(call))
        assert round(float(brief.figure("renewals.best_next").value or 0), 1) == best


def test_the_signal_stands_beside_the_call_with_its_facts(warehouse: Warehouse) -> None:
    """134 days of silence are enough for A1; whoever decides there gave a 4. Beta was called five days ago."""
    deciders = {"A": Strategy(account_id="A", readings=(Reading(person="K1", roles=(BuyingRole.DECISION_MAKER,)),))}
    _, brief = _brief(warehouse, WrittenPlans(strategies=deciders))
    assert _one(brief, "A1").signal.word == "at risk"
    assert set(_one(brief, "A1").signal.against) == {
        "Anna Koch, who decides or speaks for us, is a detractor",
        "no call, mail or meeting for 134 days",
        "no renewal opportunity 81 days before the end",
        "nobody on the map who decides or could speak for us does",
    }
    assert _one(brief, "B2").signal.word == "good"
    assert _one(brief, "B2").signal.speaks_for == ("last contact 5 days ago",)


@pytest.mark.parametrize(
    ("days", "word", "against", "speaks_for"),
    [(0, "good", 0, 1), (30, "good", 0, 1), (31, "not known", 0, 0), (60, "good", 1, 0), (90, "at risk", 1, 0)],
)
def test_silence_is_grave_from_ninety_days_on(
    warehouse: Warehouse, days: int, word: str, against: int, speaks_for: int
) -> None:
    """Beside what is neutral: as many promoters as detractors."""
    book, brief = _brief(warehouse)
    signs = AccountSigns(
        "B", book.as_of - timedelta(days=days), 4, 2, 2, [], [], [], [], 0, 0, None, None, 0, 0, None, 0
    )
    evidence = Evidence(as_of=book.as_of, feeds={"activities"}, signs={"B": signs}, strategies={}, more={})
    found = signal(_one(brief, "B2").row, evidence)
    assert (len(found.against), len(found.speaks_for)) == (against, speaks_for)
    assert found.word == word


@pytest.mark.parametrize(
    ("changed", "against"),
    [
        ({"use": 0.69, "use_of": "WAN"}, "use of WAN down 31.0\u202f% on a year ago"),
        ({"missed": 1}, "1 service of 12 below the promised availability"),
        ({"tickets": 15, "tickets_before": 10}, "15 tickets in a quarter, 10 in the one before"),
        ({"tickets": 14, "tickets_before": 10}, None),
        ({"rating": 2.44, "rated": 3}, "tickets rated 2.4 of 5 by 3"),
        ({"rating": 1.0, "rated": 2}, None),
        ({"detractors": 3}, "2 promoters, 3 detractors of 4 answers in a year"),
        ({"detractors": 9, "answered": 2}, None),
    ],
)
def test_what_speaks_against_a_renewal(warehouse: Warehouse, changed: dict[str, Any], against: str | None) -> None:
    book, brief = _brief(warehouse)
    signs = AccountSigns("B", book.as_of, 4, 2, 2, [], [], [], [], 12, 0, 1.0, "WAN", 5, 5, None, 0)._replace(**changed)
    evidence = Evidence(as_of=book.as_of, feeds=(), signs={"B": signs}, strategies={}, more={})
    assert signal(_one(brief, "B2").row, evidence).against == ((against,) if against else ())


@pytest.mark.parametrize(
    ("readings", "against"),
    [
        ([], False),
        ([Reading(person="K2", roles=(BuyingRole.DECISION_MAKER,))], True),
        ([Reading(person="K2", roles=(BuyingRole.CHAMPION,), support=Support.NEUTRAL)], True),
        ([Reading(person="K2", roles=(BuyingRole.CHAMPION,), support=Support.SUPPORTER)], False),
        (
            [
                Reading(person="K2", roles=(BuyingRole.DECISION_MAKER,), support=Support.SCEPTIC),
                Reading(person="K3", standing=Standing.INNER_CIRCLE, support=Support.MENTOR),
            ],
            False,
        ),
    ],
)
def test_a_map_on_which_nobody_who_matters_speaks_for_us_speaks_against(
    warehouse: Warehouse, readings: list[Reading], against: bool
) -> None:
    book, brief = _brief(warehouse)
    signs = AccountSigns("B", book.as_of, 4, 2, 2, [], [], [], [], 0, 0, None, None, 0, 0, None, 0)
    strategies = {"B": Strategy(account_id="B", readings=tuple(readings))}
    evidence = Evidence(as_of=book.as_of, feeds=(), signs={"B": signs}, strategies=strategies, more={})
    said = ("nobody on the map who decides or could speak for us does",) if against else ()
    assert signal(_one(brief, "B2").row, evidence).against == said


def test_facts_of_other_views_count_in_the_signal(warehouse: Warehouse) -> None:
    _, brief = _brief(warehouse, WrittenPlans(more={"B": (Sign("health 31 of 100", against=True, grave=True),)}))
    assert _one(brief, "B2").signal.word == "at risk"
    assert _one(brief, "B2").signal.against[0] == "health 31 of 100"


def test_what_each_window_asked_for_and_is_not_there(warehouse: Warehouse) -> None:
    """A1, 81 days left: called long before, on no map, not called good or at risk. B2, 10 days: besides, no offer."""
    _, brief = _brief(warehouse)
    assert [window.days for window in _one(brief, "A1").missing] == [180, 120, 90]
    assert [window.days for window in _one(brief, "B2").missing] == [120, 90, 60, 30]
    read = WrittenPlans(
        renewals={
            "A": called.Renewals(account_id="A", calls=(RenewalForecast(contract="A1", category=Category.WILL_RENEW),))
        },
        strategies={"A": Strategy(account_id="A", readings=(Reading(person="K1"),))},
    )
    _, brief = _brief(warehouse, read)
    assert [window.days for window in _one(brief, "A1").missing] == [180]


def test_risks(warehouse: Warehouse) -> None:
    _, brief = _brief(warehouse)
    found = {(one.row.contract_id, risk.kind): risk.words for one in brief.ahead for risk in one.risks}
    assert set(found) == {
        ("A1", RiskKind.RENEWS_BY_ITSELF),
        ("A1", RiskKind.CO_TERMINATION),
        ("A2", RiskKind.EARLY_NOTICE),
        ("A2", RiskKind.PRICE),
        ("B2", RiskKind.RENEWS_BY_ITSELF),
        ("B3", RiskKind.BILLED_ON),
    }
    assert found["A1", RiskKind.CO_TERMINATION] == (
        "A1 and A2 end within 101 days of each other; co-term them to 31 Mar 2027: one negotiation about €400 a month"
    )
    assert found["A2", RiskKind.PRICE] == "The renewal opportunity asks for €280, €20 a month less than it brings today"
    assert found["B3", RiskKind.BILLED_ON] == "It ended on 31 May 2026 and €70 a month is still billed"


def test_plays_save_what_was_signed_and_never_more_than_it_brings(warehouse: Warehouse) -> None:
    """B0 was won and brought 200: two plays claim 150 each. A1 is open: its 30 are claimed, not saved."""
    plays = (
        Play(id="1", play="One", contract="B0", status=PlayState.WORKED, saved_mrr=150),
        Play(id="2", play="Two", contract="B0", status=PlayState.WORKED, saved_mrr=150),
        Play(id="3", play="Three", contract="B0", status=PlayState.FAILED, saved_mrr=900),
        Play(id="4", play="Four", contract="B2", status=PlayState.WORKED, saved_mrr=30),
    )
    _, brief = _brief(warehouse, _calls(plays=plays, account="B"))
    figure = brief.figure("renewals.saved")
    assert (figure.value, figure.note) == (200, "€30 more claimed, not signed yet")


def test_what_is_to_be_done(warehouse: Warehouse) -> None:
    """B3 should have been decided in May; the notice date of A2 is on 2 October."""
    book, brief = _brief(warehouse)
    found = {(todo.reason, todo.words.split()[0]): todo for todo in renewals_todos(book, brief, {})}
    assert set(found) == {
        (Reason.RENEWAL, "A1"), (Reason.RENEWAL, "B2"), (Reason.RENEWAL, "B3"), (Reason.NOTICE, "A2"),
    }  # fmt: skip
    notice = found[Reason.NOTICE, "A2"]
    assert (notice.due, notice.at_stake, notice.owner) == (date(2026, 10, 2), 300, "Ida Falk")
    assert found[Reason.RENEWAL, "A1"].due == date(2026, 10, 21)


def test_a_late_play_is_to_be_done(warehouse: Warehouse) -> None:
    plays = (
        Play(id="1", play="Call them", contract="B2", due=date(2026, 9, 29)),
        Play(id="2", play="Done", contract="B2", due=date(2026, 9, 1), status=PlayState.FAILED),
        Play(id="3", play="Later", contract="B2", due=date(2026, 9, 30)),
    )
    book, brief = _brief(warehouse, _calls(plays=plays, account="B"))
    late = [todo for todo in renewals_todos(book, brief, {}) if "Play" in todo.words]
    assert [(todo.words, todo.due) for todo in late] == [
        ("Play for B2 was due on 29 Sep 2026: Call them", date(2026, 9, 29))
    ]


def test_without_contracts_everything_says_so(tmp_path: Path) -> None:
    few = {name: text for name, text in TABLES.items() if name in ("accounts", "subscriptions")}
    book, brief = _brief(loaded(tmp_path, 'company = "N"\ncurrency = "EUR"\nas_of = 2026-09-30\n', **few))
    assert brief.exhibits == ()
    assert {figure.why for figure in brief.figures if figure.id != "renewals.saved"} == {"No contracts feed is loaded."}
    assert "contracts" in {missing.feed for missing in brief.missing}
    assert list(renewals_todos(book, brief, {})) == []


def test_without_a_service_that_names_its_contract_there_is_no_sum(tmp_path: Path) -> None:
    bare = TABLES["subscriptions"].replace(" | contract_id", "")
    bare = "\n".join(line.rsplit("|", 1)[0] if line.count("|") == 6 else line for line in bare.splitlines())
    tables = {"accounts": TABLES["accounts"], "contracts": TABLES["contracts"], "subscriptions": bare}
    _, brief = _brief(loaded(tmp_path, 'company = "N"\ncurrency = "EUR"\nas_of = 2026-09-30\n', **tables))
    figure = brief.figure("renewals.atr_next")
    assert (figure.value, figure.note) == (None, "2 contracts")
    assert "not known" in figure.why
    assert brief.quarters is None


@pytest.mark.parametrize("mrr", ["-50", "0"])
def test_contracts_that_bring_nothing_are_up_for_renewal_all_the_same(mrr: str, tmp_path: Path) -> None:
    contracts = "\n".join(line for line in TABLES["contracts"].splitlines() if not line.strip().startswith("B"))
    services = [line.replace("| 100 |", f"| {mrr} |") for line in TABLES["subscriptions"].splitlines()]
    services = [line.replace("| 300 |", f"| {mrr} |") for line in services if "s3" not in line]
    tables = {"accounts": TABLES["accounts"], "contracts": contracts, "subscriptions": "\n".join(services)}
    _, brief = _brief(loaded(tmp_path, 'company = "N"\ncurrency = "EUR"\nas_of = 2026-09-30\n', **tables))
    assert brief.headline == "2 contracts end in Q4 2026 or Q1 2027, and nothing a month with them"
    assert brief.range and brief.range.title == "What ends brings nothing a month: there is no renewal rate"


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> tuple[Book, Renewals]:
    workspace = Workspace.whole(sample_home)
    book = book_of(opened_once(workspace))
    return book, renewals_service.brief(book, EVERYTHING, PlanCache(Plans.whole(workspace.plans)))


def test_every_number_has_a_metric_that_is_written_down(sample: tuple[Book, Renewals]) -> None:
    _, brief = sample
    assert all(definition(one.receipt.metric) for one in (*brief.figures, *brief.exhibits))
    assert len(brief.exhibits) == 9


def test_the_quarters_of_the_chart_add_up_to_the_contracts(sample: tuple[Book, Renewals]) -> None:
    book, brief = sample
    assert brief.quarters
    drawn = [str(book.quarter.shifted(n)) for n in range(-4, 5)]
    wanted = sum((one.row.atr or Decimal() for one in brief.found if one.row.due_in in drawn), Decimal())
    assert sum(sum(value or 0 for value in series.values) for series in brief.quarters.series) == wanted > 0


def test_one_account_and_the_whole_book_agree(sample: tuple[Book, Renewals]) -> None:
    """What every account has alone adds up to the book."""
    book, brief = sample
    rows = book_rows.book(book.warehouse, str(book.quarter))
    alone = [renewals(book, [row]).figures for row in rows]
    for name in ("renewals.atr", "renewals.atr_next", "renewals.atr_second", "renewals.notice_60"):
        parts = sum(figure.value or 0 for figures in alone for figure in figures if figure.id == name)
        assert parts == brief.figure(name).value


def test_about_every_third_renewal_of_the_sample_is_called(sample: tuple[Book, Renewals]) -> None:
    """And every call and play is of a contract that is there, by somebody who is there."""
    book, brief = sample
    ahead = [one for one in brief.ahead if one.is_open and (one.row.ends_on - book.as_of).days <= 184]
    calls = [one for one in ahead if one.category]
    assert 0.2 <= len(calls) / len(ahead) <= 0.5
    assert {one.row.account_id for one in calls} >= {"NW-1003", "NW-1006", "NW-1011"}
    assert all(one.signal.word == "at risk" for one in calls if one.category is Category.CHURN_ACTIONABLE)
    owners = {row[3] for row in brief.plays.rows} if brief.plays else set()
    assert owners and not any(str(owner).startswith("P1") for owner in owners)
    assert brief.plays and len(brief.plays.rows) == sum(len(one.plays) for one in brief.found) >= 8


def test_what_the_sample_writes_of_renewals_has_no_fault(sample_home: Path) -> None:
    folder = Workspace.whole(sample_home).plans
    found = [Plans.whole(folder).open(called.Renewals, called.FILE, one) for one in ("NW-1003", "NW-1006", "NW-1011")]
    assert all(one.exists and not one.problems for one in found)
    assert len(list(folder.glob(f"*/{called.FILE}"))) >= 5


def test_the_calendar_holds_every_date_once_and_keeps_its_entries(sample: tuple[Book, Renewals]) -> None:
    book, brief = sample
    first, again = (reminders_file(calendar_tasks(book, brief.dates)) for _ in range(2))
    assert first == again
    events = Calendar.from_ical(first).walk("VEVENT")
    assert len({event["uid"] for event in events}) == len(events) == len(brief.dates) > 20
    told = {(str(event["summary"]), event.decoded("dtstart")) for event in events}
    assert ("Lastcall Brewing: C-1011-A2: last day to give notice", date(2026, 10, 12)) in told
    assert ("Hushwater Shipping: C-1006-A2: signature", date(2026, 11, 20)) in told
    assert all(event.decoded("dtstart") > book.as_of for event in events)


CALLS = some.fixed_dictionaries(
    {
        "category": some.none() | some.sampled_from(Category),
        "expected_mrr": some.none() | some.floats(0, 1000),
        "swing_mrr": some.none() | some.floats(0, 1000),
    }
)


@given(some.lists(CALLS, min_size=4, max_size=4))
def test_whatever_people_call_the_range_holds(warehouse: Warehouse, said: list[dict[str, object]]) -> None:
    calls = [RenewalForecast(contract=name, **one) for name, one in zip(("A1", "A2", "B2", "B3"), said, strict=True)]  # type: ignore[arg-type]
    plans = {
        "A": called.Renewals(account_id="A", calls=tuple(calls[:2])),
        "B": called.Renewals(account_id="B", calls=tuple(calls[2:])),
    }
    _, brief = _brief(warehouse, WrittenPlans(renewals=plans))
    told = range_of(brief.found)
    assert told.won + told.open + told.lost == told.atr
    assert told.worst is not None and told.best is not None
    assert 0 <= told.worst <= told.best <= 100
