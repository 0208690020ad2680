"""What a review opens with: each account with a story with its own, and the weightiest news before all others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.renewal.runway import Runway
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.customer.story.asks import proposed_asks
from steward.briefings.customer.story.definitions import definitions
from steward.briefings.customer.story.executive import executive
from steward.briefings.customer.story.news import Weight, news, opening
from steward.briefings.customer.story.shortfalls import shortfalls
from steward.briefings.customer.subject import subject
from steward.exhibits.plan_places import Verdict, verdict
from steward.metrics import meanings
from steward.plans.customer.review import Decision, Review
from steward.plans.customer.success_plan import Commitment, Goal, JointStep, Kept, Progress, Side, SuccessPlan
from steward.sample.stories import STORIES
from tests.examples import first
from tests.homes import ACCOUNTS, loaded
from tests.reviews_made import about, account, ids, material_of

THIN = "\N{NARROW NO-BREAK SPACE}"
OPENS_WITH = {
    "Lonechair Furniture": "“Every call to a showroom is answered” is behind pace: 73 %, not 95 %",
    "Brimfull Studios": "“A night's renders ready by eight” moved away: from 3 to 11 nights",
    "Haggleton Mutual": "“Invoices that are right the first time”: 1 of 10 questions gone",
    "Flickerfield Foods": "SD-WAN Edge missed the agreed availability, Warszawa plant most",
    "Bittersweet Confectionery": "“Projects end on the day agreed” moved away: from 6 to 27 days",
    "Hushwater Shipping": "4 services renew on 20 Dec 2026 unless you give notice by 20 Nov 2026",
    "Brightacre Cooperative": "Your goals bring €129k a year, but mean time to close a ticket rose",
    "Partingway Freight": "You had no services from us in Q3 2026",
}


def _plain(text: str) -> str:
    return text.replace(THIN, " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", OPENS_WITH)
def test_each_story_opens_with_its_own_sentence(name: str, sample_home: Path) -> None:
    number = next(place for place, story in enumerate(STORIES, start=1001) if story.name == name)
    assert _plain(opening(material_of(sample_home, f"NW-{number}"))) == OPENS_WITH[name]


def test_hardly_two_reviews_of_a_book_open_alike_and_few_with_what_we_measured(sample_home: Path) -> None:
    said = [opening(material_of(sample_home, account_id)) for account_id in ids(sample_home)]
    assert len(set(said)) >= len(said) - 1
    assert sum("vailability" in one for one in said) <= len(said) // 5


GOAL = Goal(
    id="g", title="Calls answered", unit="%", baseline=70, baseline_on=date(2025, 9, 30), target=90,
    due=date(2026, 12, 31), actual=72, actual_on=date(2026, 3, 31),
)  # fmt: skip
OWED = Commitment(
    id="c", promise="Send the report", side=Side.OURS, made_on=date(2025, 11, 1), due=date(2026, 2, 1),
)  # fmt: skip
CONTRACT = (
    "contract_id | account_id | starts_on | ends_on | notice_days | auto_renews\nC1 | A1 | 2024-01-01 | {} | {} | {}"
)
LINES = """
    subscription_id | account_id | product_id | mrr | starts_on  | contract_id
    s1              | A1         | wan        | 100 | 2024-01-01 | C1
"""
OUTAGE = """
    incident_id | account_id | started_at          | restored_at         | product_id
    i1          | A1         | 2026-02-01 10:00:00 | 2026-02-02 10:00:00 | wan
