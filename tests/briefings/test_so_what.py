"""Proposed lines: every number in them is one of the account's figures."""

import re
from dataclasses import replace
from pathlib import Path

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.material.summary import summarise
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import Slide
from steward.briefings.customer.reviews.so_what import so_whats
from steward.briefings.customer.story.talk import talk
from steward.briefings.customer.subject import subject
from steward.exhibits import PERCENT, Bullets, Figure
from steward.plans.customer.success_plan import SuccessPlan
from tests.homes import ACCOUNTS, loaded
from tests.reviews_made import BUSY, account, accounts, ids, material_of, review

NUMBER = re.compile(r"\d[\d,.]*")


def _numbers(text: str) -> set[str]:
    return {found.rstrip(".,") for found in NUMBER.findall(text)}


def _known(found: Material) -> set[str]:
    """Every number that stands in a figure, its note or a goal, or is a count of goals and steps."""
    figures: list[Figure] = list(found.figures(investment=True))
    known = {"90"}
    for figure in figures:
        known |= _numbers(f"{figure.text} {figure.unit.compact(figure.previous)} {figure.note} {figure.label}")
    bullets = found.success.goals.bullets if isinstance(found.success.goals, Bullets) else ()
    for goal in bullets:
        known |= _numbers(f"{goal.label} {goal.unit.text(goal.actual)} {goal.unit.text(goal.target)}")
    if found.adoption.near_limit:
        known |= _numbers(found.adoption.near_limit.title)
    spans = found.success.joint_plan.spans if found.success.joint_plan else ()
    return known | {str(number) for number in range(max(len(bullets), len(spans)) + 1)}


def test_no_line_holds_a_number_that_is_no_figure(sample_home: Path) -> None:
    told = 0
    for about in accounts(sample_home, ids(sample_home)):
        found = material_of(sample_home, about.account_id)
        names = " ".join([*found.service.products_missed, *found.adoption.outgrown])
        steps = found.success.joint_plan.spans if found.success.joint_plan else ()
        commitments = found.success.promises.rows if found.success.promises else ()
        spans = " ".join([*(span.label for span in steps), *(str(row[0]) for row in commitments)])
        for line in so_whats(found).values():
            assert _numbers(line) <= _known(found) | _numbers(names) | _numbers(spans), line
            told += 1
    assert told > 200


def test_a_commitment_broken_is_said_before_one_kept(sample_home: Path) -> None:
    missed = next(
        found
        for about in accounts(sample_home, ids(sample_home))
        if (found := material_of(sample_home, about.account_id)).service.products_missed
    )
    line = so_whats(missed)["service"]
    assert line.startswith(missed.service.products_missed[0])
    assert "ours to fix" in line


def test_without_figures_there_is_no_line(tmp_path: Path) -> None:
    """
    subscription_id | account_id | product_id | mrr | starts_on
    S1              | A1         | P1         | 500 | 2026-09-01
    """
    tables = {"accounts": ACCOUNTS, "subscriptions": str(test_without_figures_there_is_no_line.__doc__)}
    names = PlanSubject(subject(loaded(tmp_path, **tables), "A1"), SuccessPlan(account_id="A1"))
    assert so_whats(material(names)) == {}


def test_a_product_without_room_is_named_with_the_limit(sample_home: Path) -> None:
    found = material_of(sample_home, BUSY)
    line = so_whats(found)["adoption"]
    assert "90" in line
    assert all(name in line for name in found.adoption.outgrown)


def test_the_fullest_product_is_that_in_whatever_order_the_figures_stand(sample_home: Path) -> None:
    """Beside another figure in percent, too."""
    found = material_of(sample_home, BUSY)
    adopted = found.adoption
    other = replace(adopted.figures[0], id="adoption.sites", unit=PERCENT, value=1.0)
    backwards = replace(adopted, outgrown=(), near_limit=None, figures=(other, *reversed(adopted.figures)))
    turned = replace(found, adoption=backwards)
    fullest = max((one for one in adopted.figures if one.unit == PERCENT), key=lambda one: float(one.value or 0))
    assert f"At {fullest.text} on average at most" in so_whats(turned)["adoption"]
    assert summarise(account(sample_home), turned.service, turned.adoption, turned.voice).figures[-1] == fullest


def test_the_notes_of_a_slide_tell_all_its_figures(sample_home: Path) -> None:
    found = material_of(sample_home, BUSY)
    known = tuple(one for one in found.figures(investment=True) if one.value is not None)
    assert len(known) > 4
    notes = talk(found, "", Slide(id="", title="So it is", figures=known)).splitlines()
    (said,) = (line for line in notes if line.startswith("Figures: "))
    assert all(f"{one.label} {one.text}" in said for one in known)


def test_notes_hold_sentences_and_no_bare_names_of_exhibits(sample_home: Path) -> None:
    seen = 0
    for one in accounts(sample_home):
        for slide in review(sample_home, account_id=one.account_id).slides:
            names = [shown.title for shown in slide.exhibits if shown.title and len(shown.title.split()) < 5]
            assert not [name for name in names if name != slide.title and f"{name}." in slide.notes]
            seen += len(names)
    assert seen > 4


def test_notes_tell_what_stands_in_a_table_whose_title_is_a_name(sample_home: Path) -> None:
    notes = {slide.id: slide.notes for slide in review(sample_home).slides}
    assert "In short: Your goals, moved away; Commitments, kept; " in notes["summary"]
    assert (
        "We ask for: Whether to order more SD-WAN Edge, which uses more than is committed, for about €14.9k a month "
        "more; " in notes["decisions"]
    )
