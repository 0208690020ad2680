"""A team, a region or the company: what its accounts add up to, what is at risk, and what leadership decided of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.decisions.listed import ListedDecision, decision_table, of_branch
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.renewals.tables import range_table
from steward.briefings.internal.retention.mrr_steps import spoken_since, steps_bridge, steps_receipt, summed, words_of
from steward.briefings.internal.scope.filters import NOWHERE
from steward.briefings.internal.team.branch import Branch, BranchKind
from steward.briefings.internal.team.figures import figures_of
from steward.briefings.internal.team.quarters import (
    Period,
    nps_chart,
    periods,
    quarters_table,
    retention_chart,
    years,
    years_table,
)
from steward.briefings.internal.team.risks import RISK_UNKNOWN, RiskLine, risk_table, tells_of_risk
from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.tables import (
    Told,
    accounts_table,
    health_mix,
    money_table,
    movers_table,
    work_table,
)
from steward.domain.team.tally import Tally, total
from steward.exhibits import Bridge, Lines, StackedBars, Table
from steward.exhibits.wording import grew
from steward.warehouse.rows.internal import retention as retention_rows

NO_RISKS = "Nothing is at risk: no account is red, no renewal is forecast to be lost or at risk by the data."
SAYS = {
    "subscriptions": "base growth, NRR and GRR",
    "contracts": "what renews, between what a quarter can end",
    "nps_responses": "NPS with its margin",
    "people": "who reports to whom",
    "order_lines": "deliveries that are late",
    "tickets": "requests that a support system has",
}


@dataclass(frozen=True, kw_only=True)
class TeamBrief(InternalBriefing):
    """One branch. `whole`: what it comes to; `parts`: those right below it, which add up to it; `circles`: who reports
    to one another, a sentence each. A key of `people` and `regions` is a branch's, of the others an account's."""

    branch: Branch
    whole: Tally
    parts: tuple[Told, ...]
    found: tuple[Period, ...]
    risk: tuple[RiskLine, ...]
    decided: tuple[ListedDecision, ...]
    circles: tuple[str, ...]
    people: Table | None
    work: Table | None
    regions: Table | None
    accounts: Table | None
    bridge: Bridge | None
    retention: Lines | None
    nps: Lines | None
    quarters: Table | None
    years: Table | None
    renewals: Table | None
    risks: Table | None
    no_risks: str
    """Why there is no risk board."""
    health: StackedBars | None
    movers: Table | None
    decisions: Table | None


def team_brief(source: TeamSource, branch: Branch) -> TeamBrief:
    """Brief on a branch."""
    book, rows = source.book, source.rows_of(branch)
    ids, counted = {row.account_id for row in rows}, set(source.counted_of(branch))
    parts = _told(source, source.branches.parts(branch))
    whole = source.tally(branch)
    risk = tuple(one for one in source.risks if one.row.account_id in ids)
    decided = of_branch(source.decisions, branch.key, branch.people)
    found = periods(source, branch) if ids | counted else ()
    names = source.said.actions.names if source.said.actions else {}
    noun = noun_of(parts)
    return TeamBrief(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=book.of(ids | counted).and_what_is_left_out(_headline(source, branch, whole, risk)),
        figures=figures_of(
            source, ids | counted, whole, found[-2] if book.is_over and len(found) > 1 else None, risk, decided
        ),
        missing=book.missing(**SAYS),
        branch=branch,
        whole=whole,
        parts=parts,
        found=found,
        risk=risk,
        decided=decided,
        circles=source.branches.circles,
        people=money_table(source, parts, "team.people", noun),
        work=work_table(source, parts, noun),
        regions=_regions(source, branch),
        accounts=None if len(parts) > 1 else accounts_table(source, rows, {o.row.account_id: o.stake for o in risk}),
        bridge=_bridge(source, counted),
        retention=retention_chart(book, found),
        nps=nps_chart(book, found),
        quarters=quarters_table(book, found),
        years=years_table(book, years(book, found)),
        renewals=range_table(book, renewals_of(source, ids)),
        risks=risk_table(book, risk, names),
        no_risks=NO_RISKS if tells_of_risk(book, whole) else RISK_UNKNOWN,
        health=health_mix(source, parts),
        movers=movers_table(source, rows),
        decisions=decision_table(book, decided),
    )


def noun_of(parts: Sequence[Told]) -> str:
    """What the parts are called: teams, or people where nobody of them leads others."""
    return "team" if any(one.kind is BranchKind.TEAM for one, _ in parts) else "person"


def renewals_of(source: TeamSource, ids: set[str]) -> list[Renewal]:
    """The contracts of some accounts."""
    return [one for one in source.said.renewals.found if one.account.account_id in ids]


def _told(source: TeamSource, branches: Sequence[Branch]) -> tuple[Told, ...]:
    """Each with what it comes to, who brings most first; nobody's accounts stand last."""
    found = [(one, source.tally(one)) for one in branches if source.rows_of(one) or source.counted_of(one)]
    return tuple(sorted(found, key=lambda one: (one[0].key == "person:No owner", -one[1].mrr, one[0].name)))


def _regions(source: TeamSource, branch: Branch) -> Table | None:
    """The accounts of a branch by their region; None where they are all of one."""
    if branch.kind is BranchKind.REGION:
        return None
    tallies: dict[str, list[Tally]] = {}
    for row, one in source.tallies_of(branch):
        tallies.setdefault(row.region or NOWHERE, []).append(one)
    if len(tallies) < 2:
        return None
    told = [(source.branches.in_region(region), total(found)) for region, found in tallies.items()]
    told.sort(key=lambda one: (-one[1].mrr, one[0].name))
    return money_table(source, told, "team.regions", "region")


def _bridge(source: TeamSource, ids: set[str]) -> Bridge | None:
    """The steps of MRR over the quarter, as the page of retention draws them."""
    book = source.book
    found = retention_rows.account_bridges(book.warehouse, book.quarter.start, book.as_of)
    mine = [parts for key, parts in found.items() if key in ids]
    if not mine:
        return None
    when = spoken_since(book, book.quarter.start, book.quarter.spoken)
    return steps_bridge(book.of(ids), "team.bridge", summed(mine), when, steps_receipt(book))


def _headline(source: TeamSource, branch: Branch, whole: Tally, risk: Sequence[RiskLine]) -> str:
    book = source.book
    if not whole.accounts and not whole.mrr:
        return f"{branch.called} looks after no customer in {book.quarter.spoken}"
    moved = (
        f"{words_of(book).measure} {grew(book.money, whole.opening, whole.closing)}"
        if whole.opening
        else book.money.compact(whole.mrr)
    )
    none = "nothing at risk" if tells_of_risk(book, whole) else "risk not known"
    at_risk = f"{book.money.compact(whole.stake)} a month at risk" if risk else none
    return f"{branch.called}: {moved}; {at_risk}"