"""
SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'


def _material(
    folder: Path, plan: SuccessPlan | None = None, ends: str = "2027-12-31", notice: str = "90", renews: str = "false",
    **tables: str,
) -> Material:  # fmt: skip
    contracts = CONTRACT.format(ends, notice, renews)
    warehouse = loaded(folder, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, contracts=contracts, **tables)
    return material(PlanSubject(subject(warehouse, "A1", "2026-Q1"), plan or SuccessPlan(account_id="A1")))


def _runway(found: Material) -> Runway:
    assert found.runway
    return found.runway


@pytest.mark.parametrize(
    ("ends", "notice", "renews", "weight"),
    first(
        4,
        [
            ("2026-05-15", "30", "false", Weight.ACT_NOW),
            ("2026-08-31", "90", "false", Weight.ENDS),
            ("2026-08-31", "100", "true", Weight.ACT_NOW),
            ("2026-11-30", "30", "false", None),
            ("2027-04-30", "365", "true", Weight.ACT_NOW),
            ("2026-05-15", "60", "true", None),
            ("2026-05-15", "60", "false", Weight.ACT_NOW),
        ],
    ),
)
def test_a_contract_is_news_while_it_can_be_acted_upon(
    ends: str, notice: str, renews: str, weight: Weight | None, tmp_path: Path
) -> None:
    """The fifth renews by itself, and the day for notice is over: nothing is left to decide."""
    found = _material(tmp_path, ends=ends, notice=notice, renews=renews)
    told = {one.weight for one in news(found) if one.said == _runway(found).headline}
    assert told == ({weight} if weight else set())
    assert bool(_runway(found).asks) is (weight is not None)


def test_what_follows_a_contract_is_the_end_of_its_runway(tmp_path: Path) -> None:
    signed = """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews | signed_on
        C1          | A1         | 2024-01-01 | 2026-05-15 | 30          | false       | 2023-12-01
        C2          | A1         | 2026-05-16 | 2029-05-15 | 30          | false       | 2026-03-01
    """
    warehouse = loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=LINES, contracts=signed)
    found = material(PlanSubject(subject(warehouse, "A1", "2026-Q1"), SuccessPlan(account_id="A1")))
    assert not _runway(found).soon and _runway(found).figures[0].value is None
    assert _runway(found).contracts and [row[-1] for row in _runway(found).contracts.rows] == [
        "the next contract is signed"
    ]


def test_what_touches_them_comes_before_what_we_measured(tmp_path: Path) -> None:
    """A breach, then a goal well behind its pace, then what we owe, each of which stands alone below."""
    plan = SuccessPlan(account_id="A1", goals=(GOAL,), commitments=(OWED,))
    levels = "product_id | availability_target\nwan | 99.9"
    whole = _material(tmp_path / "whole", plan, incidents=OUTAGE, service_levels=levels)
    assert [one.weight for one in news(whole)][:3] == [Weight.BREACH, Weight.BEHIND, Weight.OWED]
    assert opening(whole) == "wan missed the agreed availability"
    unbroken = _material(tmp_path / "unbroken", plan)
    assert _plain(opening(unbroken)) == "“Calls answered” is behind pace: 72 % now, 90 % wanted by 31 Dec 2026"
    kept = _material(tmp_path / "kept", replace(plan, goals=()))
    assert opening(kept) == "We still owe you “Send the report”, due 1 Feb 2026"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(72, Verdict.SLOW), (79, Verdict.UNDER_WAY), (90, Verdict.REACHED), (69, Verdict.BEHIND), (None, Verdict.UNKNOWN)],
)
def test_a_goal_is_held_against_its_pace(actual: float | None, expected: Verdict, tmp_path: Path) -> None:
    """On the day it was measured two fifths of the time were over: 78 of the way from 70 to 90, less a tenth of it."""
    goals = _material(tmp_path, SuccessPlan(account_id="A1", goals=(replace(GOAL, actual=actual),))).success.goals
    assert goals and verdict(goals.bullets[0]) is expected
    assert goals.bullets[0].pace == pytest.approx(182 / 457)


def test_a_goal_without_dates_has_no_pace_to_be_behind(tmp_path: Path) -> None:
    goals = _material(tmp_path, SuccessPlan(account_id="A1", goals=(replace(GOAL, baseline_on=None),))).success.goals
    assert goals and goals.bullets[0].pace is None and verdict(goals.bullets[0]) is Verdict.UNDER_WAY
    assert not goals.note


def test_the_summary_has_a_row_for_what_is_known_and_none_for_what_is_not(tmp_path: Path) -> None:
    step = JointStep(id="s", what="New telephones", goal="g", due=date(2026, 5, 1), status=Progress.PLANNED)
    plan = SuccessPlan(account_id="A1", goals=(GOAL,), commitments=(OWED,), joint_plan=(step,))
    found = _material(tmp_path / "planned", plan)
    table = executive(found, proposed_asks(found))
    assert table
    assert [(row[0], row[1]) for row in table.rows] == [
        ("Your goals", "Behind pace"), ("Commitments", "Not kept"), ("What we ask of you", "To decide"),
    ]  # fmt: skip
    assert "Next: “New telephones”, until 1 May 2026." in str(table.rows[0][2])
    assert "A new day for “Send the report”." in str(table.rows[2][2])
    assert executive(_material(tmp_path / "bare"), ()) is None


def test_the_deck_asks_what_somebody_wrote_and_else_what_is_proposed(sample_home: Path) -> None:
    found = material_of(sample_home, "NW-1006")
    names = about(account(sample_home, "NW-1006"), sample_home)
    proposed = composed(found, names, Review(account_id="NW-1006"))
    decided = next(slide for slide in proposed.slides if slide.id == "decisions").exhibits[0]
    assert [row[0] for row in decided.rows][: len(proposed_asks(found))] == list(proposed_asks(found))  # type: ignore[union-attr]
    written = Review(account_id="NW-1006", decisions=(Decision(id="d", decision="Do we renew?"),))
    summary = next(slide for slide in composed(found, names, written).slides if slide.id == "summary").exhibits[0]
    assert summary.rows[-1][2] == "Do we renew?"  # type: ignore[union-attr]


def test_the_notes_say_message_figures_and_what_is_likely_to_be_asked(sample_home: Path) -> None:
    found = material_of(sample_home, "NW-1004")
    made = composed(found, about(account(sample_home, "NW-1004"), sample_home), Review(account_id="NW-1004"))
    said = {slide.id: slide.notes for slide in made.slides}
    assert said["service"].startswith(f"Message: {found.service.headline}.\nFigures: Availability ")
    assert "what keeps it from happening again? “Radio link as a bridge”, until 9 Oct 2026." in said["service"]
    assert (
        "Likely question: When is “Radio link to the plant as a bridge” done? Today we agree on a day."
        in said["promises"]
    )
    assert said["decisions"].endswith("Ask: Who does it, and by when?")
    for slide in made.slides:
        if slide.id not in ("title", "agenda", "appendix"):
            assert slide.title.rstrip(".?") in slide.notes
            assert all(shown.title in slide.notes or len(shown.title.split()) < 5 for shown in slide.exhibits)


def test_the_appendix_defines_what_stands_in_the_review_and_nothing_else(sample_home: Path) -> None:
    found = material_of(sample_home, "NW-1006")
    table = definitions(found.figures(investment=False))
    assert table
    names = [row[0] for row in table.rows]
    assert "Tickets" in names and "Contracts" in names
    assert "Spend" not in names and "Value in your money" not in names
    assert dict(zip(names, [row[2] for row in table.rows], strict=True))["Goals and commitments"] == "Our joint plan"
    known = [one for one in found.figures(investment=False) if one.value is not None]
    defined = {metric for meaning in meanings() for metric in meaning.metrics}
    assert {one.receipt.metric for one in known} <= defined


def test_the_first_day_to_act_is_told_whichever_contract_ends_first(tmp_path: Path) -> None:
    """The second ends later, and has the longer notice."""
    two = """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-01-01 | 2026-08-31 | 30          | false
        C2          | A1         | 2024-01-01 | 2026-10-31 | 180         | false
    """
    lines = LINES + "    s2              | A1         | voice      | 100 | 2024-01-01 | C2\n"
    warehouse = loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=lines, contracts=two)
    run = material(PlanSubject(subject(warehouse, "A1", "2026-Q1"), SuccessPlan(account_id="A1"))).runway
    assert run and run.days_to_act == 34 and "voice" in run.headline and "4 May 2026" in run.headline
    assert run.otherwise == "The contract for voice ends on 31 Oct 2026."


def test_what_the_next_contract_does_not_hold_still_waits(tmp_path: Path) -> None:
    two = """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews | signed_on
        C1          | A1         | 2024-01-01 | 2026-05-15 | 30          | false       | 2023-12-01
        C2          | A1         | 2026-05-16 | 2029-05-15 | 30          | false       | 2026-03-01
    """
    lines = (
        LINES.rstrip()
        + """
    s2              | A1         | voice      | 100 | 2024-01-01 | C1
    s3              | A1         | wan        | 100 | 2026-05-16 | C2
    """
    )
    warehouse = loaded(tmp_path, SETTINGS, accounts=ACCOUNTS, subscriptions=lines, contracts=two)
    run = material(PlanSubject(subject(warehouse, "A1", "2026-Q1"), SuccessPlan(account_id="A1"))).runway
    assert run and run.soon and "voice" in run.headline and "wan" not in run.headline
    assert run.contracts and run.contracts.rows[0][-1] == "the next contract holds all but voice"


def test_a_goal_whose_day_is_over_is_overdue_and_one_that_stands_still_goes_nowhere(tmp_path: Path) -> None:
    late = replace(GOAL, due=date(2026, 3, 1), actual=89, actual_on=date(2026, 2, 20))
    still = Goal(id="s", title="Stops", unit="stops", baseline=0, target=0, actual=4, worth=1000,
                 worth_agreed_on=date(2025, 1, 1))  # fmt: skip
    found = _material(tmp_path, SuccessPlan(account_id="A1", goals=(late, still)))
    assert found.success.goals
    assert [verdict(one) for one in found.success.goals.bullets] == [Verdict.OVERDUE, Verdict.UNKNOWN]
    assert _plain(opening(found)) == "“Calls answered” is overdue: 89 % now, 90 % wanted by 1 Mar 2026"
    assert found.success.worth is None


@pytest.mark.parametrize(("actual", "steps"), [
    (85.0, [("A year now", 5000), ("Still to come", 5000), ("At your target", 10_000)]),
    (90.0, [("When we began", 0), ("A year now", 10_000)]),
    (92.0, [("When we began", 0), ("A year now", 12_000)]),
    (78.0, [("When we began", 0), ("A year now", -2000)]),
])  # fmt: skip
def test_what_one_goal_is_worth_is_said_once(tmp_path: Path, actual: float, steps: list[tuple[str, float]]) -> None:
    goal = Goal(
        id="a", title="Calls answered", unit="%", baseline=80, target=90, actual=actual, actual_on=date(2026, 2, 20),
        worth=1000, worth_agreed_on=date(2025, 1, 1),
    )  # fmt: skip
    bridge = _material(tmp_path, SuccessPlan(account_id="A1", goals=(goal,))).success.worth
    assert bridge and [(one.label, one.value) for one in bridge.steps] == steps


def test_commitments_of_the_same_words_are_told_apart(tmp_path: Path) -> None:
    """Ours of December was kept, that of February is overdue; theirs of the same words is nobody's shortfall."""
    kept = replace(OWED, id="k", due=date(2025, 12, 15), status=Kept.KEPT, closed_on=date(2026, 1, 4))
    theirs = replace(OWED, id="t", side=Side.THEIRS, due=date(2026, 6, 1))
    found = _material(tmp_path, SuccessPlan(account_id="A1", commitments=(kept, OWED, theirs)))
    assert [one.what for one in shortfalls(found)] == ["“Send the report” is overdue since 1 Feb 2026"]
    assert opening(found) == "We still owe you “Send the report”, due 1 Feb 2026"


def test_what_is_late_is_no_remedy(tmp_path: Path) -> None:
    late = JointStep(id="a", what="Pilot", goal="g", due=date(2026, 3, 1), status=Progress.IN_PROGRESS)
    ahead = JointStep(id="b", what="Roll-out", goal="g", due=date(2026, 6, 1))
    plan = SuccessPlan(account_id="A1", goals=(GOAL,), joint_plan=(late, ahead))
    assert [one.remedy for one in shortfalls(_material(tmp_path, plan))] == ["Roll-out"]


def test_no_new_day_is_asked_for_where_the_plan_has_one(tmp_path: Path) -> None:
    again = JointStep(id="a", what="Send the Report", goal="g", due=date(2026, 5, 1))
    found = _material(tmp_path, SuccessPlan(account_id="A1", commitments=(OWED,), joint_plan=(again,)))
    assert [(one.remedy, one.due) for one in shortfalls(found)] == [("Send the Report", date(2026, 5, 1))]
    assert proposed_asks(found) == ("Whether to go ahead with “Send the Report”, until 1 May 2026.",)
