"""The pipeline of the book: against targets, split in many ways, what does not move, and what happened lately."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.opportunities.charts import By, by_month, split
from steward.briefings.internal.opportunities.coverage import coverage_figures, coverage_table, covered
from steward.briefings.internal.opportunities.events import WEEK, event_table
from steward.briefings.internal.opportunities.figures import NEEDS, known, pipeline_figures
from steward.briefings.internal.opportunities.past import known_until
from steward.briefings.internal.opportunities.pipeline import opportunity_table, pipeline_headline, pipeline_missing
from steward.briefings.internal.opportunities.quotes import quote_table, quoted_figure
from steward.briefings.internal.opportunities.waiting import Waits, waiting_table, waits
from steward.briefings.internal.opportunities.walk import pipeline_walk
from steward.briefings.internal.opportunities.watch import Watched, ageing, stage_table, watch_table, watched
from steward.briefings.internal.quotes.beside import Quotes
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, NOBODY, NOWHERE, Filters
from steward.briefings.internal.walk import Walk
from steward.domain.targets.goals import Goals
from steward.exhibits import COUNT, Bars, Better, Exhibit, Figure, StackedBars, Table
from steward.plans.internal.opportunities import OpportunityChanges
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.book import BookRow, Closed
from steward.warehouse.rows.internal.crm import CrmTerms, End, crm_terms, ends
from steward.warehouse.rows.internal.opportunities import Opportunity, OpportunityEvent, StageStep


@dataclass(frozen=True, kw_only=True)
class PipelineBook(InternalBriefing):
    """What is open at a quarter's end; prospects, who are no accounts yet, are in it.

    `watched`: in the order of the rows of `opportunities`; `waits`: what was changed here and no import confirmed;
    `walks`: why what is open is another than a quarter before."""

    walks: tuple[Walk, ...]
    watched: tuple[Watched, ...]
    waits: Waits
    coverage: Table | None
    split: Bars | None
    by_month: StackedBars | None
    watch: Table | None
    ageing: Bars | None
    stages: Table | None
    events: Table | None
    waiting: Table | None
    quotes: Table | None
    opportunities: Table | None

    stage_names: tuple[str, ...]
    """Every stage there is, in the order of a sale."""

    ends: tuple[End, ...]
    """The stages in which what was won or lost stands; none where the data has none."""

    crm: CrmTerms

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Why the open pipeline is another than a quarter before goes first."""
        return (*(one for walk in self.walks for one in walk.exhibits), *super().exhibits)


def pipeline_book(
    book: Book,
    rows: Sequence[BookRow],
    filters: Filters = EVERYTHING,
    by: By = By.STAGE,
    written: Mapping[str, OpportunityChanges] | None = None,
    quotes: Quotes | None = None,
    goals: Goals | None = None,
) -> PipelineBook:
    """Brief on the pipeline. `rows`: every account; `written`: the `pipeline.toml` of those that have one; `quotes`: by
    opportunity; `goals`: the targets that hold, else those of the feed."""
    view = PipelineView(filters, {row.account_id: row for row in rows})
    day = known_until(book)
    steps = opportunity_rows.stage_steps(book.warehouse)
    open_then = view.of(opportunity_rows.open_opportunities(book.warehouse, str(book.quarter), day))
    # What is open now counts from today; what was open at the end of a quarter before, from then.
    found = watched(open_then, steps, max(day, book.now) if book.is_latest else day)
    opportunities = [one.opportunity for one in found]
    against = covered(book, opportunities, filters, day, goals)
    # What waits, and how stages were passed over the years, is told of the present alone.
    now = {} if book.is_past else {key: plan for key, plan in (written or {}).items() if key in view.accounts}
    offered = {} if book.is_past else quotes or {}
    waiting = waits(book, now)
    figures = pipeline_figures(book, opportunities, view.keeps_closed)
    return PipelineBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=pipeline_headline(book, opportunities),
        figures=(
            *figures,
            *(coverage_figures(book, against, day) if known(book) else ()),
            *_counts(book, found, waiting),
            quoted_figure(book, opportunities, offered),
        ),
        missing=pipeline_missing(book),
        walks=(
            pipeline_walk(
                book, _open_before(book, view), opportunities, opportunity_rows.ended(book.warehouse), figures
            ),
        ),
        watched=found,
        stage_names=_stages(steps, opportunities),
        ends=tuple(ends(book.warehouse)),
        crm=crm_terms(book.warehouse),
        waits=waiting,
        coverage=coverage_table(book, against, day),
        split=split(book, opportunities, by),
        by_month=by_month(book, opportunities, day),
        watch=watch_table(book, found),
        ageing=ageing(book, found),
        stages=None if book.is_past else stage_table(book, steps),
        events=event_table(book, view.happened(opportunity_rows.events(book.warehouse, day - WEEK, day)), day),
        waiting=waiting_table(book, waiting, {key: row.name for key, row in view.accounts.items()}),
        quotes=quote_table(book, opportunities, offered),
        opportunities=opportunity_table(book, opportunities),
    )


