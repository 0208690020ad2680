"""The design as the customer sees it: what they need, the options, and what is still to be said."""

from dataclasses import dataclass, replace

from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.base import about as told_of
from steward.briefings.customer.design.compared import fit_table, of_sites, options_table, worth_of
from steward.briefings.customer.design.source import DesignSource, cents, receipt
from steward.briefings.customer.design.tables import (
    exclusions_table,
    materials_table,
    open_questions,
    questions_table,
    sites_table,
)
from steward.briefings.customer.subject import Subject
from steward.exhibits import COUNT, PERCENT, Better, Figure, Table
from steward.exhibits.wording import counted


@dataclass(frozen=True, kw_only=True)
class CustomerDesign(CustomerBriefing):
    """One design. `need`: in their words, as Markdown."""

    design_id: str
    title: str
    need: str
    options: Table | None
    requirements: Table | None
    open_questions: Table | None
    materials: Table | None
    sites: Table | None
    exclusions: Table | None


def customer_design(about: Subject, source: DesignSource) -> CustomerDesign:
    """Brief on one design."""
    return CustomerDesign(
        **told_of(about),  # type: ignore[arg-type]
        headline=_headline(source),
        figures=design_figures(about, source),
        design_id=source.design_id,
        title=source.title,
        need=source.plan.about.need,
        options=options_table(about, source),
        requirements=fit_table(about, source),
        open_questions=questions_table(about, source),
        materials=materials_table(about, source),
        sites=sites_table(about, source),
        exclusions=exclusions_table(about, source),
    )


def _headline(source: DesignSource) -> str:
    open_ones, options = len(open_questions(source)), len(source.plan.options)
    return f"{source.title}: {counted(options, 'option')}, {counted(open_ones, 'open question')}"


def design_figures(about: Subject, source: DesignSource) -> tuple[Figure, ...]:
    """What is known of it, and what the offered option meets and saves."""
    known = source.completeness
    note = f"{known.answered} of {known.needed} answered, {known.assumed} assumed" if known.needed else ""
    complete = about.figure(
        "design.completeness", "Questions answered", known.percent, PERCENT,
        receipt(about, "design completeness", "answers"), why="No product family is chosen.", note=note,
    )  # fmt: skip
    count = about.figure(
        "design.open_questions", "Open questions", len(open_questions(source)), COUNT,
        receipt(about, "design completeness", "answers"), better=Better.LOWER,
    )  # fmt: skip
    return (complete, count, *_worth(about, source))


def _worth(about: Subject, source: DesignSource) -> tuple[Figure, ...]:
    option = source.offered
    if option is None:
        return ()
    found, unit = worth_of(source, option), replace(cents(about), exact=True)
    lines = receipt(about, "design saving", "lines, sites")
    return (
        about.figure(
            "design.fit", "Requirements met", found.fit, PERCENT, receipt(about, "option fit", "requirements, meets"),
            why="No requirement is written.", note=option.name,
        ),
        about.figure(
            "design.change", "Change a month", found.change, replace(unit, signed=True), lines, better=Better.LOWER,
            why="For no site both today's price and the new one are known.", note=of_sites(found.saving),
        ),
        about.figure(
            "design.double_running", "Double running", found.double_running.amount, unit,
            receipt(about, "double running", "sites, options"), better=Better.LOWER,
            why="For no site today's price, its contract's end and the new start are known.",
            note=of_sites(found.double_running),
        ),
    )  # fmt: skip
