"""What preflight finds, and that it finds nothing where nothing is wrong."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from steward.briefings.customer.reviews.so_what import so_whats
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.internal.reviews.findings import Checked, Finding, Place, Weight
from steward.briefings.internal.reviews.preflight import preflight
from steward.briefings.internal.reviews.told_names import internal_words
from steward.plans.customer.review import Attendee, Decision, Meeting, Question, Review, Shown, SlideChoice, SlideKind
from steward.plans.customer.success_plan import Commitment, Side
from tests.reviews_made import BUSY, about, account, material_of

READY = Review(
    account_id=BUSY,
    meeting=Meeting(held_on=date(2026, 10, 6)),
    attendees=(Attendee(person="Ada Guest", side=Side.THEIRS),),
    decisions=(Decision(decision="Add room at two sites"),),
)


def _checked(home: Path, prepared: Review = READY, **changed: Any) -> Checked:
    """A review that lacks nothing but what `changed` says: every line accepted, figures frozen as they are today."""
    found, names = material_of(home), about(account(home), home)
    lines = tuple(
        SlideChoice(id=key, so_what=line, rests_on=line) for key, line in so_whats(found).items() if key != "value"
    )
    written = {one.id: one for one in prepared.slides}
    slides = (*(written.pop(one.id, one) for one in lines), *written.values())
    whole = replace(prepared, slides=tuple(one for one in slides if one.id != "investment"))
    agreed = replace(
        names.plan,
        commitments=tuple(
            replace(c, owner=c.owner or "P-01", due=c.due or date(2027, 1, 1)) for c in names.plan.commitments
        ),
    )
    made = composed(found, names, whole)
    base = Checked(material=found, review=made, prepared=whole, agreed=agreed, today=found, others=())
    return replace(base, **changed)


def _serious(found: tuple[Finding, ...]) -> list[str]:
    return [one.id for one in found if one.weight is not Weight.KNOW]


def test_a_review_that_lacks_nothing_is_ready(sample_home: Path) -> None:
    assert _serious(preflight(_checked(sample_home))) == []


LACKS: dict[str, tuple[dict[str, Any], Weight, Place, str]] = {
    "no day": ({"meeting": Meeting()}, Weight.FIX, Place.MEETING, ""),
    "nobody": ({"attendees": ()}, Weight.FIX, Place.MEETING, ""),
    "no decision": ({"decisions": ()}, Weight.STOPS, Place.MEETING, "decisions"),
    "so what": ({"slides": (SlideChoice(id="service"),)}, Weight.FIX, Place.SLIDE, "service"),
    "so what outdated": (
        {"slides": (SlideChoice(id="service", so_what="Calm.", rests_on="Once it was otherwise."),)},
        Weight.FIX, Place.SLIDE, "service",
    ),
    "condition": (
        {"slides": (SlideChoice(id="challenges", shown=Shown.WHEN, when="more than 5", so_what="Ours."),)},
        Weight.FIX, Place.SLIDE, "challenges",
    ),
    "picture": (
        {"slides": (SlideChoice(id="p", kind=SlideKind.PICTURE, title="Our new office opens", picture="gone.png"),)},
        Weight.STOPS, Place.SLIDE, "p",
    ),
    "internal word": (
        {"slides": (SlideChoice(id="mine", kind=SlideKind.TEXT, title="Upsell ideas for spring"),)},
        Weight.STOPS, Place.SLIDE, "mine",
    ),
    "too many minutes": (
        {"slides": (SlideChoice(id="mine", kind=SlideKind.TEXT, title="Much to say", minutes=120),)},
        Weight.FIX, Place.SLIDE, "",
    ),
    "too long": (
        {"slides": tuple(
            SlideChoice(id=f"m{n}", kind=SlideKind.TEXT, title="More of the same", minutes=0) for n in range(7)
        )},
        Weight.FIX, Place.SLIDE, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LACKS)
def test_what_a_review_lacks_is_found_and_says_where_it_is_fixed(what: str, sample_home: Path) -> None:
    lacking, weight, place, at = LACKS[what]
    found = preflight(_checked(sample_home, replace(READY, **lacking)))
    assert [(one.id, one.weight, one.place, one.at) for one in found if one.weight is not Weight.KNOW] == [
        (what, weight, place, at)
    ]
    assert all(one.words.endswith((".", "”")) for one in found)


def test_figures_that_are_not_frozen_and_such_that_moved_since(sample_home: Path) -> None:
    whole = _checked(sample_home)
    assert _serious(preflight(replace(whole, today=None))) == ["not frozen"]
    service = whole.material.service
    figures = tuple(replace(one, value=1) if one.id == "service.mttr" else one for one in service.figures)
    moved = replace(whole.material, service=replace(service, figures=figures))
    found = preflight(replace(whole, today=moved))
    assert [one.words for one in found if one.id == "stale"] == [
        "1 figure different today from what was frozen: Mean time to repair."
    ]


def test_frozen_figures_that_cannot_be_read_stop_the_review(sample_home: Path) -> None:
    found = preflight(_checked(sample_home, damaged="The frozen figures are damaged."))
    assert (found[0].id, found[0].weight) == ("frozen damaged", Weight.STOPS)


@pytest.mark.parametrize(
    ("commitment", "words"),
    [
        (Commitment(promise="Fix it", side=Side.OURS), "has neither an owner nor a date."),
        (Commitment(promise="Fix it", side=Side.OURS, owner="P-01"), "has no date."),
        (Commitment(promise="Fix it", side=Side.OURS, due=date(2026, 12, 1)), "has no owner."),
    ],
)
def test_a_commitment_needs_an_owner_and_a_date(commitment: Commitment, words: str, sample_home: Path) -> None:
    whole = _checked(sample_home)
    agreed = replace(whole.agreed, commitments=(commitment,))
    found = [one for one in preflight(replace(whole, agreed=agreed)) if one.id == "commitment"]
    assert [one.words for one in found] == [f"The commitment “Fix it” {words}"]
    assert found[0].at == "commitments"


def test_without_a_goal_the_review_is_about_us(sample_home: Path) -> None:
    whole = _checked(sample_home)
    assert "no goal" in _serious(preflight(replace(whole, agreed=replace(whole.agreed, goals=()))))


@pytest.mark.parametrize(
    ("text", "other", "named"),
    [
        ("As at Acme last year", "Acme", True),
        ("as at ACME, last year", "Acme", True),
        ("Acmeville is nice", "Acme", False),
        ("Brimfull Studios grows", "Brimfull Studios Nordics", False),
        ("Brimfull Studios Nordics moves house", "Brimfull Studios Nordics", True),
        ("brimfull studios nordics moves house", "Brimfull Studios Nordics", True),
        ("BRIMFULL STUDIOS, with Brimfull", "Brimfull", True),
        ("Brimfull Studios grows", "Brimfull", False),
        ("A visit to BMW", "BMW", True),
        ("A visit to 3M", "3M", True),
        ("What they can do", "CAN", False),
        ("As at Bru\u0308ckhagen", "Br\u00fcckhagen", True),
        ("As at Br\u00fcckhagen", "Bru\u0308ckhagen", True),
        ("As at Acme\u00a0Ltd", "Acme Ltd", True),
        ("As at Acme  Ltd", "Acme Ltd", True),
        ("As at Ac\u00adme", "Acme", True),
        ("As at O\u2019Brien", "O'Brien", True),
        ("As at Rolls\u2011Voyce", "Rolls-Voyce", True),
    ],
)
def test_the_name_of_another_customer_stops_it(text: str, other: str, named: bool, sample_home: Path) -> None:
    """Names of three letters are words too often, but for those that are written as the name is."""
    prepared = replace(READY, slides=(SlideChoice(id="mine", kind=SlideKind.TEXT, title=text),))
    found = preflight(_checked(sample_home, prepared, others=("Brimfull Studios", other)))
    assert ("another customer" in _serious(found)) is named


def test_a_word_in_the_customer_s_own_name_is_theirs() -> None:
    assert list(internal_words("Churn Ltd wants no churn, Churn\u00a0Ltd says", ("Churn Ltd",))) == ["churn"]


@pytest.mark.parametrize(
    ("written", "label", "section"),
    [
        ({"meeting": Meeting(held_on=date(2026, 10, 6), purpose="{}")}, "Purpose", "meeting"),
        ({"meeting": Meeting(held_on=date(2026, 10, 6), place="{}")}, "Place", "meeting"),
        ({"attendees": (Attendee(person="Ada Guest", side=Side.THEIRS, part="{}"),)}, "Part", "attendees"),
        ({"questions": (Question(question="Why?", answer="{}"),)}, "Answer", "questions"),
    ],
)
def test_what_stands_in_invitation_and_minutes_is_read_too(
    written: dict[str, Any], label: str, section: str, sample_home: Path
) -> None:
    prepared = _saying("As at Acme, or churn", written)
    found = preflight(_checked(sample_home, prepared, others=("Acme",)))
    assert [(one.words, one.place, one.at) for one in found if one.weight is Weight.STOPS] == [
        (f"“{label}” names another customer: Acme.", Place.MEETING, section),
        (f"“{label}” says “churn”, which is an internal term.", Place.MEETING, section),
    ]


def _saying(words: str, written: dict[str, Any]) -> Review:
    """A review that lacks nothing, with these words where `{}` stands."""
    (section, held) = next(iter(written.items()))
    records = held if isinstance(held, tuple) else (held,)
    said = tuple(replace(one, **{key: words for key, value in vars(one).items() if value == "{}"}) for one in records)
    return replace(READY, **{section: said if isinstance(held, tuple) else said[0]})


def test_what_does_not_fit_is_told_once_a_slide(sample_home: Path) -> None:
    whole = _checked(sample_home)
    title = next(slide.title for slide in whole.review.slides if slide.id == "goals")
    found = preflight(replace(whole, cut=[(title, "A long go…"), (title, "Another…")]))
    assert [(one.at, one.words) for one in found if one.id == "overflow"] == [
        ("goals", "Your goals: not everything fits its place: “A long go…” and 1 more.")
    ]


def test_a_slide_that_is_half_empty_and_text_too_small_are_told_by_slide(sample_home: Path) -> None:
    whole = _checked(sample_home)
    found = preflight(
        replace(whole, half_empty=[("goals", 0.423)], small=[("goals", 9.0, "by 30 Nov"), ("own", 10.5, "Mine")])
    )
    assert [(one.id, one.at, one.words) for one in found if one.id in ("half empty", "small text")] == [
        ("half empty", "goals", "Your goals: only 42% of the slide's height holds something."),
        ("small text", "goals", "Your goals: text of 9 points is too small to be read: “by 30 Nov”."),
        ("small text", "own", "own: text of 10.5 points is too small to be read: “Mine”."),
    ]


def test_small_text_throughout_is_said_once_of_the_template(sample_home: Path) -> None:
    small = [(key, 6.5, "…") for key in ("goals", "service", "adoption", "voice")]
    found = preflight(replace(_checked(sample_home), small=small))
    assert [(one.place, one.words) for one in found if one.id == "small text"] == [
        (Place.TEMPLATE, "Text of 6.5 points on 4 slides: the template's pages are too small.")
    ]


def test_a_slide_left_out_and_a_feed_missing_are_good_to_know(sample_home: Path) -> None:
    whole = _checked(sample_home)
    told = [one for one in preflight(whole) if one.id == "left out"]
    assert len(told) == len(whole.review.left_out) > 0
    assert all(one.weight is Weight.KNOW for one in told)
