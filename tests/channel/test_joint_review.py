"""A review held with a partner: their name and logo on the title of deck, page and file; never their commission."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from steward.briefings.customer.plans.document import success_content
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.subject import subject
from steward.deck import customer_deck
from steward.exhibits import Picture
from steward.output.review_page import review_page
from steward.plans.customer.success_plan import Profile, SuccessPlan
from steward.plans.files.store import Plans
from steward.services.reviews.opened import open_review
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.shared_review import PLOTS

JOINT, PARTNER = "NW-1010", "Passerelle Conseil Réseaux"
PAID = ("commission", "of record", "10,516.06", "110,547.38", "Élodie Rousselot", "Tellwright")
"""What a customer must not read of a partner: how they are paid, of what, as what, and who else sells."""


@pytest.fixture(scope="module")
def review(sample_home: Path) -> CustomerReview:
    workspace = Workspace.whole(sample_home)
    return open_review(subject(opened_once(workspace), JOINT, "2026-Q3"), Plans.within(workspace)).review


def test_the_title_names_the_partner_and_bears_their_logo(review: CustomerReview) -> None:
    title = review.slides[0]
    assert title.subtitle == f"Q3 2026 · Northweave Networks and {PARTNER}"
    (logo,) = title.exhibits
    assert isinstance(logo, Picture) and logo.alt == PARTNER
    deck = Presentation(io.BytesIO(customer_deck(review)))
    first = deck.slides[0]
    pictures = [shape for shape in first.shapes if shape.name == "picture:picture.partner_logo"]
    assert len(pictures) == 1
    placed = pictures[0]
    assert placed.left + placed.width <= deck.slide_width and placed.top >= 0
    texts = [shape for shape in first.placeholders if shape.has_text_frame and shape.text_frame.text]
    for one in texts:
        beside = one.left >= placed.left + placed.width or one.left + one.width <= placed.left
        assert beside or one.top >= placed.top + placed.height or one.top + one.height <= placed.top, one.name


def test_the_file_for_the_customer_bears_it_too(review: CustomerReview) -> None:
    page = review_page(review, PLOTS).decode()
    assert page.count('class="logo"') == 1
    assert PARTNER in page


def test_nobody_reads_what_the_partner_is_paid(review: CustomerReview) -> None:
    content = customer_deck(review)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml")).decode()
    page = review_page(review, PLOTS).decode()
    for word in PAID:
        assert word.lower() not in parts.lower(), word
        assert word.lower() not in page.lower(), word


def test_without_a_partner_a_logo_is_no_part_of_it(review: CustomerReview, sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    alone = open_review(subject(opened_once(workspace), JOINT, "2026-Q2"), Plans.within(workspace)).review
    assert alone.slides[0].exhibits == () and PARTNER not in alone.slides[0].subtitle


def test_a_plan_made_with_a_partner_says_so_on_its_paper() -> None:
    plan = SuccessPlan(account_id="A", profile=Profile(partner=PARTNER))
    assert success_content("Acme", plan, {}, date(2026, 9, 30)).subtitle == f"Success plan with {PARTNER}, 30 Sep 2026"
