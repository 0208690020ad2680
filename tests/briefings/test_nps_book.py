"""NPS of the book, told by hand: scores, margins, who is heard, who is silent, who waits, and what they write about."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.nps.detractors import detractor_todos, waiting_for_us
from steward.briefings.internal.nps.nps import Nps, nps
from steward.briefings.internal.nps.silent import silent_decision_makers, silent_todos
from steward.briefings.internal.nps.sources import Heard, NpsPlans, nps_plans
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.todo import Reason
from steward.domain.stakeholders import BuyingRole
from steward.domain.themes import Theme
from steward.exhibits import Table
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.nps import FollowUp, FollowUpState, NpsNotes
from steward.plans.internal.strategy import Reading, Strategy
from steward.plans.internal.themes import Themes
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.homes import loaded, opened_once

ACCOUNTS = """
    account_id | name  | owner_id
    A1         | Alpha | P1
    A2         | Beta  | P1
"""
PEOPLE = "person_id | name\nP1 | Jo Our"
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr    | starts_on
    s1              | A1         | wan        | 120000 | 2025-01-01
    s2              | A2         | wan        | 30000  | 2025-01-01
"""
CONTACTS = """
    contact_id | account_id | name     | title | left_on
    c1         | A1         | Ann Boss | CIO   |
    c2         | A1         | Bo Buyer | CFO   |
    c3         | A1         | Cy Gone  | COO   | 2026-01-31
    c4         | A1         | Di Never | CEO   |
    c5         | A2         | Ed Small | IT    |
"""
SURVEYS = """
    response_id | account_id | score | contact_id | sent_on    | answered_on | comment
    b1          | A1         | 9     | c1         | 2026-05-01 | 2026-05-02  |
    b2          | A1         | 9     | x2         | 2026-05-01 | 2026-05-02  |
    b3          | A1         | 9     | x3         | 2026-05-01 | 2026-05-02  |
    b4          | A1         | 9     | x4         | 2026-05-01 | 2026-05-02  |
    b5          | A1         | 3     | x5         | 2026-05-01 | 2026-05-02  | Invoices again
    b6          | A1         |       | c2         | 2026-05-01 |             |
    n1          | A1         | 10    | x1         | 2026-08-01 | 2026-08-10  | Stable line
    n2          | A1         | 9     | x2         | 2026-08-01 | 2026-08-10  | The invoice is clear
    n3          | A1         | 7     | x3         | 2026-08-01 | 2026-08-10  |
    n4          | A1         | 6     | x4         | 2026-08-01 | 2026-08-20  | Wrong invoices
    n5          | A1         | 0     | x5         | 2026-08-01 | 2026-08-31  | 真的很慢
    n6          | A1         |       | c2         | 2026-08-01 |             |
    n7          | A1         |       | c1         | 2026-08-01 |             |
    n8          | A2         | 8     | c5         | 2026-08-01 | 2026-08-10  |
"""
READINGS = {
    "c1": (BuyingRole.ECONOMIC_BUYER,),
    "c2": (BuyingRole.DECISION_MAKER, BuyingRole.CHAMPION),
    "c3": (BuyingRole.DECISION_MAKER,),
    "c4": (BuyingRole.DECISION_MAKER,),
    "chair": (BuyingRole.DECISION_MAKER,),
    "nobody-knows": (BuyingRole.DECISION_MAKER,),
    "x4": (BuyingRole.USER,),
}
STRATEGY = Strategy(
    account_id="A1", readings=tuple(Reading(person=key, roles=roles) for key, roles in READINGS.items())
)
SUCCESS = SuccessPlan(account_id="A1", people=(PlanPerson(id="chair", name="Eva Chair"),))
NOTES = NpsNotes(
    account_id="A1",
    follow_ups=(
        FollowUp(response="b5", status=FollowUpState.CLOSED),
        FollowUp(response="n4", status=FollowUpState.CONTACTED, owner="P1", due=date(2026, 9, 1)),
    ),
)
RULES = Themes((Theme("billing", "Billing", ("invoice*",)), Theme("outages", "Outages", ("stable",))), "test rules")
PLANS = NpsPlans({"A1": STRATEGY}, {"A1": SUCCESS}, {"A1": NOTES}, RULES)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(
        tmp_path_factory.mktemp("nps"), accounts=ACCOUNTS, people=PEOPLE, subscriptions=SUBSCRIPTIONS,
        contacts=CONTACTS, nps_responses=SURVEYS,
    )  # fmt: skip


def _brief(warehouse: Warehouse, plans: NpsPlans = PLANS, *only: str) -> Nps:
    book = book_of(warehouse)
    return nps(book, _rows(book, *only), plans)


