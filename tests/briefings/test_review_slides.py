"""The storyline as somebody arranged it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.material.summary import HEADLINES
from steward.briefings.customer.review import CustomerReview, Slide
from steward.briefings.customer.reviews.conditions import condition
from steward.briefings.customer.reviews.slide_library import ANSWERS, MINUTES, NAMES, OUTAGES, SPEND, TICKETS, offers
from steward.briefings.customer.reviews.storyline import composed
from steward.exhibits import Bars, Heatmap, Picture, Table
from steward.plans.customer.review import (
    Attendee,
    Decision,
    Meeting,
    Outcome,
    Question,
    Repeat,
    Review,
    Shown,
    SlideChoice,
    SlideKind,
)
from steward.plans.customer.success_plan import Side
from tests.reviews_made import BUSY, about, account, accounts, material_of, review

USUAL = [
    key
    for key in NAMES
    if key
    not in (
        "value",
        "worth",
        "peers",
        "options",
        "renewal",
        "roadmap",
        "offerings",
        "design",
        "requests",
        "investment",
        "definitions",
    )
]  # fmt: skip


def ids(found: CustomerReview) -> list[str]:
    return [slide.id for slide in found.slides]


def slide(found: CustomerReview, key: str) -> Slide:
    return next(one for one in found.slides if one.id == key)


def test_without_choices_the_slides_stand_in_the_order_of_the_meeting(sample_home: Path) -> None:
    assert ids(review(sample_home)) == [
        "title",
        "summary",
        "agenda",
        *USUAL[1:],
        "decisions",
        "appendix",
        "definitions",
    ]


def test_a_hidden_slide_is_gone_and_nobody_is_told_that_it_lacks_data(sample_home: Path) -> None:
    found = review(sample_home, SlideChoice(id="voice", shown=Shown.NEVER))
    assert "voice" not in ids(found)
    assert NAMES["voice"] not in [one.slide for one in found.left_out]


def test_the_order_is_that_of_the_choices_and_a_topic_nobody_chose_keeps_its_place(sample_home: Path) -> None:
    found = review(sample_home, SlideChoice(id="voice"), SlideChoice(id="service"), SlideChoice(id="summary"))
    mine = [key for key in ids(found) if key in ("voice", "service", "summary")]
    assert mine == ["voice", "service", "summary"]
    assert sorted(ids(found)) == sorted(["title", "agenda", *USUAL, "decisions", "appendix", "definitions"])
    assert ids(found).index("goals") > ids(found).index("summary")


def test_an_own_title_line_and_exhibits_take_the_place_of_the_proposed(sample_home: Path) -> None:
    choice = SlideChoice(
        id="service", title="A calm quarter", so_what="Nothing to fix.", exhibits=("service.scorecard",)
    )
    told = slide(review(sample_home, choice), "service")
    assert (told.title, told.so_what) == ("A calm quarter", "Nothing to fix.")
    assert [shown.id for shown in told.exhibits] == ["service.scorecard"]
    assert told.figures == slide(review(sample_home), "service").figures


def test_an_exhibit_that_is_there_no_more_falls_back_on_the_proposed(sample_home: Path) -> None:
    choice = SlideChoice(id="service", exhibits=("service.gone",))
    assert slide(review(sample_home, choice), "service").exhibits == slide(review(sample_home), "service").exhibits


def test_a_line_that_nobody_accepted_is_on_no_slide(sample_home: Path) -> None:
    assert [one.so_what for one in review(sample_home).slides if one.so_what] == []


@pytest.mark.parametrize(("limit", "shown"), [(0, True), (100_000, False)])
def test_a_conditional_slide_is_shown_only_where_its_condition_holds(
    limit: int, shown: bool, sample_home: Path
) -> None:
    choice = SlideChoice(id="voice", shown=Shown.WHEN, when=f"service.incidents > {limit}")
    found = review(sample_home, choice)
    assert ("voice" in ids(found)) is shown
    why = [one.why for one in found.left_out if one.slide == NAMES["voice"]]
    assert why == ([] if shown else ["its condition is Incidents > 100,000, and it is 3"])


@pytest.mark.parametrize("words", ["nonsense", "", "service.incidents >", "> 5"])
def test_a_condition_nobody_can_read_hides_nothing(words: str, sample_home: Path) -> None:
    assert "voice" in ids(review(sample_home, SlideChoice(id="voice", shown=Shown.WHEN, when=words)))


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("service.incidents >= 3", True),
        ("service.incidents>3", False),
        ("service.incidents = 3", True),
        ("service.incidents < 3.5", True),
        ("service.incidents <= 2 %", False),
        ("no.such.figure > 0", False),
    ],
)
def test_a_condition_holds_a_figure_against_a_limit(words: str, holds: bool, sample_home: Path) -> None:
    read = condition(words)
    assert read is not None
    assert read.holds(material_of(sample_home).figures(investment=False)) is holds


def test_a_slide_is_repeated_for_every_site(sample_home: Path) -> None:
    found = review(sample_home, SlideChoice(id="adoption", repeat=Repeat.SITE))
    repeated = [one for one in found.slides if one.id.startswith("adoption.site.")]
    sites = next(shown for shown in found.exhibits if shown.id == "adoption.by_site")
    assert isinstance(sites, Heatmap)
    assert {one.subtitle.split(" · ")[1] for one in repeated} == set(sites.rows)
    assert "adoption" not in ids(found)


def test_repeated_slides_share_the_time_of_one(sample_home: Path) -> None:
    once, often = review(sample_home), review(sample_home, SlideChoice(id="service", repeat=Repeat.PRODUCT))
    assert sum(one.minutes or 0 for one in often.slides) == sum(one.minutes or 0 for one in once.slides)


def test_a_slide_of_ones_own_says_what_was_written(sample_home: Path) -> None:
    choice = SlideChoice(id="mine", kind=SlideKind.TEXT, title="New office", words="- We moved.\n\nCome and see us.")
    told = slide(review(sample_home, SlideChoice(id="summary"), choice), "mine")
    assert (told.title, told.points) == ("New office", ("We moved.", "Come and see us."))


def test_a_picture_stands_on_its_slide_in_words_too(sample_home: Path) -> None:
    names = about(account(sample_home), sample_home)
    shown = Picture(
        id="picture.p", title="", alt="Our new office", receipt=names.receipt("agenda", "slides"), content=b"x",
        width=4, height=3,
    )  # fmt: skip
    choice = SlideChoice(id="p", kind=SlideKind.PICTURE, title="New office", picture="a.png")
    made = composed(
        material_of(sample_home), names, replace(Review(account_id=BUSY), slides=(choice,)), pictures={"a.png": shown}
    )
    told = slide(made, "p")
    assert (told.exhibits, told.notes) == ((shown,), "Message: New office.")


def test_the_minutes_fill_the_hour_and_what_a_person_chose_stays(sample_home: Path) -> None:
    """An hour in which one topic was given 25 minutes: the others give way, never below what is left to decide."""
    found = review(sample_home, SlideChoice(id="adoption", minutes=25), meeting=Meeting(minutes=90))
    assert slide(found, "adoption").minutes == 25
    assert sum(one.minutes or 0 for one in found.slides) == 90


def test_for_every_account_the_minutes_of_the_slides_are_those_of_the_agenda(sample_home: Path) -> None:
    for subject in accounts(sample_home):
        found = review(sample_home, account_id=subject.account_id)
        agenda = slide(found, "agenda").exhibits[0]
        assert isinstance(agenda, Table)
        assert sum(row[1] for row in agenda.rows) == sum(one.minutes or 0 for one in found.slides) <= 60  # type: ignore[misc]


def test_the_opening_names_both_teams_and_the_day(sample_home: Path) -> None:
    people = (Attendee(person="Ada Guest", side=Side.THEIRS), Attendee(person="P-01", side=Side.OURS))
    opening = review(sample_home, meeting=Meeting(held_on=date(2026, 10, 6)), attendees=people).slides[0]
    assert opening.points[0].endswith(": Ada Guest")
    assert "6 Oct 2026" in opening.points[-1]


def test_the_last_slide_tells_what_was_decided_and_asked(sample_home: Path) -> None:
    """
    Decision        | outcome  | on the slide
    Renew early     | taken    | Taken
    Add three sites | wanted   | nothing yet
    """
    found = review(
        sample_home,
        decisions=(Decision(decision="Renew early", outcome=Outcome.TAKEN), Decision(decision="Add three sites")),
        questions=(Question(question="Who pays for the line?"), Question(question="When?", answer="In May")),
        meeting=Meeting(next_on=date(2027, 1, 12)),
    )
    last = slide(found, "decisions")
    table = last.exhibits[0]
    assert isinstance(table, Table)
    assert [(row[0], row[-1]) for row in table.rows] == [("Renew early", "Taken"), ("Add three sites", "")]
    assert last.points == ("To answer: Who pays for the line?", "Next review: 12 Jan 2027")
    assert last.title == "1 decision taken, 1 decision to take"
    assert slide(found, "agenda").points == ("To decide: Add three sites",)


def test_the_investment_is_shown_only_where_somebody_asks_and_stands_last(sample_home: Path) -> None:
    quiet = review(sample_home)
    assert not [figure.id for figure in quiet.figures if figure.id.startswith("spend.")]
    asked = review(sample_home, SlideChoice(id="investment"))
    assert ids(asked)[-4:] == ["decisions", "appendix", "investment", "definitions"]
    assert [figure.id for figure in asked.figures if figure.id.startswith("spend.")]


def test_every_topic_has_a_name_and_a_time_and_is_offered(sample_home: Path) -> None:
    assert list(offers(material_of(sample_home))) == list(NAMES) == list(MINUTES)


def test_behind_every_bar_that_can_be_opened_lies_its_own(sample_home: Path) -> None:
    """A product's months add up to its downtime of the quarter as the scorecard tells it."""
    found = review(sample_home)
    budget = next(shown for shown in found.exhibits if shown.id == "service.budget")
    score = next(shown for shown in found.exhibits if shown.id == "service.scorecard")
    assert isinstance(budget, Bars)
    assert isinstance(score, Table)
    told = {str(row[0]): float(row[3] or 0) for row in score.rows}  # type: ignore[arg-type]
    behind = found.behind("service.budget")
    assert set(budget.categories) <= set(behind)
    for product in budget.categories:
        months, where = behind[product]
        assert isinstance(months, Bars)
        assert isinstance(where, Table)
        assert sum(float(value or 0) for value in months.series[0].values[-3:]) == pytest.approx(told[product])
        assert sum(float(row[1] or 0) for row in where.rows) == pytest.approx(told[product])  # type: ignore[arg-type]


def test_a_slide_takes_its_figures_by_id_in_whatever_order_a_topic_has_them(sample_home: Path) -> None:
    found = material_of(sample_home)
    topics = {name: getattr(found, name) for name in ("summary", "service", "voice", "spend")}
    turned = {name: replace(topic, figures=topic.figures[::-1]) for name, topic in topics.items()}
    for key, offer in offers(found).items():
        other = offers(replace(found, **turned))[key]
        assert (offer.slide is None) == (other.slide is None)
        if offer.slide and other.slide:
            assert [one.id for one in other.slide.figures] == [one.id for one in offer.slide.figures]
    told = {figure.id for topic in topics.values() for figure in topic.figures}
    assert told >= {*HEADLINES, *OUTAGES, *TICKETS, *ANSWERS, *SPEND}
