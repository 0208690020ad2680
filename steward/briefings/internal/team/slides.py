"""A branch for leadership, on slides: what it comes to, what is ahead and at risk, what was promised and decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from steward.briefings.internal.slides import InternalSlide
from steward.briefings.internal.team.asks import asks_slide
from steward.briefings.internal.team.branch import BranchKind
from steward.briefings.internal.team.fitted import MOST_ROWS, first_rows, with_columns
from steward.briefings.internal.team.forecast_slides import forecast_slides, why_no_forecast
from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.tables import money_table, work_table
from steward.briefings.internal.team.team import TeamBrief, noun_of
from steward.domain.labels import in_part
from steward.exhibits import PERCENT, Table, day_text, picked
from steward.exhibits.wording import counted

SUMMARY = ("team.mrr", "team.growth", "team.nrr", "team.grr", "team.at_risk")
BASE = ("team.growth", "team.nrr", "team.grr")
RENEWALS = ("team.renewals_worst", "team.renewals_best")
COMMITMENTS = ("team.commitments", "team.reviews", "team.maps", "team.plans")
TODAY = ("team.requests_late", "team.lines_late")
DECISIONS = ("team.decisions_open", "team.decisions_kept")


def whose_slides(source: TeamSource, brief: TeamBrief) -> str:
    """Whose review it is: the company by its name, in part where not all of its accounts are seen."""
    if brief.branch.kind is not BranchKind.COMPANY:
        return brief.branch.called
    company = source.book.warehouse.facts.company
    return in_part(company) if brief.branch.part else company


def team_slides(source: TeamSource, brief: TeamBrief) -> tuple[InternalSlide, ...]:
    """The slides; each title is what it found. What is told of today alone is on none of a past quarter."""
    told = [one for one in _told(source, brief) if one]
    return (_opening(source, brief), _summary(brief, told, why_no_forecast(source, brief.branch)), *told)


def _told(source: TeamSource, brief: TeamBrief) -> Iterator[InternalSlide | None]:
    yield _base(brief)
    yield _parts(source, brief)
    yield _quarters(brief)
    yield _renewals(brief)
    yield from forecast_slides(source, brief.branch)
    yield _risks(brief)
    yield _nps(brief)
    yield _health(brief)
    yield _commitments(source, brief)
    yield _today(source, brief)
    yield _decisions(brief)
    yield asks_slide(source, brief)


def _opening(source: TeamSource, brief: TeamBrief) -> InternalSlide:
    whose = whose_slides(source, brief)
    return InternalSlide(
        id="title",
        opening=True,
        title=f"{whose}: leadership review",
        subtitle=f"{brief.quarter.spoken} · Internal: not for customers",
        points=(f"Figures as of {day_text(brief.as_of)}", counted(brief.whole.accounts, "customer").capitalize()),
    )


def _summary(brief: TeamBrief, told: Sequence[InternalSlide], why_none: str) -> InternalSlide:
    """What the slides after it found, a line each; `why_none`: why no forecast is on one."""
    found = {one.id: one.title for one in told}
    wanted = ("risks", "renewals", "forecast", "health", "commitments", "today", "decisions")
    return InternalSlide(
        id="summary",
        title=brief.headline,
        figures=picked(brief.figures, *SUMMARY),
        points=tuple(filter(None, (*(found[one] for one in wanted if one in found), why_none))),
    )


def _base(brief: TeamBrief) -> InternalSlide | None:
    if brief.bridge is None:
        return None
    return InternalSlide(
        id="base", title=brief.bridge.title, figures=picked(brief.figures, *BASE), exhibits=(brief.bridge,)
    )


def _parts(source: TeamSource, brief: TeamBrief) -> InternalSlide | None:
    """Its parts with their sum: as many columns as a slide can show."""
    table = money_table(source, brief.parts, "team.people", noun_of(brief.parts), together=True)
    if table is None or len(brief.parts) < 2:
        return None
    names = ("Customers", "MRR", "Growth", "NRR", "GRR", "NPS", "At risk")
    return InternalSlide(
        id="parts", title=table.title, exhibits=(with_columns(first_rows(table, keep_last=True), names),)
    )


def _quarters(brief: TeamBrief) -> InternalSlide | None:
    if brief.quarters is None:
        return None
    names = ("Customers", "MRR", "Growth", "NRR", "GRR", "Renewed", "NPS")
    if brief.retention is None:
        return InternalSlide(
            id="quarters", title=brief.quarters.title, exhibits=(with_columns(first_rows(brief.quarters), names),)
        )
    table = with_columns(replace(brief.quarters, rows=brief.quarters.rows[:MOST_ROWS]), ("MRR", "Growth", "NPS"))
    table = replace(table, title="Quarter by quarter", note="")
    return InternalSlide(id="quarters", title=brief.quarters.title, exhibits=(brief.retention, table))


def _renewals(brief: TeamBrief) -> InternalSlide | None:
    if brief.renewals is None:
        return None
    table = with_columns(brief.renewals, ("Contracts", "ATR", "Won", "Open", "No forecast", "Worst", "Best"))
    ahead = brief.quarter.shifted(1).spoken
    found = brief.whole.renewing
    ends = (
        f"Renewal rate of {ahead}: {PERCENT.text(found.worst)} at worst, {PERCENT.text(found.best)} at best"
        if found.worst is not None
        else brief.renewals.title
    )
    return InternalSlide(
        id="renewals", title=ends, figures=picked(brief.figures, *RENEWALS),
        exhibits=(replace(table, title="Contracts by the quarter in which they end"),),
    )  # fmt: skip


def _risks(brief: TeamBrief) -> InternalSlide | None:
    if brief.risks is None:
        return None
    names = ("At stake", "Cause", "Moves", "Intervention", "By when")
    return InternalSlide(id="risks", title=brief.risks.title, exhibits=(with_columns(first_rows(brief.risks), names),))


def _nps(brief: TeamBrief) -> InternalSlide | None:
    """NPS by quarter with its margin."""
    figure = brief.figure("team.nps")
    if brief.quarters is None or figure.value is None:
        return None
    table = with_columns(replace(brief.quarters, rows=brief.quarters.rows[:MOST_ROWS]), ("NPS", "±", "Answers"))
    table = replace(table, title="NPS by quarter", note="±: half the width of the 95 % interval.")
    chart = (brief.nps,) if brief.nps else ()
    title = f"NPS {figure.text}, {figure.note}"
    return InternalSlide(id="nps", title=brief.nps.title if brief.nps else title, exhibits=(*chart, table))


def _health(brief: TeamBrief) -> InternalSlide | None:
    mix = (brief.health,) if brief.health else ()
    if brief.movers is None:
        return InternalSlide(id="health", title=brief.health.title, exhibits=mix) if brief.health else None
    names = ("3 months", "Health", "MRR") if mix else ("3 months", "Score", "Health", "MRR", "Account manager")
    movers = with_columns(first_rows(brief.movers), names)
    return InternalSlide(id="health", title=brief.movers.title, exhibits=(*mix, movers))


def _work(source: TeamSource, brief: TeamBrief, title: str, *names: str) -> tuple[Table, ...]:
    """What its parts are behind with, where it has several."""
    table = work_table(source, brief.parts, noun_of(brief.parts), together=True) if len(brief.parts) > 1 else None
    return (replace(with_columns(first_rows(table, keep_last=True), names), title=title, note=""),) if table else ()


def _commitments(source: TeamSource, brief: TeamBrief) -> InternalSlide:
    whole = brief.whole
    said = f"We kept {whole.kept} of {counted(whole.due, 'commitment')} due" if whole.due else "No commitment was due"
    overdue = f", {whole.overdue} overdue" if whole.due or whole.overdue else ""
    known = whole.expected or whole.held
    held = f"{whole.held} of {counted(whole.expected, 'review')} held" if known else "no review was expected"
    names = ("We kept", "Due", "Overdue", "Reviews held", "Expected", "Rated")
    table = _work(source, brief, "Kept and held by whom", *names)
    return InternalSlide(
        id="commitments", title=f"{said}{overdue}; {held}", figures=picked(brief.figures, *COMMITMENTS),
        exhibits=table,
        points=() if table else ("Kept in full, of our own commitments that were due; partly is not kept.",),
    )  # fmt: skip


def _today(source: TeamSource, brief: TeamBrief) -> InternalSlide | None:
    """Requests and deliveries, as they are today; of what nothing is open nothing is said."""
    whole = brief.whole
    if not source.today or not (whole.requests or whole.lines):
        return None
    requests = f"{whole.requests_late} of {counted(whole.requests, 'request')} open are late" if whole.requests else ""
    lines = f"{whole.lines_late} of {counted(whole.lines, 'order line')} late" if whole.lines else ""
    return InternalSlide(
        id="today", title="; ".join(filter(None, (requests, lines))),
        figures=picked(brief.figures, *TODAY),
        exhibits=_work(source, brief, "Late at whom", "Requests late", "Deliveries late"),
        points=(f"As of {day_text(source.book.now)}: requests by their clock, deliveries by their first promise.",),
    )  # fmt: skip


def _decisions(brief: TeamBrief) -> InternalSlide | None:
    """What was decided before, and what became of it: the first to be told in the next review."""
    if brief.decisions is None:
        return None
    names = ("Of", "Owner", "By when", "Outcome")
    return InternalSlide(
        id="decisions", title=brief.decisions.title, figures=picked(brief.figures, *DECISIONS),
        exhibits=(with_columns(first_rows(brief.decisions), names),),
    )  # fmt: skip
