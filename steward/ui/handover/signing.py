"""The next steps of a handover as buttons, for whom each is, what it waits for, and who signed what."""

from functools import partial
from typing import Literal

import streamlit as st

from steward.exhibits.wording import capital
from steward.services.handover.desk import Handover
from steward.services.handover.shown import signatures
from steward.services.handover.signing import HandoverAct, next_acts, take_step
from steward.ui.kit import show
from steward.ui.kit.acts import do, tell_last
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.kit.who import person
from steward.ui.plans.files import plans
from steward.ui.plans.saving import pressed


def show_signing(one: Handover, author: str) -> None:
    """Where it stands and what is next. A press is of the passport as the page showed it, not of what its own run
    finds."""
    tell_last()
    held = f"handover.shown.{one.row.account_id}"
    seen: Handover = st.session_state.get(held, one)
    why = f" ({', '.join(one.triaged.reasons)})" if one.triaged.reasons else ""
    st.caption(plain(f"{one.standing.state.label} · {one.triaged.triage.label}{why}: {one.triaged.triage.means}"))
    if one.standing.fallen:
        show.notice(
            f"It was changed since {one.giver} signed, so it has to be signed again. Put back as it was, the signature "
            "holds."
        )
    elif one.blocks:
        st.warning(plain(one.blocks), icon=":material/hourglass_top:")
    for said in signatures(one):
        st.markdown(plain(said))
    if one.standing.broken:
        st.error("Lines of its ledger were changed by hand: see its events.jsonl.", icon=":material/link_off:")
    acts = next_acts(one)
    with st.container(horizontal=True):
        for act in (act for act in acts if not act.needs_reason):
            _press(seen, act, author)
    for act in acts:
        _tell_why_not(one, act)
    for act in (act for act in acts if act.needs_reason):
        with st.expander(act.words):
            st.caption("It goes back to both managers; not settled in time, it goes to leadership.")
            key = f"handover.{one.row.account_id}.{act.event}.why"
            reason = st.text_input("Why", **begun(key, "")) or ""
            _press(seen, act, author, reason, key)
    st.session_state[held] = one


def _tell_why_not(one: Handover, act: HandoverAct) -> None:
    if capital("; ".join(act.why_not)) == one.blocks != "":
        return  # it stands above
    if act.why_not:
        st.caption(plain(f"Before “{act.words}”: {'; '.join(act.why_not)}."))
    elif person() not in act.whose:
        names = " or ".join(one.names.get(each, each) for each in act.whose)
        st.caption(plain(f"“{act.words}” is said by {names}, and by nobody for them."))


def _press(seen: Handover, act: HandoverAct, author: str, why: str = "", typed: str = "") -> None:
    mine = person() in act.whose
    kind: Literal["primary", "secondary"] = "primary" if mine and not act.why_not and not typed else "secondary"
    if pressed(act.words, author, f"handover.{act.event.name.lower()}", of=seen.row.account_id, kind=kind):
        do(partial(take_step, plans(), seen, act.event, person(), author, why), f"{act.words}: kept.", typed)
