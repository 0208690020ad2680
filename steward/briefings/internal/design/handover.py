"""The hand-over to implementation on paper: all that was promised, site by site, and how it is tested."""

from collections.abc import Iterator, Sequence

from steward.briefings.customer.design.source import DesignSource, cents, number_of, receipt
from steward.briefings.customer.design.tables import ALL_SITES, exclusions_table
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.design.engineering import build_risks_table, risks_table
from steward.exhibits import Cell, Column, Table, day_text
from steward.exhibits.documents import DocumentContent, Heading, KeyValues, Markdown, Part
from steward.plans.customer.design import DesignOption
from steward.plans.customer.design_content import quoted_lines
from steward.plans.internal.design_states import DesignStanding
from steward.plans.internal.engineering import Engineering

CONFIDENTIAL = "Internal: not for the customer"


def handover_content(
    about: Subject, source: DesignSource, option: DesignOption, engineering: Engineering, standing: DesignStanding
) -> DocumentContent:
    """The whole of it, for whoever builds it."""
    title = source.title
    return DocumentContent(
        title=f"{about.account.name}: hand-over to implementation",
        subtitle=f"{title}, {day_text(about.now)}",
        as_of=about.now,
        footer=f"{about.account.name} · {title} · {day_text(about.now)}",
        confidential=CONFIDENTIAL,
        parts=tuple(_parts(about, source, option, engineering, standing)),
    )


def _parts(
    about: Subject, source: DesignSource, option: DesignOption, engineering: Engineering, standing: DesignStanding
) -> Iterator[Part]:
    plan, signed = source.plan, engineering.sign_off
    when = f" on {day_text(signed.signed_on)}" if signed.signed_on else ""
    yield KeyValues(
        (
            ("Option", option.name),
            ("In service", day_text(option.starts_on) if option.starts_on else "to be agreed"),
            ("Review signed by", f"{standing.reviewed_by or signed.signed_by}{when}"),
            ("Opportunity", plan.about.opportunity or "none"),
        )
    )
    for heading, words in (("What they need", plan.about.need), ("Conditions of the review", signed.conditions)):
        if words:
            yield Heading(1, heading)
            yield Markdown(words)
    for heading, table in (
        ("What is delivered", _materials(about, source, option)),
        ("How it is accepted", _acceptance(about, source, option)),
        ("Sites", _sites(about, source)),
        ("What we were told", _answers(about, source)),
        ("Exceptions", _exceptions(about, source, engineering)),
        ("Not included", exclusions_table(about, source)),
        ("Risks", risks_table(about, source, engineering)),
        ("Build risks", build_risks_table(about, source, engineering)),
    ):
        if table:
            yield Heading(1, heading)
            yield table


def _table(
    about: Subject, name: str, section: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]
) -> Table | None:
    if not rows:
        return None
    return Table(
        id=f"handover.{name}", title="", alt=f"Table of {name}.", receipt=receipt(about, "design", section),
        columns=tuple(columns), rows=tuple(rows),
    )  # fmt: skip


def _materials(about: Subject, source: DesignSource, option: DesignOption) -> Table | None:
    unit, lines = cents(about), quoted_lines(source.plan, option.id)
    amounts = number_of(one.quantity for one in lines)
    return _table(
        about, "materials", "lines",
        (
            Column("Site"), Column("Product"), Column("Quantity", amounts), Column("Monthly", unit),
            Column("One-off", unit), Column("Note", wide=True),
        ),
        [
            (
                source.site(one.site_id) or ALL_SITES, source.name(one.product_id), one.quantity, one.monthly,
                one.one_off, one.note or None,
            )
            for one in lines
        ],
    )  # fmt: skip


def _acceptance(about: Subject, source: DesignSource, option: DesignOption) -> Table | None:
    held = {one.requirement: one for one in source.plan.meets if one.option == option.id}
    return _table(
        about, "acceptance", "requirements",
        (Column("Requirement", wide=True), Column("Priority"), Column("Met"), Column("Acceptance test", wide=True)),
        [
            (
                one.requirement, one.priority, held[one.id].meets if one.id in held else None,
                one.acceptance_test or None,
            )
            for one in source.plan.requirements
        ],
    )  # fmt: skip


def _sites(about: Subject, source: DesignSource) -> Table | None:
    return _table(
        about, "sites", "sites",
        (
            Column("Site"), Column("Address", wide=True), Column("Survey"), Column("Access"), Column("Handover point"),
            Column("Resilience"), Column("Contact"), Column("Line today"), Column("Contract until"),
        ),
        [
            (
                one.name, one.address or None, one.survey, one.access or None, one.handover or None,
                one.resilience or None, source.name(one.contact) or None,
                " ".join(filter(None, (one.provider, one.circuit))) or None, one.contract_ends_on,
            )
            for one in source.plan.sites
        ],
    )  # fmt: skip


def _answers(about: Subject, source: DesignSource) -> Table | None:
    return _table(
        about, "answers", "answers",
        (
            Column("Question", wide=True), Column("Answer", wide=True), Column("Said by"), Column("On"),
            Column("How sure"),
        ),
        [
            (
                one.question.question, one.said.value, source.name(one.said.said_by) or None, one.said.on,
                one.said.confidence,
            )
            for one in source.questions
            if one.said
        ],
    )  # fmt: skip


def _exceptions(about: Subject, source: DesignSource, engineering: Engineering) -> Table | None:
    required = {one.id: one.requirement for one in source.plan.requirements}
    return _table(
        about, "exceptions", "exceptions",
        (Column("Requirement", wide=True), Column("Why", wide=True), Column("Signed by"), Column("On")),
        [
            (
                required.get(one.requirement, one.requirement), one.reason or None,
                source.name(one.signed_by) or None, one.signed_on,
            )
            for one in engineering.exceptions
            if not one.lacks(required.get(one.requirement, ""))
        ],
    )  # fmt: skip
