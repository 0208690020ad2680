"""An approver's form: what is asked, what it rests on, and approve, reject, send back or pass on."""

from functools import partial

import streamlit as st

from steward.briefings.internal.quotes.asked import AskedApproval
from steward.briefings.internal.quotes.briefing import QuoteBriefing
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.exhibits import listed
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting, desk
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.reader import reader
from steward.ui.kit.typed import begun, forget
from steward.ui.plans.files import plans
from steward.ui.quotes.acts import act
from steward.ui.quotes.redline import show_clauses

ON_BEHALF = ":material/edit_note:"
NEEDED = "Needed to reject or send back"
SAID_HOW = "How and when they said so"


def decide_forms(brief: QuoteBriefing, who: str) -> None:
    """A form for each approval that is asked for now: open for who is asked; what somebody else said is written down
    behind a press of its own, so that no second press of one's own lands there."""
    for one in brief.asked:
        if one.is_open and desk.is_asked(brief.quote, one, who):
            with st.container(border=True):
                st.markdown(f"### {plain(one.need.role)} decides", anchors=False)
                _form(brief, one, who, theirs=True)
    for one in brief.asked:
        if one.is_open and not desk.is_asked(brief.quote, one, who):
            names = listed([desk.name_of(brief.quote, each) for each in one.holders]) or "nobody holds the role"
            with st.expander(plain(f"{one.need.role} decides ({names}): write down what was said"), icon=ON_BEHALF):
                _form(brief, one, who, theirs=False)


def tell_ask(brief: QuoteBriefing) -> None:
    """The ask: why less than list, what we get for it, against whom; the clauses that are changed, as a redline."""
    quote, reasons = brief.quote, brief.quote.pricing.plan.reasons
    told = {"Why": reasons.reason, "In return": reasons.give_to_get, "Competitor": reasons.competitor}
    if submitted := quote.record.submitted:
        told["Note"] = submitted.note
    lines = [f"**{label}** {plain(said)}" for label, said in told.items() if said]
    st.markdown("  \n".join(lines) if lines else "Nobody wrote why less than list is asked.")
    show_clauses(desk.clauses(quote))


def _form(brief: QuoteBriefing, one: AskedApproval, who: str, *, theirs: bool) -> None:
    """What is asked and what can be said. `theirs`: of whoever looks."""
    quote = brief.quote
    key = f"decide.{quote.quote_id}.{one.need.key}.{quote.record.version}"
    unit = desk.money_of(quote)
    st.markdown("\n".join(f"- {plain(desk.why(reason, unit))}" for reason in one.need.reasons))
    if one.due:
        goes = f", then it goes to {one.need.escalate_to}" if one.need.escalate_to else ""
        st.caption(plain(f"Until {one.due:%-d %B %H:%M} UTC{goes}."))
    person = (
        next(each for each in one.holders if desk.same_person(quote, who, each)) if theirs else _who(quote, one, key)
    )
    comment = st.text_input("Comment", placeholder=NEEDED if theirs else SAID_HOW, **begun(f"{key}.why", "")) or ""
    if not theirs:
        st.caption("Recorded on behalf: the weakest evidence (grade D).")
    with st.container(horizontal=True):
        for verdict, label, icon in (
            (Verdict.APPROVE, "Approve", "check"), (Verdict.REJECT, "Reject", "close"),
            (Verdict.SEND_BACK, "Send back", "undo"),
        ):  # fmt: skip
            done = partial(_decide, brief, one, person, verdict, comment, who, key)
            act(
                label, who, f"{key}.{verdict}", key, done, f"{one.need.role}: {verdict}.", icon=icon,
                first=theirs and verdict is Verdict.APPROVE,
            )  # fmt: skip
    if theirs:
        _pass_on(brief, one, person, who, key)


def _who(quote: OpenedQuote, one: AskedApproval, key: str) -> str:
    """Who of those that are asked said it; anybody where nobody holds the role."""
    labels = colleague_labels()
    names = {each: labels.get(each, desk.name_of(quote, each)) for each in one.holders} or labels
    options = list(names)
    return (
        st.selectbox(
            "Who decided",
            options,
            format_func=names.__getitem__,
            **begun(f"{key}.who", options[0] if options else None),
        )
        or ""
    )


def _decide(
    brief: QuoteBriefing, one: AskedApproval, person: str, verdict: Verdict, comment: str, who: str, key: str
) -> None:  # fmt: skip
    acting.decide(
        plans(), brief.quote, one.need.key, person, verdict, comment, who, signed_in=bool(reader().email)
    )  # fmt: skip
    forget(key)


def _pass_on(brief: QuoteBriefing, one: AskedApproval, person: str, who: str, key: str) -> None:
    with st.expander("Somebody else decides", icon=":material/forward:"):
        labels = colleague_labels()
        to = st.selectbox("To", list(labels), format_func=labels.__getitem__, **begun(f"{key}.to", None))
        if kept_button("Pass on", f"{key}.pass", of=f"{key}.{to}", enabled=bool(who and to)):
            do(
                lambda: acting.delegate(plans(), brief.quote, one.need.key, person, str(to), who),
                f"{labels.get(str(to), to)} decides.",
            )
