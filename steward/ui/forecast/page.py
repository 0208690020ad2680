"""The forecast on a page: one view at a time, and beside it the call or the opportunity one works on."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from steward.briefings.internal.forecast.bridges import Since
from steward.briefings.internal.forecast.source import PersonForecast, Whose
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import CallItem, CallKind, CallNumber
from steward.exhibits import Figure, day_text
from steward.services.forecast.acting import CallActor
from steward.services.forecast.desk import ForecastBook
from steward.ui import pages
from steward.ui.forecast.call import show_call
from steward.ui.forecast.opportunity import show_opportunity
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.views import choose_view

CALL, OPPORTUNITY = "call", "opportunity"
VIEWS = {
    "calls": ":material/account_tree: Calls",
    "bridge": ":material/waterfall_chart: Since the last locked call",
    "opportunities": ":material/task_alt: Committed opportunities",
    "accuracy": ":material/target: Accuracy",
}


def shown_figures(brief: ForecastBook) -> tuple[Figure, ...]:
    """The three numbers of what is looked at, what is to be done, and how right calls were."""
    kind = f"forecast.{brief.look.kind.value}_"
    beside = ("forecast.untidy", TO_LOCK, ACCURACY[brief.look.kind])
    return tuple(one for one in brief.figures if one.id.startswith(kind) or one.id in beside)


TO_LOCK = "forecast.to_lock"
ACCURACY = {CallKind.PIPELINE: "forecast.accuracy", CallKind.RENEWALS: "forecast.accuracy_renewals"}


def show_forecast(book: Book, brief: ForecastBook, actor: CallActor) -> None:
    """One view of it at a time."""
    views: Mapping[str, Callable[[Book, ForecastBook, CallActor], None]] = {
        "calls": _calls, "bridge": _bridge, "opportunities": _opportunities, "accuracy": _accuracy,
    }  # fmt: skip
    show.unusable(list(brief.problems), "Something in the files of calls cannot be used; the rest works.")
    views[choose_view("part", "Part", VIEWS)](book, brief, actor)


def _calls(book: Book, brief: ForecastBook, actor: CallActor) -> None:
    """The roll-up; a row of a person opens their call."""
    ticked = [show.table(one, selectable=True, headed=True) for one in (brief.tree, brief.regions) if one]
    if brief.adjustments:
        show.table(brief.adjustments, headed=True)
    show.nothing_of({"a forecast of anybody": brief.tree, "what managers say beside calls": brief.adjustments})
    _lead_to_level(brief, ticked)
    known = {f"person:{one.person_id}": one for one in brief.people if one.person_id}
    if not known:
        return
    chosen = pick(known, ticked, _called, "Call", "Choose whose call, or tick a person above", CALL)
    if chosen:
        with side_panel(CALL):
            show_call(book, brief, chosen, actor)


def _lead_to_level(brief: ForecastBook, ticked: Sequence[str | None]) -> None:
    """A row of a team, of a region or of the company leads to the page of that alone."""
    for whose in (Whose.parse(one) for one in ticked if one and not one.startswith("person:")):
        if whose != brief.look.whose:
            called = whose.called(brief.source)
            st.page_link(
                pages.FORECAST.path, label=plain(f"Only this: {called}"), icon=pages.FORECAST.icon,
                query_params={"forecast_of": whose.address},
            )  # fmt: skip


def _called(one: PersonForecast) -> str:
    on = one.fixed.standing.on if one.fixed else None
    return f"{one.name} · {one.state.label}" + (f", {day_text(on)}" if on else "")


def _bridge(book: Book, brief: ForecastBook, actor: CallActor) -> None:
    """Why the number is another, and the opportunities behind it."""
    with st.container(horizontal=True):
        for name, label, words in (("since", "Compared", Since), ("number", "Number", CallNumber)):
            labels = {one.value: one.label for one in words}
            st.segmented_control(
                label, list(labels), default=next(iter(labels)), key=f"forecast.{name}", required=True,
                format_func=labels.__getitem__,
            )  # fmt: skip
    if brief.bridge is None:
        show.empty("No locked call of this quarter to compare with: lock a first one under Calls.")
        return
    show.exhibit(brief.bridge)
    ticked = show.table(brief.changes, selectable=True, headed=True) if brief.changes else None
    if brief.changes is None:
        show.empty("Nothing has changed between the two.")
    _work_on_opportunity(book, brief, [ticked], actor)


def _opportunities(book: Book, brief: ForecastBook, actor: CallActor) -> None:
    """What is to be put right before the call, then every opportunity somebody stands in for."""
    ticked = [show.table(one, selectable=True, headed=True) for one in (brief.hygiene, brief.opportunities) if one]
    show.nothing_of({"committed opportunities": brief.opportunities})
    _work_on_opportunity(book, brief, ticked, actor)


def _work_on_opportunity(book: Book, brief: ForecastBook, ticked: list[str | None], actor: CallActor) -> None:
    known = {
        item.key: (one, item) for one in brief.people for item in (*_frozen(one), *one.now) if not item.is_beyond
    }  # fmt: skip
    if not known:
        return
    chosen = pick(
        known, ticked, _opportunity_called, "Opportunity", "Choose an opportunity, or tick a row above", OPPORTUNITY
    )
    if chosen:
        with side_panel(OPPORTUNITY):
            show_opportunity(book, brief, *chosen, actor)


def _frozen(one: PersonForecast) -> tuple[CallItem, ...]:
    """Also what was in the last call and is gone since: the bridge tells of it."""
    return one.last.items if one.last else ()


def _opportunity_called(found: tuple[PersonForecast, CallItem]) -> str:
    return " · ".join(filter(None, (found[1].account, found[1].name)))


def _accuracy(book: Book, brief: ForecastBook, actor: CallActor) -> None:
    """How right calls were, and where the CRM's own forecast says something else."""
    del book, actor
    show.exhibits([one for one in (brief.accuracy, brief.crm) if one])
    show.nothing_of(
        {
            "locked calls of quarters that are over": brief.accuracy,
            "a forecast of the CRM that differs from ours": brief.crm,
        }
    )
