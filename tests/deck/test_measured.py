"""What a reader would see at once, measured on whole decks: small, pale, cut, broken, half empty, one over another."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from harbour import full_review
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu
from sights import faults
from test_fill import HIDDEN, TEMPLATES, whole_review

from steward.briefings.customer.material.material import material
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.internal.leadership.leadership import leadership
from steward.deck import Content, customer_deck, customer_measured
from steward.deck.drawing import deck_of, measured_of
from steward.deck.measured import WELL_FULL
from steward.plans.customer.review import Covers, Meeting, Review, Shown, SlideChoice
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.sample.stories import STORIES
from steward.services import health
from steward.services.reviews.as_known import covered
from steward.services.reviews.decks import quotes_of
from steward.services.scope import book_of
from steward.services.team import desk
from steward.services.team.deck import team_deck
from steward.workspace import Workspace
from tests.examples import EVERYTHING, first, these
from tests.reviews_made import about, account, ids, opened

TOLD = tuple(f"NW-{1001 + number}" for number in range(8))
"""The accounts with a story of their own."""
ALL = ("", *TEMPLATES)
CASES = [(TOLD[(3 + number) % 8], name) for number, name in enumerate(ALL)]
"""One account for each template; the others by `make test-all`."""
REAL = ("ravenstack", "skyscape", "huddle")


def _template(name: str, real: Path) -> Path | None:
    return real / "templates" / name if name else None


@pytest.mark.parametrize(("account_id", "name"), these(CASES, [(one, name) for one in TOLD for name in ALL]))
def test_every_slide_of_a_story_on_every_template(account_id: str, name: str, sample_home: Path, real: Path) -> None:
    review, template = whole_review(sample_home, account_id), _template(name, real)
    assert faults(customer_deck(review, template), customer_measured(review, template), WELL_FULL) == []
    assert len(TOLD) <= len(STORIES)


@pytest.mark.parametrize("name", first(1, ALL))
def test_the_deck_for_leadership(name: str, sample_home: Path, real: Path) -> None:
    plans, template = Plans.whole(Workspace.whole(sample_home).plans), _template(name, real)
    for account_id in TOLD if EVERYTHING else TOLD[1:2]:
        subject = account(sample_home, account_id)
        plan, offered = account_plan(plans, account_id), quotes_of(subject, plans)
        slides = leadership(subject, plan, health.of_account(subject, plans), offered).slides
        content = Content("Account", "Account, internal", "Us", "Q3 2026 · Internal", subject.as_of, slides)
        assert faults(deck_of(content, template), measured_of(content, template)) == []


@pytest.mark.every
@pytest.mark.parametrize("name", ALL)
def test_the_deck_of_a_team(name: str, sample_home: Path, real: Path) -> None:
    workspace = Workspace.whole(sample_home)
    found = desk.source(book_of(opened(sample_home)), PlanCache(Plans.whole(workspace.plans)))
    for key in ("company", "region:Nordics"):
        branch = found.branches.find(key) or found.branches.company
        assert faults(team_deck(found, desk.team_brief(found, branch), _template(name, real))) == []


@pytest.mark.every
@pytest.mark.parametrize("name", ALL)
def test_the_review_of_a_family(name: str, sample_home: Path, real: Path) -> None:
    found, template = 0, _template(name, real)
    chosen = tuple(SlideChoice(id=key, shown=Shown.ALWAYS) for key in HIDDEN)
    for account_id in ids(sample_home):
        prepared = Review(account_id=account_id, meeting=Meeting(covers=Covers.FAMILY), slides=chosen)
        whole = covered(account(sample_home, account_id), prepared)
        if whole.covers:
            names = about(whole, sample_home)
            review, found = composed(material(names), names, prepared), found + 1
            assert faults(customer_deck(review, template), customer_measured(review, template)) == []
    assert found


@pytest.mark.every
@pytest.mark.parametrize("source", REAL)
@pytest.mark.parametrize("name", ALL)
def test_decks_of_data_that_nobody_here_made_up(
    source: str, name: str, real: Path, request: pytest.FixtureRequest
) -> None:
    home, template = request.getfixturevalue(source), _template(name, real)
    for account_id in ids(home)[:8]:
        review = whole_review(home, account_id)
        assert faults(customer_deck(review, template), customer_measured(review, template)) == []


def _smaller(slide: Any) -> None:
    for run in slide._element.iter(qn("a:rPr")):
        run.set("sz", "900")


def _twice(slide: Any) -> None:
    box = slide.shapes.add_textbox(slide.shapes[-1].left, slide.shapes[-1].top, Emu(2_000_000), Emu(900_000))
    box.text_frame.text = "Over it"


def _narrow(slide: Any) -> None:
    for table in (shape.table for shape in slide.shapes if shape.has_table):
        table.columns[0].width = Emu(300_000)


def _wrapped(slide: Any) -> None:
    for chart in (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart):
        for label in chart.iter(qn("c:dLbls")):
            for each in label.iter(qn("a:bodyPr")):
                each.attrib.pop("wrap", None)


def _titled(slide: Any) -> None:
    slide.shapes.title.text_frame.text = slide.part.package.presentation_part.presentation.slides[1].shapes.title.text


PLANTED: dict[str, tuple[Callable[[Any], None], str]] = {
    "small": (_smaller, "small: "),
    "over": (_twice, " over "),
    "broken": (_narrow, "broken: "),
    "label": (_wrapped, "broken: a label"),
    "title": (_titled, "slides are called"),
}


def _spoilt(change: Callable[[Any], None]) -> Iterable[str]:
    """The faults of a deck without one in which something is changed on every slide but the first two."""
    presentation = Presentation(io.BytesIO(customer_deck(full_review())))
    for slide in list(presentation.slides)[2:]:
        change(slide)
    stream = io.BytesIO()
    presentation.save(stream)
    return faults(stream.getvalue())


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_found(kind: str) -> None:
    change, said = PLANTED[kind]
    assert not any(said in one for one in faults(customer_deck(full_review())))
    assert any(said in one for one in _spoilt(change))