def _rows(book: Book, *only: str) -> list[book_rows.BookRow]:
    rows = book_rows.book(book.warehouse, str(book.quarter))
    return [row for row in rows if not only or row.account_id in only]


def _cells(table: Table | None) -> dict[str, tuple[object, ...]]:
    assert table is not None
    return {str(row[0]): row[1:] for row in table.rows}


def test_the_score_of_the_book_with_its_margin_and_what_it_covers(warehouse: Warehouse) -> None:
    """Q3: 2 promoters, 2 passives, 2 detractors of 6 answers, 8 asked: NPS 0;
    margin 1.96 × 100 × √((1/3 + 1/3 − 0) / 6) × √((8 − 6) / (8 − 1)) = 34.9. Q2: 4 − 1 of 5 = 60."""
    brief = _brief(warehouse)
    assert brief.figure("nps.score").value == 0
    assert brief.figure("nps.score").previous == 60
    assert brief.figure("nps.score").note == "± 35 from 6 answers"
    assert brief.figure("nps.answered").value == 6
    assert brief.figure("nps.coverage").value == 75
    assert brief.figure("nps.mrr_heard").value == 100
    assert brief.headline.startswith("NPS is 0 ± 35 from 6 answers; ")


def test_the_change_says_in_words_whether_it_is_real(warehouse: Warehouse) -> None:
    """SE² Q3 = 17.82²; Q2 = (0.8 + 0.2 − 0.6²) / 5 × (6 − 5) / (6 − 1) × 100² = 16.0²; z = −60 / 23.9 = −2.51."""
    brief = _brief(warehouse)
    assert brief.headline.endswith("; significantly down 60 since Q2 2026")
    told = _cells(brief.quarters)
    assert told["Q3 2026"][-3:] == (-60, pytest.approx(-2.51, abs=0.005), "real")
    assert told["Q2 2026"][-3:] == (None, None, None)


def test_one_account_with_one_answer_has_no_score(warehouse: Warehouse) -> None:
    brief = _brief(warehouse, PLANS, "A2")
    assert brief.headline == "1 person answered: too few for a score"
    assert brief.figure("nps.score").value is None
    assert brief.figure("nps.score").why == "1 answer: under 5 there is no score."
    assert brief.accounts is None and brief.bands is None and brief.detractors is None
    assert brief.answers is not None and brief.answers.rows[0][:3] == (8, "Beta", "Ed Small")


def test_whoever_decides_in_two_ways_is_one_person(warehouse: Warehouse) -> None:
    """x4 answered and both buys and decides; c1 did not answer: one of two."""
    both = (BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER)
    readings = (Reading(person="x4", roles=both), Reading(person="c1", roles=both))
    plans = NpsPlans({"A1": Strategy(account_id="A1", readings=readings)})
    roles = _brief(warehouse, plans).roles
    assert roles is not None and roles.title == "1 of 2 who decide answered"
    assert _cells(roles)["Decision maker"][:2] == (2, 1)


def test_response_by_role_and_by_mrr(warehouse: Warehouse) -> None:
    brief = _brief(warehouse)
    roles = _cells(brief.roles)
    assert roles["Economic buyer"] == (1, 0, 0, None, None)
    assert roles["Champion"] == (1, 0, 0, None, None)
    assert roles["User"] == (1, 1, 100, None, None)
    assert roles["Not on any map"][:2] == (5, 5)
    assert brief.roles is not None and brief.roles.title == "0 of 2 who decide answered"
    bands = _cells(brief.bands)
    assert bands["Above €100k"][:5] == (1, 1, 7, 5, pytest.approx(500 / 7))
    assert bands["€25k to €50k"][:5] == (1, 1, 1, 1, 100)


def test_decision_makers_who_told_us_nothing_are_named(warehouse: Warehouse) -> None:
    """Ann answered in May; Bo was asked twice and did not; Cy left; Di and the chair, who is in no CRM, were never
    asked; somebody nobody knows by name is left out."""
    brief = _brief(warehouse)
    assert brief.silent is not None
    assert [(row[1], row[4]) for row in brief.silent.rows] == [
        ("Bo Buyer", "asked 2 times, last on 1 Aug 2026"),
        ("Di Never", "never asked"),
        ("Eva Chair", "never asked: in no CRM"),
    ]
    assert brief.figure("nps.silent").value == 3


