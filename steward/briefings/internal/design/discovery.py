"""Discovery and design of one opportunity, for our own eyes."""

from collections.abc import Mapping
from dataclasses import dataclass

from steward.briefings.customer.design.compared import fit_table, options_table
from steward.briefings.customer.design.design import design_figures
from steward.briefings.customer.design.source import DesignSource
from steward.briefings.customer.design.tables import exclusions_table, materials_table, sites_table
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.design.engineering import build_risks_table, load_figures, risks_table, work_table
from steward.briefings.internal.design.missing import WHERE, gap_words
from steward.domain.design.knowledge import Gap, gaps, level, next_level
from steward.domain.design.words import Level
from steward.exhibits import Column, Receipt, Table
from steward.exhibits.wording import capital, counted, in_a_line
from steward.plans.customer.design_content import known
from steward.plans.internal.design_states import FILE, DesignEvent, DesignStanding
from steward.plans.internal.engineering import Engineering
from steward.workflow.ledger import Ledger


@dataclass(frozen=True, kw_only=True)
class Discovery(InternalBriefing):
    """One design. `level`: what it can carry; `wanted`: what it is on the way to, and `gaps`: what that lacks."""

    account_name: str
    title: str
    standing: DesignStanding
    level: Level | None
    wanted: Level | None
    gaps: tuple[Gap, ...]
    missing_table: Table | None
    options: Table | None
    requirements: Table | None
    materials: Table | None
    sites: Table | None
    exclusions: Table | None
    work: Table | None
    risks: Table | None
    build_risks: Table | None
    steps: Table | None


def discovery(
    about: Subject, source: DesignSource, engineering: Engineering, standing: DesignStanding, happened: Ledger
) -> Discovery:
    """Brief on one design."""
    state = known(source.plan, source.questions, engineering.excepted(source.plan.requirements))
    reached, ahead = level(state), next_level(state)
    lacking = gaps(state, ahead) if ahead else ()
    return Discovery(
        quarter=about.quarter,
        as_of=about.as_of,
        headline=_headline(source, standing, reached, ahead, lacking),
        figures=(*design_figures(about, source), *load_figures(about, engineering)),
        account_name=about.account.name,
        title=source.title,
        standing=standing,
        level=reached,
        wanted=ahead,
        gaps=lacking,
        missing_table=_missing(about, source, ahead, lacking),
        options=options_table(about, source),
        requirements=fit_table(about, source),
        materials=materials_table(about, source),
        sites=sites_table(about, source),
        exclusions=exclusions_table(about, source),
        work=work_table(about, source, engineering),
        risks=risks_table(about, source, engineering),
        build_risks=build_risks_table(about, source, engineering),
        steps=_steps(about, happened),
    )


def _headline(
    source: DesignSource, standing: DesignStanding, reached: Level | None, ahead: Level | None, lacking: tuple[Gap, ...]
) -> str:
    carries = f"{reached.label.lower()}" if reached else "no quote yet"
    lacks = f"; {counted(len(lacking), 'thing')} missing for {for_what(ahead)}" if ahead else ""
    state = standing.state.label.lower()
    return in_a_line(
        f"{source.title} is {state}, {carries}{lacks}", f"{source.title} is {state}{lacks}",
        f"{capital(state)}, {carries}{lacks}", f"{capital(state)}{lacks}",
    )  # fmt: skip


def for_what(level: Level) -> str:
    """`a firm quote, subject to feasibility`, `the order`."""
    kind, _, but = level.label.lower().partition(", ")
    return "the order" if level is Level.ORDER else f"a {kind} quote" + (f", {but}" if but else "")


def _missing(about: Subject, source: DesignSource, ahead: Level | None, lacking: tuple[Gap, ...]) -> Table | None:
    if ahead is None:
        return None
    return Table(
        id="design.missing",
        title=capital(f"{counted(len(lacking), 'thing')} missing for {for_what(ahead)}"),
        alt="Table of what is missing for the next quote, and where it is written.",
        receipt=Receipt("design", about.as_of, "design.toml"),
        columns=(Column("What is missing", wide=True), Column("Written under")),
        rows=tuple((gap_words(one, source.plan, source.questions), WHERE[one.kind]) for one in lacking),
    )


STEPS: Mapping[str, str] = {
    DesignEvent.HAND_OVER: "handed over", DesignEvent.TAKE_BACK: "taken back",
    DesignEvent.REOPEN: "review opened again", DesignEvent.INTERVIEW: "interviews started",
}  # fmt: skip


def _steps(about: Subject, happened: Ledger) -> Table | None:
    """What happened to it, the latest first; None where nothing did."""
    if not happened.events:
        return None
    return Table(
        id="design.steps",
        title=capital(f"{counted(len(happened.events), 'step')} so far"),
        alt="Table of what happened to the design, the latest first.",
        receipt=Receipt("design", about.as_of, FILE),
        columns=(Column("Day"), Column("Step"), Column("Who"), Column("Why", wide=True)),
        rows=tuple(
            (one.at.date(), capital(STEPS.get(one.event, one.event)), one.who, str(one.about.get("why") or "") or None)
            for one in reversed(happened.events)
        ),
    )
