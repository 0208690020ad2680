"""The forecast of one renewal, and the plays for it, as a form: saved at once, undone at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from steward.briefings.internal.renewals.renewal import Renewal
from steward.domain.identifiers import slug
from steward.exhibits import day_text, listed
from steward.plans.internal.renewals import Play, RenewalForecast, Renewals
from steward.services.plans.files import Key, Opened, field_told
from steward.services.renewals import WrittenRenewal, of_contract, opened_forecasts
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import who
from steward.ui.plans.entry import Entry, asked_to_save_entry
from steward.ui.plans.files import Choices, choices, plans, success_plan
from steward.ui.plans.section_form import fields
from steward.ui.plans.section_grid import Grid

MOST_STRANGERS = 10
NO_AMOUNT = "A downsell needs an amount: say under “Expected” what it will bring a month. Without it no figure moves."


@dataclass(frozen=True)
class PlayGrid(Grid):
    """The plays of one contract: which contract they are for is settled."""

    @property
    def keys(self) -> Mapping[str, Key]:
        """Every column but the contract."""
        return {name: key for name, key in super().keys.items() if name != "contract"}


def edit_renewal(one: Renewal, contracts: Collection[str], beside: Callable[[], None]) -> None:
    """The form of one contract, with what `beside` draws beside it.

    `contracts`: every contract of the account, against which the file is held."""
    account_id, contract = one.row.account_id, one.row.contract_id
    opened = opened_forecasts(plans(), account_id)
    known = choices(account_id, success_plan(account_id).plan)
    entry = Entry(f"renewal.{slug(account_id)}.{slug(contract)}", opened, of_contract(contract))
    name, base = entry.name, entry.base
    ours, data = st.columns([1.3, 1], gap="large")
    with ours:
        st.markdown("## Your forecast", anchors=False)
        _tell_problems(opened, contracts)
        author = who()
        forecast = _forecast(contract, base.forecast, known, name)
        if _lacks_amount(forecast):
            st.warning(NO_AMOUNT, icon=":material/edit:")
    with data:
        beside()
    now = WrittenRenewal(forecast, _plays(opened, contract, base, known, name))
    changed = now != base
    clash = entry.clash(now, changed, author, partial(field_told, Renewals, known.names))
    with st.container(horizontal=True):
        if asked_to_save_entry(name, changed, clash, author, "renewal"):
            if forecast != base.forecast and _lacks_amount(forecast):
                st.error("Nothing is saved yet: the amount is missing.", icon=":material/error:")
            else:
                entry.save(_signed(now, base, author), author, over=clash)
                st.rerun()
        tell_saved(name, author, "renewal.undo.button")


def _forecast(contract: str, held: RenewalForecast | None, known: Choices, key: str) -> RenewalForecast | None:
    """The forecast as it is in the form; None where nothing is said."""
    record = held or RenewalForecast(contract=contract)
    category, expected, swing = st.columns([1.4, 1, 1])
    with category:
        values = fields(RenewalForecast, record, known, key, ("category",))
    with expected:
        values |= fields(RenewalForecast, record, known, key, ("expected_mrr",))
    with swing:
        values |= fields(RenewalForecast, record, known, key, ("swing_mrr",))
    values |= fields(RenewalForecast, record, known, key, ("note",))
    made = replace(record, **_plainly(values))
    if record.set_by:
        day = f", {day_text(record.set_on)}" if record.set_on else ""
        st.caption(plain(f"Set by {known.names.get(record.set_by, record.set_by)}{day}"))
    return held if made == record else made


def _lacks_amount(forecast: RenewalForecast | None) -> bool:
    """A downsell that does not say to what moves no figure."""
    return bool(forecast and forecast.category and forecast.category.shrinks and forecast.expected_mrr is None)


def _plainly(values: dict[str, Any]) -> dict[str, Any]:
    """Whole amounts as people write them, and never below zero."""
    amounts = {name: values[name] for name in ("expected_mrr", "swing_mrr") if values[name] is not None}
    return values | {name: max(int(one) if float(one).is_integer() else one, 0) for name, one in amounts.items()}


def _plays(opened: Opened[Renewals], contract: str, was: WrittenRenewal, known: Choices, key: str) -> tuple[Play, ...]:
    st.markdown("## Plays", anchors=False)
    grid = PlayGrid(opened.sections["plays"], was.plays, known, opened.plan)
    found = (one for one in grid.edited(f"{key}.plays") if isinstance(one, Play) and one.play)
    return tuple(replace(play, contract=contract) for play in found)


def _signed(now: WrittenRenewal, was: WrittenRenewal, author: str) -> WrittenRenewal:
    """A forecast that changed, with who says so and when; one that says nothing any more is taken out."""
    forecast = now.forecast
    if forecast is None or forecast == was.forecast:
        return now
    if forecast.category is None and forecast.expected_mrr is None and forecast.swing_mrr is None and not forecast.note:
        return replace(now, forecast=None)
    return replace(now, forecast=replace(forecast, set_by=author, set_on=warehouse().today))


def _tell_problems(opened: Opened[Renewals], contracts: Collection[str]) -> None:
    """What is wrong in the file."""
    wrong = [one.said for one in opened.problems]
    named = {one.contract for one in opened.plan.calls} | {play.contract for play in opened.plan.plays}
    strangers = sorted(named - set(contracts))
    if strangers:
        wrong.append(
            f"{opened.file} speaks of {listed(strangers[:MOST_STRANGERS])}, which is no contract of this account."
        )
    show.unusable(wrong, "Something in the file cannot be used; the rest works.")
