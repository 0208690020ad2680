"""An approval by mail: the ask as a draft to whoever decides, and their answer brought back as a file."""

from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.quotes.asked import AskedApproval
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.mailed import MailedDecision
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.errors import StewardError
from steward.exhibits import day_text
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import desk, mailed
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans
from steward.ui.quotes.acts import act

TIMES = "quote.mail.times"
"""How often a mail was written down: the field for the next is another, and empty."""


def by_mail(about: Subject, brief: QuoteBriefing, who: str) -> None:
    """Both ways, while somebody is asked."""
    waiting = [one for one in brief.asked if one.is_open]
    if not waiting:
        return
    with st.expander("By mail", icon=":material/mail:"):
        st.caption(
            "For who does not open Steward. An answer counts that is from their address and names this version in its "
            "own words. By mail, not verified: evidence of grade C."
        )
        with st.container(horizontal=True):
            for one in waiting:
                _ask(about, brief, one)
        _answer(brief, who)


def _ask(about: Subject, brief: QuoteBriefing, one: AskedApproval) -> None:
    name = about.account.name
    if mailed.addresses_of(brief.quote, one):
        offer(
            f"Ask {plain(one.need.role)} by mail (.eml)", partial(mailed.ask, plans(), brief, one, name),
            mailed.ask_name(brief.quote, one, name), "message/rfc822", what="the ask for an approval",
            accounts=[about.account_id], icon="drafts", key=f"mail.ask.{one.need.key}",
        )  # fmt: skip


def _answer(brief: QuoteBriefing, who: str) -> None:
    quote = brief.quote
    times = st.session_state.setdefault(TIMES, 0)
    brought = st.file_uploader(
        "The answer, saved from your mail program (.eml)", type=["eml"],
        key=f"quote.mail.{quote.reference}.{quote.record.version}.{times}", max_upload_size=5,
    )  # fmt: skip
    if brought is None:
        return
    try:
        found = mailed.read_decision(quote, brought.getvalue())
    except StewardError as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return
    _write_down(quote, found, brought.getvalue(), who)


def _write_down(quote: OpenedQuote, found: MailedDecision, content: bytes, who: str) -> None:
    """What it says, what is left to be said of it, and the press that writes it down."""
    key = f"quote.mail.{quote.reference}.{quote.record.version}.{found.mail.message_id}"
    sent = f" on {day_text(found.mail.sent_at.date())}" if found.mail.sent_at else ""
    name = desk.name_of(quote, found.person)
    st.markdown(f"**{plain(name)}** ({plain(found.mail.sender)}){sent}, not verified: “{plain(found.words)}”")
    roles = {one.need.key: one.need.role for one in found.needs}
    need = next(iter(roles))
    if len(roles) > 1:
        need = st.selectbox("Decides as", list(roles), format_func=roles.__getitem__, **begun(f"{key}.need", need))
    verdict = found.verdict
    if verdict is None:
        verdict = st.radio(
            "Its words leave open what it means. It means", list(Verdict), index=None, horizontal=True,
            format_func=lambda one: str(one), key=f"{key}.verdict",
        )  # fmt: skip
    if verdict is not None:
        role = roles[need]
        act(
            f"Write down: {role} {verdict}", who, f"{key}.write", f"{need}.{verdict}",
            partial(_written, quote, content, need, verdict, who), f"{role}: {verdict}, by mail.", icon="check",
            first=True,
        )  # fmt: skip


def _written(quote: OpenedQuote, content: bytes, need: str, verdict: Verdict, who: str) -> None:
    mailed.write_down(plans(), quote, content, need, verdict, who)
    st.session_state[TIMES] += 1
