"""What customers know of all we offer: how much whoever decides was shown, who saw what, and whom to show next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from steward.briefings.customer.offerings.offerings import Offering
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.education.ladder import AccountEducation
from steward.briefings.internal.education.next_talks import NextTalk, next_talks
from steward.briefings.internal.education.tables import (
    book_table,
    ladder_table,
    next_table,
    offerings_table,
    products_chart,
    receipt,
)
from steward.briefings.internal.scope.book import Book
from steward.domain.education import education_coverage
from steward.exhibits import COUNT, PERCENT, Bars, Better, Figure, Number, Table, Unit
from steward.exhibits.wording import counted

COVERAGE = "education.coverage"


@dataclass(frozen=True, kw_only=True)
class EducationBrief(InternalBriefing):
    """`accounts`: a line each; `talks`: whom to show what next, the most worth first; `taught`: every product."""

    accounts: tuple[AccountEducation, ...]
    talks: tuple[NextTalk, ...]
    taught: tuple[Offering, ...]
    next: Table | None
    book: Table | None
    ladder: Table | None
    products: Bars | None
    offerings: Table | None

    @cached_property
    def by_key(self) -> Mapping[str, NextTalk]:
        """Each talk by what tells it apart."""
        return {one.key: one for one in self.talks}


def education(book: Book, found: Sequence[AccountEducation], taught: Sequence[Offering]) -> EducationBrief:
    """Brief on some accounts; one alone is told person by person."""
    talks = next_talks(found, {one.product_id: one for one in taught})
    alone = len(found) == 1
    figures = education_figures(book, found)
    return EducationBrief(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(next(one for one in figures if one.id == COVERAGE), found),
        figures=figures,
        missing=book.missing(
            products="everything we offer", contacts="who they are", subscriptions="what they have already"
        ),
        accounts=tuple(found),
        talks=talks,
        taught=tuple(taught),
        next=next_table(book, talks, alone=alone),
        book=None if alone else book_table(book, found),
        ladder=ladder_table(book, found[0]) if alone else None,
        products=products_chart(book, found),
        offerings=offerings_table(book, taught),
    )


def _headline(coverage: Figure, found: Sequence[AccountEducation]) -> str:
    if coverage.value is None:
        return "Nobody who decides is on a map: what they know of us is not known"
    silent = sum(len(one.told_nothing) for one in found)
    said = f"Whoever decides was shown {coverage.text} of what makes sense"
    return f"{said}; {silent} saw nothing" if silent else said


def education_figures(book: Book, found: Sequence[AccountEducation]) -> tuple[Figure, ...]:
    """Coverage, that of what they do not have, who was shown nothing, and what was done in the year."""
    known = [one for one in found if one.deciders]
    all_of, free = sum(len(one.applicable) for one in known), sum(len(one.free) for one in known)
    shown = sum(one.shown_to_a_decider(one.applicable) for one in known)
    shown_free = sum(one.shown_to_a_decider(one.free) for one in known)
    unknown = len(found) - len(known)
    deciders, silent = sum(len(one.deciders) for one in known), sum(len(one.told_nothing) for one in known)
    left_out = f"; {counted(unknown, 'account')} without a known decision maker left out" if unknown else ""
    nobody = "Nobody who decides is on a relationship map."

    def made(
        key: str, label: str, value: Number | None, unit: Unit, note: str, better: Better, why: str = nobody
    ) -> Figure:  # fmt: skip
        known_from = receipt(book, "education coverage" if unit is PERCENT else "education ladder")
        return book.figure(f"education.{key}", label, value, unit, known_from, why=why, note=note, better=better)

    return (
        made(
            "coverage", "Shown to whoever decides", education_coverage(shown, all_of), PERCENT,
            f"{shown} of {all_of} products that make sense, within a year{left_out}", Better.HIGHER,
        ),
        made(
            "free", "Of what they do not have", education_coverage(shown_free, free), PERCENT,
            f"{shown_free} of {free}", Better.HIGHER, nobody if not known else "They have all that makes sense.",
        ),
        made(
            "silent", "Decision makers shown nothing", silent if known else None, COUNT, f"of {deciders}, in a year",
            Better.LOWER,
        ),
        made(
            "introductions", "Introductions", sum(one.introductions for one in found), COUNT,
            "presented or more, in a year", Better.HIGHER,
        ),
    )  # fmt: skip
