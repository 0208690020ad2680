"""A registration that a partner raises by mail or telephone, written down here."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.services.channel import registering
from steward.services.channel.registering import Registration
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.labels import opportunity_labels, partner_labels, product_families
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans

KEY = "registration.new"


def raise_registration(accounts: Mapping[str, str], author: str) -> None:
    """The form, drawn once somebody opens it."""
    place = st.expander("Write down a registration", icon=":material/add:", key=f"{KEY}.form", on_change="rerun")
    if not place.open:
        return
    with place:
        partners = partner_labels()
        left, right = st.columns(2)
        with left:
            partner = st.selectbox(
                "Partner", list(partners), format_func=partners.__getitem__, **begun(f"{KEY}.who", None)
            )
        with right:
            first = next(iter(accounts)) if len(accounts) == 1 else None
            account_id = st.selectbox(
                "Account", list(accounts), format_func=accounts.__getitem__, **begun(f"{KEY}.account", first)
            )
        what = st.text_input("What the customer is to buy", **begun(f"{KEY}.what", "")) or ""
        selling = opportunity_labels(account_id) if account_id else {}
        with left:
            family = st.selectbox(
                "Product family", list(product_families()), placeholder="Anything", accept_new_options=True,
                help="Two approvals never protect one product family of an account; empty: anything they may buy.",
                **begun(f"{KEY}.family", None),
            )  # fmt: skip
            value = st.number_input("Value a month", min_value=0.0, step=100.0, **begun(f"{KEY}.value", None))
        with right:
            sold = st.selectbox(
                "Our opportunity", list(selling), format_func=selling.__getitem__, **begun(f"{KEY}.sold", None)
            )
            close_on = st.date_input("Closes", format="YYYY-MM-DD", **begun(f"{KEY}.closes", None))
        note = st.text_area("What they did for it so far", **begun(f"{KEY}.note", "")) or ""
        new = Registration(
            id="", partner=partner or "", what=what.strip(), family=(family or "").strip(), opportunity=sold or "",
            value=value, close_on=close_on, note=note.strip(),
        )  # fmt: skip
        ready = bool(author and partner and account_id and what.strip())
        if kept_button("Write it down", f"{KEY}.add", of=KEY, kind="primary", enabled=ready) and account_id:
            words = "Written down as a draft: submit it to have it checked and decided."
            do(partial(registering.raise_one, plans(), account_id, new, author), words, KEY)
