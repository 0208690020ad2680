"""What can happen to a request now, as buttons in one row, each taken back at one press while it can be."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from steward.domain.requests.words import RequestAct, Turn
from steward.errors import StewardError
from steward.services.requests import acting
from steward.services.requests.desk import WrittenRequest, one_of
from steward.ui.kit import undo
from steward.ui.kit.cache import warehouse
from steward.ui.kit.typed import begun, forget
from steward.ui.plans.files import plans
from steward.ui.plans.saving import pressed

ICONS = {
    RequestAct.RAISE: "task_alt", RequestAct.START: "play_arrow", RequestAct.RESUME: "play_arrow",
    RequestAct.REPLY: "reply", RequestAct.RESOLVE: "check", RequestAct.CLOSE: "done_all", RequestAct.REOPEN: "replay",
    RequestAct.INVESTIGATE: "search", RequestAct.CREDIT: "payments", RequestAct.DECLINE: "block",
    RequestAct.SETTLE: "receipt_long", RequestAct.AGREE: "handshake", RequestAct.WITHDRAW: "undo",
    RequestAct.ASK_CANCEL: "cancel", RequestAct.CANCEL: "cancel", RequestAct.GO_ON: "play_arrow",
    RequestAct.CLAIM: "edit",
}  # fmt: skip
WITH_AMOUNT = (RequestAct.CREDIT, RequestAct.CLAIM)
STAYS = "It is over, and what is over stays so. Raise it again where it is not."
SINCE = "Something else happened to it since."


def show_acts(one: WrittenRequest, author: str) -> None:
    """Every press there is now. Of a claim with the amount that is meant."""
    of = f"{one.account_id}.{one.said.id}.{len(one.record.happened)}"
    found = acting.next_acts(one)
    amount = _amount(one, found, of)
    with st.container(horizontal=True):
        for place, what in enumerate(found):
            if what is RequestAct.WAIT:
                for turn in (Turn.CUSTOMER, Turn.CARRIER):
                    if turn is not one.record.turn:
                        _press(f"Wait for {turn.label.lower()}", one, what, author, of, turn=turn, icon="hourglass_top")
            else:
                given = amount if what in (*WITH_AMOUNT, RequestAct.RAISE) else None
                _press(what.label, one, what, author, of, amount=given, icon=ICONS[what], first=not place)
    undo.tell_saved(_place(one), author, "requests.undo", "Take back")


def _amount(one: WrittenRequest, found: tuple[RequestAct, ...], of: str) -> float | None:
    """What is credited or claimed; at first all that is open."""
    asked = set(WITH_AMOUNT) | ({RequestAct.RAISE} if one.is_claim else set())
    if asked.isdisjoint(found):
        return None
    said: float | None = st.number_input(
        "Amount", min_value=0.0, step=10.0, help="Of what is disputed: credited, or claimed anew.",
        **begun(f"requests.{of}.amount", one.record.claim.open / 100 or None),
    )  # fmt: skip
    return said


def _press(
    label: str, one: WrittenRequest, what: RequestAct, author: str, of: str, *, icon: str, first: bool = False,
    turn: Turn | None = None, amount: float | None = None,
) -> None:  # fmt: skip
    key = f"requests.{what}{f'.{turn}' if turn else ''}"
    kind = "primary" if first else "secondary"
    if pressed(label, author, key, of=of, icon=f":material/{icon}:", kind=kind):  # type: ignore[arg-type]
        today = warehouse().today
        if what is RequestAct.RAISE:
            _do(one, partial(acting.acknowledge, plans(), one, author, today, amount), "Acknowledged.", of)
        _do(one, partial(acting.act, plans(), one, what, author, today, turn=turn, amount=amount), f"{label}.", of)


def _do(one: WrittenRequest, do: Callable[[], object], said: str, of: str) -> None:
    """Do it, and say what became of it, with the way back."""
    try:
        do()
    except StewardError as refusal:
        undo.refused(str(refusal))
    else:
        forget(f"requests.{of}")
        after = one_of(plans(), one.account_id, one.said.id)
        undo.saved(undo.Undo(_place(one), partial(_back, after), partial(_why_not, after)), said)
    st.rerun()


def _place(one: WrittenRequest) -> str:
    return f"request.{one.account_id}.{one.said.id}"


def _back(after: WrittenRequest, who: str) -> None:
    acting.take_back(plans(), after, who, warehouse().today)


def _why_not(after: WrittenRequest, _who: str) -> str:
    """Why what was done last cannot be taken back."""
    if after.record.state.is_over:
        return STAYS
    now = one_of(plans(), after.account_id, after.said.id)
    return SINCE if now.record != after.record else "" if acting.can_take_back(now.record) else "It was raised."