def test_detractors_wait_until_their_follow_up_is_closed(warehouse: Warehouse) -> None:
    brief = _brief(warehouse)
    assert [(one.answer.response_id, one.days, one.state, one.due) for one in brief.unhappy[:2]] == [
        ("n5", 30, "without an owner", date(2026, 9, 14)),
        ("n4", 41, "contacted", date(2026, 9, 1)),
    ]
    assert [one.state for one in brief.unhappy[2:]] == ["closed"], "to be read, and opened again"
    assert brief.figure("nps.detractors_open").value == 2
    assert brief.figure("nps.detractors_open").note == "of 3 in two quarters"
    assert brief.detractors is not None and brief.detractors.rows[1][6] == "Jo Our"


def test_themes_count_comments_and_leave_them_as_they_are(warehouse: Warehouse) -> None:
    """Four comments of the quarter: two of invoices (9 and 6), one stable, one in a language no rule speaks."""
    brief = _brief(warehouse)
    themes = _cells(brief.themes)
    assert themes["Billing"] == (2, 50, 1, 0, 1, None, "invoice*")
    assert themes["Outages"][:5] == (1, 25, 0, 0, 1)
    assert themes["No theme"][:2] == (1, 25)
    assert list(themes) == ["Billing", "Outages", "No theme"]
    behind = dict(brief.comments)
    assert [row[-1] for row in behind["billing"].rows] == ["Wrong invoices", "The invoice is clear"]
    assert [row[-1] for row in behind["none"].rows] == ["真的很慢"]


def test_without_plans_it_says_what_is_not_known(warehouse: Warehouse) -> None:
    brief = _brief(warehouse, NpsPlans())
    assert brief.figure("nps.silent").value is None
    assert brief.figure("nps.silent").why == "Nobody is on a relationship map with a role yet."
    assert brief.roles is None and brief.silent is None and brief.themes is None
    assert brief.figure("nps.detractors_open").value == 3


def test_what_is_to_do_is_one_line_an_account(warehouse: Warehouse) -> None:
    book = book_of(warehouse)
    heard = Heard(book, _rows(book), PLANS)
    (unhappy,) = detractor_todos(book, waiting_for_us(heard))
    assert unhappy.reason is Reason.DETRACTOR and unhappy.due == date(2026, 9, 1) and unhappy.at_stake == 120_000
    assert unhappy.words == "2 detractors not settled: x4 (6, 41 days) and x5 (0, 30 days); 1 without an owner"
    (silent,) = silent_todos(book, silent_decision_makers(heard))
    assert silent.reason is Reason.SILENT and silent.owner == "Jo Our"
    assert silent.words.startswith("No answer for a year from Bo Buyer (asked 2 times, last on 1 Aug 2026), Di Never")


def test_a_feed_of_answers_alone_does_not_say_who_was_asked(tmp_path: Path) -> None:
    only = "\n".join(line for line in SURVEYS.splitlines() if "|       |" not in line)
    warehouse = loaded(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS, nps_responses=only)
    brief = _brief(warehouse)
    assert brief.figure("nps.coverage").value is None
    assert "answers alone" in brief.figure("nps.coverage").why
    assert brief.figure("nps.answered").note == "who was asked is not in the feed"
    assert brief.figure("nps.score").note == "± 65 from 6 answers"


def test_without_surveys_every_figure_says_why(tmp_path: Path) -> None:
    brief = _brief(loaded(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS))
    assert [figure.id for figure in brief.figures if figure.value is not None or not figure.why] == []
    assert brief.exhibits == ()
    assert {one.feed for one in brief.missing} == {"nps_responses", "contacts"}


def test_the_figures_of_the_book_are_those_of_its_accounts_together(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    book = book_of(opened_once(workspace))
    rows = _rows(book)
    plans = nps_plans(PlanCache(Plans.whole(workspace.plans)), [row.account_id for row in rows])
    whole = {figure.id: figure for figure in nps(book, rows, plans).figures}
    single = [{figure.id: figure.value for figure in nps(book, [row], plans).figures} for row in rows]
    for key in ("nps.answered", "nps.detractors_open", "nps.silent"):
        assert whole[key].value == sum(one[key] or 0 for one in single)
    assert whole["nps.detractors_open"].value == len(waiting_for_us(Heard(book, rows, plans))) > 20


def test_every_comment_of_the_sample_is_somewhere_and_as_it_was(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    book = book_of(opened_once(workspace))
    plans = nps_plans(PlanCache(Plans.whole(workspace.plans)), [])
    heard = Heard(book, _rows(book), plans)
    written = {one.response_id for one in heard.answers if one.comment}
    brief = nps(book, _rows(book), plans)
    assert brief.themes is not None and len(written) > 150
    assert {row[-1] for _, table in brief.comments for row in table.rows} == {
        one.comment for one in heard.answers if one.comment
    }
    shares = sum(float(str(row[2])) for row in brief.themes.rows)
    assert shares >= 100
