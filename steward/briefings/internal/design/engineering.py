"""Who of us works on a design and how long, and what may go wrong with it."""

from decimal import Decimal

from steward.briefings.customer.design.source import DesignSource
from steward.briefings.customer.subject import Subject
from steward.domain.design.money import load
from steward.exhibits import COUNT, HOURS, PERCENT, Better, Column, Figure, Receipt, Table
from steward.exhibits.wording import capital, counted
from steward.plans.customer.design_content import exact
from steward.plans.internal.engineering import FILE, Engineering


def receipt(about: Subject, metric: str, section: str) -> Receipt:
    """A receipt for what we wrote for ourselves."""
    return Receipt(metric, about.as_of, f"{FILE}, {section}")


def load_figures(about: Subject, engineering: Engineering) -> tuple[Figure, ...]:
    """Hours planned, spent, and of those our engineers have; none where nobody works on it."""
    work = engineering.work
    if not work:
        return ()
    planned, spent = (sum((exact(one) or Decimal() for one in each), Decimal()) for each in (
        [one.hours_planned for one in work], [one.hours_spent for one in work]
    ))  # fmt: skip
    has = [exact(one.hours_available) for one in work]
    available = None if None in has else sum((one for one in has if one is not None), Decimal())
    shown = receipt(about, "engineer load", "work")
    return (
        about.figure("design.hours_planned", "Hours planned", planned, HOURS, shown, better=Better.NEITHER),
        about.figure("design.hours_spent", "Hours spent", spent, HOURS, shown, better=Better.NEITHER),
        about.figure(
            "design.load", "Engineer load", load(planned, available), PERCENT, shown, better=Better.LOWER,
            why="The hours somebody has for it are not known.",
        ),
    )  # fmt: skip


def work_table(about: Subject, source: DesignSource, engineering: Engineering) -> Table | None:
    """Who works on it."""
    if not engineering.work:
        return None
    return Table(
        id="design.work",
        title=capital(f"{counted(len(engineering.work), 'colleague')} on it"),
        alt="Table of who works on the design, with hours planned and spent.",
        receipt=receipt(about, "engineer load", "work"),
        columns=(Column("Who"), Column("Role", wide=True), Column("Planned", HOURS), Column("Spent", HOURS)),
        rows=tuple(
            (source.name(one.colleague), one.role or None, one.hours_planned, one.hours_spent)
            for one in engineering.work
        ),
    )


def risks_table(about: Subject, source: DesignSource, engineering: Engineering) -> Table | None:
    """What may go wrong."""
    if not engineering.risks:
        return None
    return Table(
        id="design.risks",
        title=capital(counted(len(engineering.risks), "risk")),
        alt="Table of risks with what we do about them.",
        receipt=receipt(about, "design", "risks"),
        columns=(Column("Risk", wide=True), Column("Likelihood"), Column("What we do", wide=True), Column("Owner")),
        rows=tuple(
            (one.risk, one.likelihood, one.answer or None, source.name(one.owner) or None) for one in engineering.risks
        ),
    )


def build_risks_table(about: Subject, source: DesignSource, engineering: Engineering) -> Table | None:
    """What may hold up a site."""
    if not engineering.build_risks:
        return None
    return Table(
        id="design.build_risks",
        title=capital(f"{counted(len(engineering.build_risks), 'site')} may be late"),
        alt="Table of what may hold up a site, and by how many days.",
        receipt=receipt(about, "design", "build_risks"),
        columns=(Column("Site"), Column("What", wide=True), Column("Days", COUNT), Column("What we do", wide=True)),
        rows=tuple((source.site(one.site), one.what, one.days, one.answer or None) for one in engineering.build_risks),
    )
