"""What contradicts itself across a review, planted; and titles that say nothing."""

from datetime import date

import pytest

from steward.briefings.customer.delivery.delivery import ComingDelivery
from steward.briefings.internal.reviews.contradictions import contradictions, says_nothing
from steward.exhibits import AVAILABILITY, COUNT, Figure, Receipt
from steward.plans.customer.review import Review, Shown, SlideChoice
from steward.plans.customer.success_plan import Commitment, JointStep, Kept, Progress, Side, SuccessPlan

DAY = date(2026, 10, 8)
RECEIPT = Receipt("availability", DAY, "customer.availability_monthly")
FIGURES = (
    Figure(id="a", label="Availability", value=99.964, previous=99.955, unit=AVAILABILITY, receipt=RECEIPT),
    Figure(id="i", label="Incidents", value=8, previous=10, unit=COUNT, receipt=RECEIPT),
)


def _commitment(
    status: Kept = Kept.OPEN, due: date = date(2026, 9, 1), words: str = "Second path in use"
) -> Commitment:
    return Commitment(promise=words, side=Side.OURS, status=status, due=due)


def _step(status: Progress, due: date = date(2026, 12, 1)) -> JointStep:
    return JointStep(what="second path, in use", status=status, due=due)


LATER = date(2026, 11, 1)
PLANTED: dict[str, tuple[SuccessPlan, str]] = {
    "kept and overdue": (
        SuccessPlan(account_id="A", commitments=(_commitment(Kept.KEPT), _commitment(words="Second path in use."))),
        "as kept and as overdue",
    ),
    "overdue and done": (
        SuccessPlan(account_id="A", commitments=(_commitment(),), joint_plan=(_step(Progress.DONE),)),
        "done as a joint step",
    ),
    "missed and on time": (
        SuccessPlan(account_id="A", commitments=(_commitment(Kept.MISSED),), joint_plan=(_step(Progress.IN_PROGRESS),)),
        "on time as a joint step",
    ),
    "kept and late": (
        SuccessPlan(
            account_id="A",
            commitments=(_commitment(Kept.KEPT),),
            joint_plan=(_step(Progress.PLANNED, date(2026, 9, 9)),),
        ),
        "late as a joint step",
    ),
    "open and on time": (
        SuccessPlan(account_id="A", commitments=(_commitment(due=LATER),), joint_plan=(_step(Progress.PLANNED),)), ""
    ),
    "overdue and late": (
        SuccessPlan(
            account_id="A", commitments=(_commitment(),), joint_plan=(_step(Progress.PLANNED, date(2026, 9, 9)),)
        ),
        "",
    ),
    "kept and done": (
        SuccessPlan(account_id="A", commitments=(_commitment(Kept.KEPT),), joint_plan=(_step(Progress.DONE),)), ""
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PLANTED)
def test_a_plan_that_says_two_things_is_found(case: str) -> None:
    agreed, said = PLANTED[case]
    found = [one.words for one in contradictions(agreed, DAY, Review(account_id="A"), FIGURES)]
    assert len(found) == bool(said)
    assert not said or said in found[0]


ORDER = ComingDelivery(
    what="Managed SD-WAN at Lyon", product="Managed SD-WAN", site="Lyon", now_on=date(2026, 12, 4), state="new date"
)


@pytest.mark.parametrize(
    ("words", "due", "status", "said"),
    [
        ("Go-live of Lyon", date(2026, 11, 2), Progress.PLANNED, "due on 2 Nov 2026 as a joint step"),
        ("Managed SD-WAN for Lyon", date(2026, 11, 2), Progress.IN_PROGRESS, "is promised for 4 Dec 2026"),
        ("Lyon in service", date(2026, 11, 2), Progress.DONE, "done as a joint step, and Managed SD-WAN at Lyon is"),
        ("Go-live of Lyon", date(2026, 12, 4), Progress.PLANNED, ""),
        ("Go-live of Lyon", date(2026, 11, 2), Progress.STOPPED, ""),
        ("Repair of the radio link at Lyon", date(2026, 11, 2), Progress.PLANNED, ""),
        ("Go-live of Lyonnais", date(2026, 11, 2), Progress.PLANNED, ""),
    ],
)
def test_a_step_that_goes_live_before_its_order_comes_is_found(
    words: str, due: date, status: Progress, said: str
) -> None:
    agreed = SuccessPlan(account_id="A", joint_plan=(JointStep(what=words, status=status, due=due),))
    found = [one.words for one in contradictions(agreed, DAY, Review(account_id="A"), (), [ORDER])]
    assert len(found) == bool(said)
    assert not said or said in found[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Availability was 99.9 % this quarter", False),
        ("Availability fell to 99.5 %", True),
        ("Availability rose from 99.955 % to 99.964 %", False),
        ("Availability rose from 99.955 to 99.99", True),
        ("Incidents: 8, 2 fewer than before", False),
        ("Incidents fell by 2", False),
        ("Incidents came to 9", True),
        ("Incidents are fewer; 3 sites had none", False),
        ("No incidents at 12 sites", False),
        ("Availability is what counts", False),
    ],
)
def test_a_number_in_somebody_s_words_is_the_figure_s(text: str, found: bool) -> None:
    """Only what is said to be the figure is held against it."""
    prepared = Review(account_id="A", slides=(SlideChoice(id="service", so_what=text),))
    told = list(contradictions(SuccessPlan(account_id="A"), DAY, prepared, FIGURES))
    assert bool(told) is found
    assert all(one.slide == "service" for one in told)


def test_what_is_not_shown_contradicts_nothing() -> None:
    prepared = Review(account_id="A", slides=(SlideChoice(id="x", shown=Shown.NEVER, so_what="Incidents came to 9"),))
    assert not list(contradictions(SuccessPlan(account_id="A"), DAY, prepared, FIGURES))


@pytest.mark.parametrize(
    ("title", "nothing"),
    [("Service", True), ("What you told us", True), ("The quarter", False), ("", False), ("Two sites are down", False),
     ("Availability held at every site", False)],
)  # fmt: skip
def test_a_title_that_names_a_topic_says_nothing(title: str, nothing: bool) -> None:
    assert says_nothing(title) is nothing
