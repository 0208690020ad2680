"""What is forecast of a branch, on slides: commit, most likely and best with the last locked call, and what moved."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from steward.briefings.internal.forecast.book import ForecastBook, Look, forecast_book
from steward.briefings.internal.forecast.bridges import Since
from steward.briefings.internal.forecast.locked import locked_table
from steward.briefings.internal.forecast.source import PersonForecast, Whose
from steward.briefings.internal.slides import InternalSlide
from steward.briefings.internal.team.branch import Branch, BranchKind
from steward.briefings.internal.team.fitted import first_rows, with_columns
from steward.briefings.internal.team.source import TeamSource
from steward.domain.forecasting.items import CallKind
from steward.exhibits import SlideExhibit, Table, picked

NEW_BUSINESS = ("forecast.pipeline_commit", "forecast.pipeline_likely", "forecast.pipeline_best")
BY_PEOPLE = "By the region of our people, not of accounts."


def forecast_slides(source: TeamSource, branch: Branch) -> tuple[InternalSlide, ...]:
    """Its calls, and the bridge from the last locked ones; nothing where `why_no_forecast` says why."""
    if why_no_forecast(source, branch):
        return ()
    return tuple(one for one in (_calls(source, branch), _bridge(source, branch)) if one)


def why_no_forecast(source: TeamSource, branch: Branch) -> str:
    """Why no forecast is told of a branch; empty where one is."""
    whole, whose = source.said.forecast, Whose.parse(branch.key)
    if whole is None:
        return "No forecast: it is of the quarter that runs, and this one is past."
    people = whose.of(whole.source) if whose.address == branch.key else ()
    if not any(one.fixed or one.locked for one in people):
        return f"No forecast: nobody here has handed in a call of {whole.period.spoken}."
    return ""


def _of(source: TeamSource, branch: Branch, kind: CallKind) -> ForecastBook | None:
    """The page of the forecast for a branch."""
    whole, whose = source.said.forecast, Whose.parse(branch.key)
    return whole and forecast_book(source.book, whole.source, Look(whose, kind, since=_since(whose.of(whole.source))))


def _since(people: Sequence[PersonForecast]) -> Since:
    """A bridge leads to the numbers of the slide before it: from what was locked last to a call that is open or waits,
    else between the two calls that were locked last."""
    twice = any(len(one.locked) > 1 for one in people)
    return Since.BEFORE if twice and not any(one.current for one in people) else Since.LAST


def _calls(source: TeamSource, branch: Branch) -> InternalSlide | None:
    if (found := _of(source, branch, CallKind.PIPELINE)) is None:
        return None
    return InternalSlide(
        id="forecast",
        title=found.headline,
        figures=picked(found.figures, *NEW_BUSINESS),
        exhibits=(locked_table(source.book, found.people),),
        points=(BY_PEOPLE,) if branch.kind is BranchKind.REGION else (),
    )


def _bridge(source: TeamSource, branch: Branch) -> InternalSlide | None:
    """Why the number of new business is another, beside it that of renewals where it moved, else what moved it."""
    drawn = tuple(_drawn(source, branch))
    if not drawn:
        return None
    return InternalSlide(id="forecast_bridge", title=drawn[0].title, exhibits=drawn)


def _drawn(source: TeamSource, branch: Branch) -> Iterator[SlideExhibit]:
    found, renewed = (_of(source, branch, kind) for kind in (CallKind.PIPELINE, CallKind.RENEWALS))
    if found is None or found.bridge is None:
        return
    yield found.bridge
    if renewed and renewed.bridge and len(renewed.bridge.steps) > 2:
        yield replace(renewed.bridge, id="forecast.bridge_renewals")
    elif found.changes:
        # Its rows are opportunities, and a row of a slide leads to accounts and branches alone.
        yield replace(first_rows(with_columns(moved(found.changes), ("Account", "Cause", "Counts"))), keys=())


def moved(changes: Table) -> Table:
    """Those that moved the number; all where none did. Who counts as before is told on the page."""
    at = [column.name for column in changes.columns].index("Counts")
    rows = tuple(row for row in changes.rows if row[at])
    return replace(changes, rows=rows, keys=()) if rows else changes
