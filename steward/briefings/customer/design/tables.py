"""The sites of a design, what each option delivers there, what is not included, and what is still to be said."""

from steward.briefings.customer.design.compared import INDICATIVE
from steward.briefings.customer.design.source import DesignSource, cents, number_of, receipt
from steward.briefings.customer.subject import Subject
from steward.domain.design.words import Confidence, NeededFor
from steward.exhibits import COUNT, Cell, Column, Table
from steward.exhibits.wording import capital, counted
from steward.plans.customer.design_content import AskedQuestion, bom_lines

ALL_SITES = "All sites"
_ORDER = tuple(NeededFor)


def sites_table(about: Subject, source: DesignSource) -> Table | None:
    """The sites as they are today; None where there is none."""
    sites = source.plan.sites
    if not sites:
        return None
    surveyed = sum(bool(one.survey and one.survey.settled) for one in sites)
    mbps = number_of(one.bandwidth for one in sites)
    return Table(
        id="design.sites",
        title=capital(f"{counted(len(sites), 'site')}, {surveyed} surveyed"),
        alt="Table of sites with their survey, today's provider and line, and until when its contract runs.",
        receipt=receipt(about, "design", "sites"),
        columns=(
            Column("Site", wide=True), Column("Survey"), Column("Provider today"), Column("Mbps today", mbps),
            Column("Paid today", cents(about)), Column("Contract until"), Column("Users", COUNT),
            Column("Must not stop"),
        ),
        rows=tuple(
            (
                one.name, one.survey.label if one.survey else None, one.provider or None, one.bandwidth,
                one.current_mrc, one.contract_ends_on, one.users, one.critical or None,
            )
            for one in sites
        ),
        keys=tuple(one.id for one in sites),
    )  # fmt: skip


def materials_table(about: Subject, source: DesignSource) -> Table | None:
    """What every option delivers, line by line; None where no line is written."""
    rows: list[tuple[Cell, ...]] = []
    for option in source.plan.options:
        for line in bom_lines(source.plan, option.id):
            rows.append(
                (
                    option.name, source.name(line.product_id), source.site(line.site_id) or ALL_SITES, line.quantity,
                    line.monthly, line.one_off, line.note or None,
                )
            )  # fmt: skip
    if not rows:
        return None
    unit, amounts = cents(about), number_of(row[3] for row in rows)
    return Table(
        id="design.materials",
        title=capital(f"{counted(len(rows), 'line')} to deliver"),
        alt="Table of what each option delivers, with its site, quantity and price.",
        receipt=receipt(about, "design", "lines"),
        note=INDICATIVE,
        columns=(
            Column("Option"), Column("Product"), Column("Site"), Column("Quantity", amounts),
            Column("Monthly", unit), Column("One-off", unit), Column("Note", wide=True),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def exclusions_table(about: Subject, source: DesignSource) -> Table | None:
    """What is not part of it; None where nothing is said."""
    found = source.plan.exclusions
    if not found:
        return None
    return Table(
        id="design.exclusions",
        title=f"Not included: {found[0].what}" if len(found) == 1 else f"{len(found)} things are not included",
        alt="Table of what is not part of the design.",
        receipt=receipt(about, "design", "exclusions"),
        columns=(Column("Not included", wide=True), Column("Why", wide=True)),
        rows=tuple((one.what, one.reason or None) for one in found),
    )


def open_questions(source: DesignSource) -> tuple[AskedQuestion, ...]:
    """Those nobody answered, and those we only assume something to; what is needed first comes first."""
    found = [one for one in source.questions if one.asked.confidence in (None, Confidence.ASSUMED)]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.needed_for)))


def questions_table(about: Subject, source: DesignSource) -> Table | None:
    """What is still to be said; None where nothing is."""
    found = open_questions(source)
    if not found:
        return None
    return Table(
        id="design.open_questions",
        title=capital(counted(len(found), "open question")),
        alt="Table of questions that are open, with what needs an answer.",
        receipt=receipt(about, "design completeness", "answers"),
        columns=(
            Column("Question", wide=True), Column("Topic"), Column("Needed for"), Column("We assume", wide=True),
        ),
        rows=tuple(
            (
                one.question.question, one.question.topic or None, one.needed_for.label,
                (one.answer.value or None) if one.answer else None,
            )
            for one in found
        ),
        keys=tuple(one.key for one in found),
    )  # fmt: skip