def _open_before(book: Book, view: "PipelineView") -> list[Opportunity] | None:
    """What was open a quarter before; None where the data does not reach back to it."""
    held = book.before
    return view.of(opportunity_rows.open_opportunities(held.warehouse, str(held.quarter), held.as_of)) if held else None


@dataclass(frozen=True)
class PipelineView:
    """Whose opportunities are looked at: by the opportunity's own owner, and by its account where one is asked for."""

    filters: Filters
    everyone: Mapping[str, BookRow]

    @cached_property
    def accounts(self) -> Mapping[str, BookRow]:
        """The accounts that pass."""
        return {key: row for key, row in self.everyone.items() if self.filters.keeps(row)}

    def of(self, opportunities: Sequence[Opportunity]) -> list[Opportunity]:
        """The opportunities that pass."""
        return [
            opportunity
            for opportunity in opportunities
            if self._keeps(opportunity.account_id, opportunity.owner_id, opportunity.region)
        ]

    def happened(self, events: Sequence[OpportunityEvent]) -> list[OpportunityEvent]:
        """What happened to such opportunities."""
        return [one for one in events if self._keeps(one.account_id, one.owner_id, one.region)]

    def keeps_closed(self, row: Closed) -> bool:
        """Whether a closed one passes."""
        return self._keeps(row.account_id, row.owner_id, row.region)

    def _keeps(self, account_id: str | None, owner_id: str | None, region: str | None) -> bool:
        wanted = self.filters
        row = self.everyone.get(account_id or "")
        strategic = row is not None and row.strategic
        return (
            (not wanted.owners or (owner_id or NOBODY) in wanted.owners)
            and (not wanted.regions or (region or NOWHERE) in wanted.regions)
            and (not wanted.accounts or account_id in wanted.accounts)
            and (strategic or not wanted.strategic_only)
        )


def _counts(book: Book, found: Sequence[Watched], waiting: Waits) -> tuple[Figure, ...]:
    def made(
        key: str, label: str, count: int | None, note: str, metric: str, better: Better = Better.LOWER
    ) -> Figure:  # fmt: skip
        receipt = book.quarterly(metric, "internal.open_pipeline", "opportunities")
        return book.figure(
            f"pipeline.{key}", label, count, COUNT, receipt, needs=NEEDS,
            why="What waits is told of the present alone.", note=note, better=better,
        )  # fmt: skip

    stalled, slipped = ([one for one in found if name(one)] for name in _WRONG)
    return (
        made("stalled", "Stalled opportunities", len(stalled), _money(book, stalled), "stalled opportunities"),
        made(
            "slipped",
            "Opportunities with a moved or missed close date",
            len(slipped),
            _money(book, slipped),
            "stalled opportunities",
        ),
        made(
            "waiting",
            "Changes the CRM lacks",
            None if book.is_past else len(waiting),
            "",
            "waiting changes",
            Better.NEITHER,
        ),
    )


def _stages(steps: Sequence[StageStep], opportunities: Sequence[Opportunity]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys([*(step.stage for step in steps), *sorted({opportunity.stage for opportunity in opportunities})])
    )


_WRONG: tuple[Callable[[Watched], str], ...] = (lambda one: one.stalled, lambda one: one.slipped)


def _money(book: Book, found: Sequence[Watched]) -> str:
    return f"{book.money.compact(sum(one.opportunity.amount for one in found))} a month" if found else ""
