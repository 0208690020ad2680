"""One request beside its list: both clocks, what can happen to it, what the customer reads, and what only we read."""

from dataclasses import replace

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.requests.words import Turn
from steward.errors import StewardError
from steward.exhibits import DAYS, HOURS, PERCENT, day_text
from steward.plans.customer.requests import RaisedRequest
from steward.plans.internal.handling import RequestHandling
from steward.services.requests import acting, desk, papers
from steward.services.requests.desk import ListedRequest, WrittenRequest
from steward.services.scope import acting_book, subject
from steward.ui.kit import show, undo
from steward.ui.kit.cache import warehouse
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.plans.entry_form import EntryForm
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import asked_to_save
from steward.ui.plans.section_form import fields
from steward.ui.requests.acts import show_acts

ADDRESS = "request"
SHARE = replace(PERCENT, decimals=0)
SAID = (("customer_text",), ("need",), ("promised_for", "owner"), ("subject", "queue"), ("asked_by", "site"))
NOTED = (("priority", "credit_note"), ("internal_text",))
OF_TICKET = ("customer_text", "need", "promised_for")


def work_on(one: ListedRequest, author: str) -> None:
    """The panel of one request."""
    with side_panel(ADDRESS):
        st.markdown(f"## {plain(one.subject)}", anchors=False)
        st.caption(plain(_about(one)))
        _clocks(one)
        if one.disagrees:
            show.notice(one.disagrees)
        if one.written is None:
            _say_more(one, author)
        else:
            _tell_broken(one.written)
            if not desk.is_of_ticket(one.written) or one.written.is_claim:
                show_acts(one.written, author)
            _forms(one, one.written, author)
            _papers(one.account_id, one.written)
            _happened(one.written)


def _about(one: ListedRequest) -> str:
    named = [f"{name} {said}" for name, said in one.about.items() if said]
    kind = one.kind.label if one.kind else ""
    return " · ".join(filter(None, (one.account, kind, one.state, f"owner {one.owner}", *named)))


def _clocks(one: ListedRequest) -> None:
    """Ours and theirs beside each other, and whose turn it is."""
    level, used = one.clock.level, one.clock.used
    allowed = f" of {HOURS.text(level.resolve)}" if level.resolve is not None else ""
    share = f", {SHARE.text(100 * used)}" if used is not None else ""
    runs = "" if one.clock.runs or not one.is_open else "; it stands"
    since = f" since {day_text(one.turn_since.date())}" if one.turn_since else ""
    promised = f" · promised for {day_text(one.promised_for)}" if one.promised_for else ""
    turn = f"{one.turn.label}{since}" if one.turn else f"to be confirmed{since}" if one.is_open else "nobody’s"
    lines = (
        f"Turn: {turn}{promised}",
        f"Our clock: {HOURS.text(round(one.worked_hours, 1))}{allowed}{share}{runs}",
        _answered(one),
        f"Their clock: {DAYS.text(round(one.waited_days, 1))} since they asked",
    )
    st.markdown("  \n".join(plain(line) for line in lines if line))


def _answered(one: ListedRequest) -> str:
    """How long it took until we first replied, where that is agreed and known."""
    allowed, clock = one.clock.level.first_response, one.clock
    if allowed is None or (clock.replied is None and one.turn is not Turn.US):
        return ""
    hours = HOURS.text(round(clock.answered / 60, 1))
    said = f"First reply: after {hours}" if clock.replied else f"No reply yet, after {hours}"
    return f"{said} of {HOURS.text(allowed)}"


def _tell_broken(one: WrittenRequest) -> None:
    if one.record.copied_from:
        show.notice(f"Its record is that of {one.record.copied_from}: what it says counts for nothing here.")
    elif one.record.broken:
        lines = ", ".join(map(str, one.record.broken))
        show.notice(f"Its record was changed by hand: line {lines} of events.jsonl.")


def _forms(one: ListedRequest, written: WrittenRequest, author: str) -> None:
    """What the customer reads, and below it what only we read, each saved and undone by itself."""
    known = choices(one.account_id, success_plan(one.account_id).plan)
    said = desk.opened(plans(), one.account_id)
    form = EntryForm(said, "requests", written.said.id, written.said, SAID, known, "requests.said")
    form.draw(author)
    form.tell_saved(author)
    with st.expander("Only we read this", icon=":material/lock:"):
        ours = desk.opened_handling(plans(), one.account_id)
        noted = EntryForm(ours, "handling", written.said.id, written.handling, NOTED, known, "requests.noted")
        noted.draw(author)
        noted.tell_saved(author)


def _say_more(one: ListedRequest, author: str) -> None:
    """What the customer is to read of a ticket that another system has: its state and its dates stay that system's."""
    st.caption("Its state and dates are the support system’s. What you write here, the customer reads.")
    known, key = choices(one.account_id, success_plan(one.account_id).plan), f"requests.ticket.{one.key}"
    first = RaisedRequest(subject=one.subject, ticket=one.ticket_id, owner=one.owner_id)
    now = replace(first, **fields(RaisedRequest, first, known, key, OF_TICKET))
    if asked_to_save(int(now != first), author, "requests.more", of=key):
        try:
            acting.say(plans(), one.account_id, replace(now, kind=one.kind), RequestHandling(request=""), author)
        except StewardError as refusal:
            show.problem(refusal)
            return
        st.session_state[undo.SAID] = "Saved."
        st.rerun()


def _papers(account_id: str, one: WrittenRequest) -> None:
    """The letter on a dispute, for the customer."""
    if not one.is_claim:
        return
    about, request_id = _subject(account_id), one.said.id
    offer(
        "Letter on the dispute (Word)", lambda: papers.letter(about, plans(), request_id),
        papers.paper_name(about, f"dispute {request_id}", ".docx"), papers.WORD, what="a letter on a dispute",
        accounts=(account_id,), icon="mail", key="requests.letter",
        why_not=papers.why_no_letter(about, plans(), request_id),
    )  # fmt: skip


def _subject(account_id: str) -> Subject:
    return subject(warehouse(), account_id, str(acting_book(warehouse()).quarter))


def _happened(one: WrittenRequest) -> None:
    """Everything that counts, the last first."""
    with st.expander("What happened", icon=":material/history:"):
        if not one.record.happened:
            show.empty("Nothing yet: nobody acknowledged it.")
        for each in reversed(one.record.happened):
            amount = f" · {each.cents / 100:,.2f}" if each.cents is not None else ""
            turn = f" for {each.turn.label.lower()}" if each.turn else ""
            st.markdown(f"- {plain(f'{day_text(each.at.date())} · {each.who} · {each.act.label}{turn}{amount}')}")
