"""A new quote in one press: of a contract that ends, of an opportunity, or empty."""

from collections.abc import Callable, Mapping

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.exhibits import day_text
from steward.services import scope
from steward.services.quotes import acting, prefill
from steward.services.quotes.opened import known_of
from steward.services.quotes.prefill import BegunQuote, Wanted
from steward.ui import pages
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse
from steward.ui.kit.labels import opportunity_labels, product_labels
from steward.ui.kit.selection import open_account
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans


def begin_quote(subject: Subject, who: str, *, open_at_once: bool) -> None:
    """The form, drawn once somebody opens it; the new quote is opened at once."""
    key = f"quote.new.{subject.account_id}"
    place = st.expander("Begin a quote", open_at_once, icon=":material/add:", key=f"{key}.form", on_change="rerun")
    if not place.open:
        return
    with place:
        ways = _ways(subject)
        way = st.radio("Begin with", list(ways), horizontal=True, **begun(f"{key}.way", next(iter(ways))))
        made = ways[way or next(iter(ways))](key)
        if kept_button("Begin", f"{key}.begin", of=key, kind="primary", enabled=bool(who and made)) and made:
            do(lambda: _open(subject, made(), who), "Begun.")


def _open(subject: Subject, new: BegunQuote, who: str) -> None:
    quote_id = acting.begin(plans(), subject.account_id, new.offer, new.pricing, who)
    open_account(subject.account_id, pages.QUOTE.path, quote=quote_id)


Make = Callable[[], BegunQuote]


def _ways(subject: Subject) -> Mapping[str, Callable[[str], Make | None]]:
    """How one can begin, each with its own choice below."""
    desk = prefill.desk_of(
        plans(), warehouse(), subject.account_id, subject.account.name, scope.owner_of(subject)
    )  # fmt: skip
    known = known_of(warehouse(), subject.account_id)
    held = {one.contract_id for one in known.services.values()}
    contracts = {name: day for name, day in known.contract_ends.items() if name in held}
    selling = opportunity_labels(subject.account_id)

    def contract(key: str) -> Make | None:
        chosen = st.selectbox(
            "Contract", list(contracts), format_func=lambda one: f"{one}, ends {day_text(contracts[one])}",
            **begun(f"{key}.contract", next(iter(contracts))),
        )  # fmt: skip
        return chosen and (lambda: prefill.of_contract(desk, known.services.values(), chosen, contracts[chosen]))

    def opportunity(key: str) -> Make | None:
        chosen = st.selectbox(
            "Opportunity", list(selling), format_func=selling.__getitem__, **begun(f"{key}.sold", next(iter(selling)))
        )
        return chosen and (lambda: prefill.of_wanted(desk, selling[chosen], (), opportunity=chosen))

    def product(key: str) -> Make | None:
        labels = product_labels()
        chosen = st.multiselect("Products", list(labels), format_func=labels.__getitem__, **begun(f"{key}.what", []))
        title = f"{', '.join(labels[one] for one in chosen)} for {subject.account.name}" if chosen else ""
        return (lambda: prefill.of_wanted(desk, title, [Wanted(one) for one in chosen])) if chosen else None

    ways: dict[str, Callable[[str], Make | None]] = {"Products": product}
    if contracts:
        ways["A contract’s renewal"] = contract
    if selling:
        ways["An opportunity"] = opportunity
    return ways
