"""One account for leadership, on slides: where it stands, who decides, what may come and go, what we promised."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.briefings.customer.plans.commitments import quarter_table, title
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.book.account import AccountBriefing, account
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.health.one_account import health_of_one
from steward.briefings.internal.leadership.asks import ask_of_leadership
from steward.briefings.internal.maps.relationship_map import relationship_map
from steward.briefings.internal.maps.slides import map_slides
from steward.briefings.internal.maps.source import map_source
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.plans.strategy import StrategyBriefing, override_text, strategy
from steward.briefings.internal.plans.strategy_money import could_buy
from steward.briefings.internal.plans.strategy_tables import open_risks
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.renewals.dates import renewal_dates
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.slides import InternalSlide
from steward.exhibits import Figure, Table, day_text, picked, written
from steward.exhibits.wording import capital, counted
from steward.plans.internal.account import AccountPlan

NO_HEALTH = "Health cannot be computed from what is loaded"
HEALTH = ("account.mrr", "account.nrr", "voice.nps", "account.days_to_renewal", "account.days_since_contact")
OPEN = "pipeline.open"
MONEY = (OPEN, "pipeline.weighted")
QUOTES = ("quotes.open", "quotes.mrr", "quotes.in_approval", "quotes.deep_discounts")
SCORE = "health.score"
RENEWAL = ("renewals.mrr", "renewals.notice_soon")
MOST_ROWS = 9


@dataclass(frozen=True)
class Leadership:
    """The slides, and what they were made of: the same briefings as the pages show."""

    account: AccountBriefing
    strategy: StrategyBriefing
    slides: tuple[InternalSlide, ...]


def leadership(
    subject: Subject, plan: AccountPlan, health: HealthBook, quotes: QuoteBook | None = None
) -> Leadership:  # fmt: skip
    """Brief leadership on one account; `health`, `quotes`: of this account alone."""
    brief = account(subject)
    about = StrategySubject(subject, plan.success.plan, plan.strategy.plan)
    ours = strategy(about)
    names = PlanSubject(subject, plan.success.plan)
    found = (
        _opening(subject, brief.account_name),
        _health(brief, about, health),
        *_map(subject, plan),
        _pipeline(brief, subject),
        _quotes(quotes) if quotes and not subject.is_past else None,
        _whitespace(ours, about),
        _renewal(subject, brief),
        _plays(ours, about),
        _commitments(names),
        ask_of_leadership(about, names, brief.renews_on, brief.notice_by, quotes),
    )
    return Leadership(brief, ours, tuple(slide for slide in found if slide))


def _opening(subject: Subject, called: str) -> InternalSlide:
    manager = subject.account.account_manager
    lines = (f"Account manager: {manager}" if manager else "", f"Figures as of {day_text(subject.as_of)}")
    return InternalSlide(
        id="title",
        opening=True,
        title=f"{called}: where the account stands",
        subtitle=f"{subject.quarter.spoken} · Internal: not for the customer",
        points=tuple(filter(None, lines)),
    )


def _health(brief: AccountBriefing, about: StrategySubject, health: HealthBook) -> InternalSlide:
    """The score with its groups, what somebody set beside it, and why green may not be; else the figures there are."""
    figures = tuple(figure for figure in brief.figures if figure.id in HEALTH)
    line, override = health.line(about.subject.account_id), override_text(about)
    found = health_of_one(_book(about.subject), line, health.history) if line else None
    exhibits = tuple(one for one in (found.trend, found.groups) if one) if found else ()
    trend = (brief.trend,) if brief.trend and not found else ()
    doubts = [f"Green with warning signs: {'; '.join(line.reasons)}"] if line and line.reasons else []
    said = [*([override] if override else []), *doubts]
    return InternalSlide(
        id="health",
        title=health.headline if line and (found or line.override_holds) else f"{NO_HEALTH}: what the figures say",
        figures=(*(picked(found.figures, SCORE) if found else ()), *figures),
        exhibits=exhibits or trend,
        points=tuple(said or ([] if exhibits or trend else _unknown(figures))),
    )


def _unknown(figures: Sequence[Figure]) -> list[str]:
    return [f"{figure.label}: {figure.why}" for figure in figures if figure.value is None and figure.why]


def _map(subject: Subject, plan: AccountPlan) -> tuple[InternalSlide, ...]:
    """The map with what follows from it, but who moves whom; nothing where nobody is on it."""
    source = map_source(subject, plan)
    if not source.network.people:
        return ()
    return tuple(one for one in map_slides(relationship_map(source)) if one.id != "influence")


def _pipeline(brief: AccountBriefing, subject: Subject) -> InternalSlide | None:
    figures = tuple(figure for figure in brief.figures if figure.id in MONEY)
    if not brief.opportunities:
        return None
    count = len(brief.opportunities.rows)
    open_money = next((figure.text for figure in figures if figure.id == OPEN and figure.value is not None), "")
    said = f"{capital(counted(count, 'opportunity', 'opportunities'))} open"
    return InternalSlide(
        id="pipeline",
        title=f"{said}, worth {open_money} a month" if open_money else said,
        figures=figures,
        exhibits=(_first(brief.opportunities),),
    )


def _quotes(quotes: QuoteBook) -> InternalSlide | None:
    """What is offered, how deep, and whom it waits for; of several states what is offered in each."""
    if quotes.by_state is None or quotes.open_quotes is None:
        return None
    by_state = (quotes.by_state,) if len(quotes.by_state.rows) > 1 else ()
    return InternalSlide(
        id="quotes",
        title=quotes.with_money,
        figures=picked(quotes.figures, *QUOTES),
        exhibits=(*by_state, _first(quotes.open_quotes)),
    )


def _first(table: Table) -> Table:
    """As many rows as a slide can hold; the note says of how many."""
    more = len(table.rows) - MOST_ROWS
    note = f"The first {MOST_ROWS} of {len(table.rows):,} are shown." if more > 0 else table.note
    return replace(table, rows=table.rows[:MOST_ROWS], keys=table.keys[:MOST_ROWS], note=note)


def _whitespace(ours: StrategyBriefing, about: StrategySubject) -> InternalSlide | None:
    if not ours.whitespace:
        return None
    figure = ours.figure("strategy.whitespace")
    notes = counted(len(could_buy(about.strategy.whitespace)), "product")
    worth = f", {figure.text} a month in all" if figure.value is not None else ""
    return InternalSlide(
        id="whitespace", title=f"{capital(notes)} they could still buy{worth}", exhibits=(_first(ours.whitespace),)
    )


def _renewal(subject: Subject, brief: AccountBriefing) -> InternalSlide | None:
    """From the first to the last contract that ends, and the money that goes with them."""
    if not brief.contracts:
        return None
    found = renewal_dates(_book(subject), subject.account_id, horizon=None)
    ends = [row[_column(brief.contracts, "Ends")] for row in brief.contracts.rows]
    money = found.figure("renewals.mrr")
    soon = [figure for figure in brief.figures if figure.id == "account.days_to_renewal"]
    first, last = (written(end, brief.contracts.columns[0]) for end in (ends[0], ends[-1]))
    when = f"on {first}" if first == last else f"between {first} and {last}"
    verb = "ends" if len(ends) == 1 else "end"
    return InternalSlide(
        id="renewal",
        title=f"{capital(counted(len(ends), 'contract'))} {verb} {when}, {money.text} a month",
        figures=(*soon, *picked(found.figures, *RENEWAL)),
        exhibits=(replace(_first(brief.contracts), title="Contracts by the day they end"),),
    )


def _column(table: Table, name: str) -> int:
    return next(number for number, column in enumerate(table.columns) if column.name == name)


def _plays(ours: StrategyBriefing, about: StrategySubject) -> InternalSlide | None:
    """What could go wrong, what is at stake, and the play against it."""
    if not ours.risks:
        return None
    risks, figure = open_risks(about.strategy.risks), ours.figure("strategy.at_stake")
    stake = f", {figure.text} a month at stake" if figure.value is not None else ""
    played = sum(bool(risk.play) for risk in risks)
    plays = f"; {played} with a play" if risks else ""
    return InternalSlide(
        id="plays",
        title=f"{capital(counted(len(risks), 'open risk'))}{stake}{plays}",
        exhibits=(_first(ours.risks),),
        points=(f"At stake: {figure.note}.",) if figure.value is not None and ";" in figure.note else (),
    )


def _commitments(names: PlanSubject) -> InternalSlide | None:
    """What both sides kept, by quarter."""
    table = quarter_table(names)
    if table is None:
        return None
    return InternalSlide(id="promises", title=title(names, names.plan.commitments, "they"), exhibits=(table,))


def _book(subject: Subject) -> Book:
    return Book(subject.warehouse, subject.quarter, subject.as_of)
