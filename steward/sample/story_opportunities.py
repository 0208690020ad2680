"""The opportunities that belong to a story."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from steward.sample.model import Customer
from steward.sample.opportunity import Opportunity
from steward.sample.window import Window, shift


def story_opportunities(customer: Customer, window: Window) -> list[Opportunity]:
    """The opportunities an account's story needs."""
    teller = _TELLERS.get(customer.profile.story.key)
    return teller(customer, window) if teller else []


def _champion_left(customer: Customer, window: Window) -> list[Opportunity]:
    """A large opportunity in negotiation since long before the champion left, its date long past."""
    return [
        _open("Cloud Telephony for all showrooms", "negotiation", "9800", "UCV", "cross-sell", (0.6, "best case"),
              (window.ago(11, 12), window.ago(3, 30)), "Waiting: find a new sponsor"),
    ]  # fmt: skip


def _bandwidth_outgrown(customer: Customer, window: Window) -> list[Opportunity]:
    after = shift(window.until, 2).replace(day=15)
    return [
        _open("SD-WAN Edge: next bandwidth step, 4 sites", "negotiation", "11400", "SDW", "upsell", (0.85, "commit"),
              (window.ago(4, 9), after), "Order form sent for signature"),
        _open("Dedicated Internet: next bandwidth step, 4 sites", "proposal", "7200", "DIA", "upsell",
              (0.6, "best case"), (window.ago(3, 21), after), "Present the offer"),
    ]  # fmt: skip


def _nps_falls(customer: Customer, window: Window) -> list[Opportunity]:
    return [
        _open("Security for new production sites", "proposal", "6900", "SWG", "upsell", (0.5, "best case"),
              (window.ago(3, 5), shift(window.until, 2).replace(day=28)), "Present the offer"),
    ]  # fmt: skip


def _model(customer: Customer, window: Window) -> list[Opportunity]:
    return [
        _open("Contact Centre Insights, second wave", "proposal", "5600", "CCA", "upsell", (0.65, "commit"),
              (window.ago(3, 14), shift(window.until, 1).replace(day=26)), "Business case with finance"),
    ]  # fmt: skip


def _churned(customer: Customer, window: Window) -> list[Opportunity]:
    return [
        _open("Win back: network for two depots", "discovery", "14500", "SDW", "new", (0.1, "pipeline"),
              (window.ago(1, 18), shift(window.until, 6).replace(day=28)), "Find out when the new contract can end"),
    ]  # fmt: skip


def _open(
    name: str,
    stage: str,
    amount: str,
    product_id: str,
    kind: str,
    odds: tuple[float, str],
    days: tuple[date, date],
    step: str,
) -> Opportunity:
    opened, close = days
    return Opportunity(name, stage, Decimal(amount), product_id, kind, odds[0], odds[1], opened, close, None, step)


_TELLERS: dict[str, Callable[[Customer, Window], list[Opportunity]]] = {
    "champion_left": _champion_left,
    "bandwidth_outgrown": _bandwidth_outgrown,
    "nps_falls_spend_rises": _nps_falls,
    "model_account": _model,
    "churned": _churned,
}
