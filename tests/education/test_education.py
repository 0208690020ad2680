"""What customers know of our offer: what counts, whom to show what next, and what a review leaves to be written."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from education_made import book_and_plans, company, told
from hypothesis import given
from hypothesis import strategies as some

from steward.briefings.internal.education.education import EducationBrief
from steward.briefings.internal.education.happened import at_review
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.education import COUNTS_FOR, Introduced, counts, education_coverage, serves
from steward.plans.customer.review import Attendee, Meeting, Review
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.education import FILE, Education, Introduction, add_introductions
from steward.services import education
from steward.workspace import Workspace

ALONE = Filters(accounts=("A1",))
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return company(tmp_path_factory.mktemp("known"))


@pytest.fixture(scope="module")
def book(workspace: Workspace) -> Book:
    return book_and_plans(workspace)[0]


Told = Callable[..., EducationBrief]


@pytest.fixture
def brief(workspace: Workspace, book: Book) -> Told:
    """What is said once these introductions are written, and no others."""

    def told_of(*introductions: str, filters: Filters = ALONE) -> EducationBrief:
        plans = Plans.whole(workspace.plans)
        (plans.of("A1") / FILE).write_text("".join(('account_id = "A1"\n', *introductions)))
        return education.brief(book, filters, PlanCache(plans))

    return told_of


@pytest.mark.parametrize(
    ("introduction", "shown", "silent"),
    [
        ("", 0, 1),
        (told("K2", "sec", "2026-05-01", "mentioned"), 0, 1),
        (told("K2", "sec", "2026-05-01", "presented"), 1, 0),
        (told("K2", "Security", "2026-05-01", "workshop"), 1, 0),
        (told("K2", "sec", "", "demo"), 0, 1),
        (told("K2", "sec", "2025-06-30", "demo"), 0, 1),
        (told("K2", "sec", "2025-07-01", "demo"), 1, 0),
        (told("K1", "sec", "2026-05-01", "demo"), 0, 1),
        (told("K3", "sec", "2026-01-05", "demo"), 0, 1),
        (told("K2", "gone", "2026-05-01", "demo"), 0, 0),
    ],
    ids=[
        "nothing", "mentioned", "presented", "by name", "no day", "too long ago", "a year", "does not decide", "left",
        "no product of ours",
    ],
)  # fmt: skip
def test_what_counts_is_what_somebody_who_decides_was_shown_within_a_year(
    brief: Told, introduction: str, shown: int, silent: int
) -> None:
    found = brief(introduction)
    assert found.figure("education.coverage").value == pytest.approx(shown / 3 * 100)
    assert found.figure("education.silent").value == silent


def test_of_an_account_where_nobody_who_decides_is_known_nothing_is_known(brief: Told) -> None:
    beta = brief(filters=Filters(accounts=("A2",)))
    assert beta.figure("education.coverage").value is None
    assert beta.headline == "Nobody who decides is on a map: what they know of us is not known"
    both = brief(filters=EVERYTHING)
    assert both.figure("education.coverage").value == 0
    assert "1 account without a known decision maker left out" in both.figure("education.coverage").note
    assert both.book is not None and both.book.keys == ("A1",)


def test_the_ladder_has_the_highest_rung_of_each_person_and_product(brief: Told) -> None:
    found = brief(
        told("K2", "sec", "2026-02-01", "demo"),
        told("K2", "sec", "2026-06-01", "presented"),
        told("K1", "lan", "", "mentioned"),
    )
    assert found.ladder is not None
    assert [column.name for column in found.ladder.columns] == ["Person", "Decides", "LAN", "WAN", "Security"]
    assert found.ladder.rows == (
        ("Bert", "yes", "·", "·", "Demo, Feb 2026"),
        ("Anna", None, "Mentioned", "·", "Mentioned"),
    )


def test_whom_to_show_what_next_and_why(brief: Told) -> None:
    found = brief(told("K2", "lan", "2026-06-01", "demo"))
    assert [one.key for one in found.talks] == ["A1~K2~sec"]
    assert found.talks[0].goal is not None
    assert found.talks[0].why == ("serves their goal “No outages at night”",)
    assert found.talks[0].how is Introduced.PRESENTED
    assert found.talks[0].material == "Demo"
    assert brief(told("K2", "lan", "2026-06-01", "demo"), told("K2", "sec", "2026-06-01", "demo")).talks == ()


def test_the_companys_words_go_before_those_of_the_feed(brief: Told) -> None:
    found = brief().offerings
    assert found is not None
    assert found.rows == (
        ("LAN", "Every floor", None, None, "proof, material"),
        ("Security", "Watched at night", "Bank", "Demo", None),
        ("WAN", "Sites as one", None, "Data sheet", "proof"),
    )


def test_the_same_introduction_is_written_once(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    first = Introduction(contact="K2", product="sec", on=date(2026, 6, 1), how=Introduced.DEMO)
    add_introductions(plans, "A1", [first], "Bo")
    new = Introduction(contact="K1", product="sec", on=DAY, how=Introduced.PRESENTED)
    old = Introduction(contact="K2", product="sec", on=date(2026, 6, 1), how=Introduced.DEMO)
    add_introductions(plans, "A1", [new, old, new], "Ida")
    add_introductions(plans, "A1", [new], "Ida")
    written = plans.open(Education, FILE, "A1").plan.introductions
    assert [(one.contact, one.how) for one in written] == [("K2", "demo"), ("K1", "presented")]


def test_a_review_proposes_what_it_showed_and_is_not_written() -> None:
    review = Review(
        account_id="A1",
        meeting=Meeting(held_on=DAY),
        attendees=tuple(Attendee(person=one) for one in ("K1", "K2", "P1")),
    )
    written = Education(
        account_id="A1",
        introductions=(Introduction(contact="K1", product="sec", on=DAY, how=Introduced.WORKSHOP),),
    )
    [found] = at_review("2026-Q2", review, ["sec", "wan"], {"P1"}, written)
    assert {(one.contact, one.product) for one in found.introductions} == {("K1", "wan"), ("K2", "sec"), ("K2", "wan")}
    assert found.said == "The review of 30 Jun 2026 showed 2 products to 2 people, which is not written down."
    done = Education(account_id="A1", introductions=(*written.introductions, *found.introductions))
    assert not list(at_review("2026-Q2", review, ["sec", "wan"], {"P1"}, done))


@given(some.sampled_from(Introduced), some.integers(-20, 800))
def test_an_introduction_counts_for_a_year_and_no_longer(how: Introduced, days: int) -> None:
    on = DAY - timedelta(days=days)
    assert counts(how, on, DAY) == (how.shows and 0 <= days < COUNTS_FOR.days)
    assert how.after.rung >= how.rung


@given(some.lists(some.booleans(), max_size=12))
def test_coverage_never_leaves_nought_to_a_hundred_and_one_more_never_lowers_it(shown: list[bool]) -> None:
    now = education_coverage(sum(shown), len(shown))
    assert (now is None) == (not shown)
    if now is not None and False in shown:
        more = education_coverage(sum(shown) + 1, len(shown))
        assert more is not None and 0 <= now < more <= 100


@pytest.mark.parametrize(
    ("words", "goal", "said"),
    [
        (["outage"], "No outages at the plants", True), (["two lines"], "Two lines, always", True),
        (["age"], "No outages", False), ([""], "Anything", False), (["it"], "IT that works", False), ([], "x", False),
        (["Störung"], "weniger STÖRUNGEN", True),
    ],
)  # fmt: skip
def test_a_product_serves_a_goal_that_speaks_of_it(words: list[str], goal: str, said: bool) -> None:
    assert serves(words, goal) is said
