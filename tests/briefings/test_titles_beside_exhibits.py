"""What a title says is what stands beside it: the same months, the same first row, the same words for a contract."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.customer.nps.exhibits import answers
from steward.briefings.customer.plans.goals import behind
from steward.briefings.customer.renewal.runway import runway
from steward.briefings.customer.reviews.meeting_slides import decisions
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.service.exhibits import folded
from steward.briefings.customer.spend.spend import monthly_title
from steward.domain.nps import Survey
from steward.exhibits import AVAILABILITY, MINUTES, PERCENT, Column, Mood, Receipt, Role, Table
from steward.exhibits.units import money
from steward.plans.customer.review import Decision, Review
from tests.reviews_made import about, account, accounts, material_of

MONTHS = (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        ((1000, 1000, 1000), "Monthly spend stayed at £1,000 since Jul 2026"),
        ((1000, 1500, 2000), "Monthly spend grew from £1,000 to £2,000 since Jul 2026"),
        ((1000, 5000, 1000), "Monthly spend was £1,000 in Sep 2026, as in Jul 2026"),
        ((0, 5000, 0), "Monthly spend was £0 in Sep 2026; the most since Jul 2026 was £5,000, in Aug 2026"),
        ((0, 5000, 2000), "Monthly spend was £2,000 in Sep 2026; the most since Jul 2026 was £5,000, in Aug 2026"),
        ((0, 1000, 2000), "Monthly spend was £2,000 in Sep 2026, the most since Jul 2026"),
        ((0, 0, 0), "Nothing was charged since Jul 2026"),
    ],
)
def test_a_spiky_spend_is_not_said_to_stay(spent: tuple[int, ...], said: str) -> None:
    assert monthly_title(money("GBP"), tuple(map(Decimal, spent)), MONTHS) == said


def test_the_goal_that_a_title_names_stands_first(sample_home: Path) -> None:
    told = 0
    for each in accounts(sample_home):
        shown = material_of(sample_home, each.account_id).success.goals
        if shown and (late := behind(shown.bullets)):
            assert shown.bullets[: len(late)] == tuple(late)
            named = re.findall("“(.+?)”", shown.title)
            assert named[:1] == [shown.bullets[0].label] if named else " most" not in shown.title
            told += bool(named)
    assert told


def test_commitments_stand_worst_first_with_their_side(sample_home: Path) -> None:
    table = material_of(sample_home, "NW-1002").success.promises
    assert table
    assert [(str(row[1]).rpartition(" ")[2], row[3]) for row in table.rows] == [
        ("(us)", "open"), ("(us)", "kept"), ("(you)", "missed"), ("(you)", "overdue"),
    ]  # fmt: skip


def test_what_is_over_its_commitment_is_not_said_to_come_close(sample_home: Path) -> None:
    asks = material_of(sample_home, "NW-1002").summary.asks
    assert asks[0] == "Whether to order more SD-WAN Edge, which uses more than is committed."


def test_a_contract_is_told_in_its_own_words(sample_home: Path) -> None:
    """Not in those of a joint step; its title says how long is left, and its one row what happens then."""
    plan = about(account(sample_home, "NW-1003"), sample_home)
    found = runway(plan)
    assert found.timeline
    assert [(span.label, span.state, span.detail, span.decide_by) for span in found.timeline.spans] == [
        (
            "Dedicated Internet and SD-WAN Edge", "time to decide",
            "notice until 29 Dec 2026, then renews by itself", date(2026, 12, 29),
        ),
        (
            "Cloud Telephony, Contact Centre Cloud and 2 more", "time to decide",
            "notice until 1 May 2029, then ends", date(2029, 5, 1),
        ),
    ]  # fmt: skip
    slide = offers(material_of(sample_home, "NW-1003"))["renewal"].slide
    assert slide
    assert (
        slide.title
        == found.urges
        == f"2 services renew by themselves on 27 Feb 2027: {found.days_to_act} days left to decide"
    )


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (("Do we go ahead as planned?",), "To decide today: do we go ahead as planned?"),
        (("Add three sites", "B"), "2 decisions today, first: add three sites"),
        (
            ("How the contract goes on after 18 Apr 2027, to be decided by 18 Jan 2027.",),
            "To decide today: how the contract goes on after 18 Apr 2027",
        ),
    ],
)
def test_the_last_slide_names_the_first_decision_as_a_sentence(
    sample_home: Path, wanted: tuple[str, ...], said: str
) -> None:
    names = about(account(sample_home), sample_home)
    prepared = Review(account_id="NW-1002", decisions=tuple(Decision(decision=one) for one in wanted))
    assert decisions(material_of(sample_home), prepared, names).title == said


SCORE = Table(
    id="score", title="4 of 4 products met their agreed availability", alt="A table.",
    receipt=Receipt("availability", MONTHS[-1], "", (), ()),
    columns=(
        Column("Product"), Column("Agreed", AVAILABILITY), Column("Delivered", AVAILABILITY),
        Column("Downtime", MINUTES), Column("Budget used", PERCENT),
    ),
    rows=(("Lines", 99.9, 99.8, 30.0, 40.0), ("Edge", 99.9, 100.0, 0.0, 0.0), ("Voice", 99.95, 100.0, 0.0, 0.0)),
)  # fmt: skip


def test_products_that_lost_no_time_share_a_row() -> None:
    assert folded(SCORE).rows == (
        SCORE.rows[0],
        ("2 other products", "99.900\u202f% to 99.950\u202f%", 100.0, 0.0, 0.0),
    )
    assert folded(SCORE).title == f"{SCORE.title}; 2 lost no time"
    alone = Table(**{**vars(SCORE), "rows": SCORE.rows[:2]})
    assert folded(alone) is alone


def test_a_priority_has_one_colour_whichever_others_there_are(sample_home: Path) -> None:
    said: dict[str, set[Mood | None]] = {}
    for each in accounts(sample_home):
        chart = material_of(sample_home, each.account_id).service.tickets
        for series in (one for one in chart.series if one.role is Role.VALUE) if chart else ():
            said.setdefault(series.name, set()).add(series.mood)
    assert said == {"Urgent": {Mood.BAD}, "High": {Mood.WATCH}, "Normal": {Mood.NEUTRAL}, "Low": {None}}


def test_a_product_over_its_limit_is_bad_and_a_near_miss_is_to_be_watched(sample_home: Path) -> None:
    for account_id in ("NW-1001", "NW-1004"):
        chart = material_of(sample_home, account_id).service.budget
        assert chart
        used = next(one for one in chart.series if one.role is Role.VALUE)
        told = [
            Mood.BAD if float(one or 0) > 100 else Mood.WATCH if float(one or 0) >= 70 else None for one in used.values
        ]
        assert list(used.points) == told and any(told)


def test_the_cause_of_most_outages_is_named_else_the_site_that_had_most_else_the_longest(sample_home: Path) -> None:
    told = {
        "NW-1001": "The longest of 4 incidents took 117\N{NO-BREAK SPACE}min: ",
        "NW-1002": "3 incidents in Q3 2026, 2 of them at Office Glasgow",
        "NW-1004": "3 of 8 incidents had one cause, all at Warszawa plant",
    }
    for account_id, begins in told.items():
        table = material_of(sample_home, account_id).service.incidents
        assert table and table.title.startswith(begins)


def test_a_quarter_without_a_survey_is_a_gap_in_the_chart(sample_home: Path) -> None:
    asked = {"Q4 2025": Survey(5, 3, 1, 1), "Q3 2026": Survey(6, 2, 2, 2)}
    chart = answers(account(sample_home), asked, asked["Q3 2026"])
    assert chart and chart.categories == ("Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026")
    assert chart.series[0].values == (3, None, None, 2)
    assert answers(account(sample_home), {}, Survey(0, 0, 0, 0)) is None


def test_a_share_of_what_is_committed_is_shaded_against_all_of_it(sample_home: Path) -> None:
    shown = material_of(sample_home).adoption.by_site
    assert shown and shown.span == (0, 100)
