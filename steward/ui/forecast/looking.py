"""Whose forecast is looked at, of what, and against which call; who is at the keyboard, and what they may."""

import streamlit as st

from steward.briefings.internal.forecast.bridges import Since
from steward.briefings.internal.forecast.source import ForecastSource, Whose
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.domain.access.scope import Role
from steward.domain.forecasting.items import CallKind, CallNumber
from steward.domain.labels import told_apart
from steward.services.forecast import desk
from steward.services.forecast.acting import CallActor
from steward.services.forecast.desk import ForecastBook, Look
from steward.ui.kit.cache import kept
from steward.ui.kit.reader import reader
from steward.ui.kit.selection import choices_bar, chosen
from steward.ui.kit.shown import filtered
from steward.ui.kit.who import person
from steward.ui.plans.cache import briefed

COMPANY = "company"


def forecast_of_page(book: Book) -> ForecastBook:
    """The forecast of whom the page is about, made again only where a load or a file changed."""
    whole = briefed(desk, book, EVERYTHING)
    look = _choose(whole.source)
    if look == Look():
        return whole
    # The whole is kept beside it: as long as it is there, no other has its number.
    return kept(lambda: (whole, desk.looked_at(book, whole, look)), "forecast looked at", id(whole), look)[1]


def _choose(source: ForecastSource) -> Look:
    """Whose, of what, and which number; a seller opens it on their own, a leader on their team."""
    whose_at, kind_at, _ = choices_bar(2.2, 1.3, 1.3)
    labels = told_apart({one.address: one.called(source) for one in _all(source)})
    said = chosen(whose_at, "forecast_of", "Whose forecast", labels, _own(source))
    whose = Whose.parse(said) if said in labels else Whose()
    kind = chosen(kind_at, "forecast_kind", "What", {one.value: one.label for one in CallKind}, CallKind.PIPELINE.value)
    filtered("Whose forecast", whose.called(source))
    # What of the bridge is chosen stands beside it, further down on the page.
    since, number = (st.session_state.get(f"forecast.{one}") for one in ("since", "number"))
    return Look(
        whose,
        next((one for one in CallKind if one.value == kind), CallKind.PIPELINE),
        next((one for one in CallNumber if one.value == number), CallNumber.COMMIT),
        next((one for one in Since if one.value == since), Since.LAST),
    )


def _all(source: ForecastSource) -> list[Whose]:
    """Everybody there is to choose, the widest first."""
    return [
        Whose(),
        *(Whose("region", one) for one in source.regions if source.sees_all),
        *(Whose("team", one) for one in source.leaders),
        *(Whose("person", key) for key in sorted(source.people, key=lambda one: source.people[one].name) if key),
    ]


def _own(source: ForecastSource) -> str:
    me = person()
    if me in source.leaders:
        return Whose("team", me).address
    return Whose("person", me).address if me in source.people else COMPANY


def actor_of(author: str) -> CallActor:
    """Who is at the keyboard."""
    found = reader()
    return CallActor(author, person(), leads_all=bool(found.email) and Role.LEADERSHIP in found.scope.roles)
