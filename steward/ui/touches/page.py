"""Whom to contact next, one at a time; what is logged; what may be there twice; and the files for the CRM."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.plans.internal.activities import CrmSystem, LoggedActivity
from steward.services.plans.files import Record
from steward.services.touches import crm_fields, crm_files, desk, log, outreach
from steward.services.touches.desk import Candidate, Logged, Touch, TouchBook
from steward.services.week import agenda
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.kit.selection import saying_no
from steward.ui.kit.undo import can_undo, tell_saved
from steward.ui.kit.views import choose_view
from steward.ui.kit.who import known_name, person, who
from steward.ui.plans.entry_form import EntryForm
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press
from steward.ui.touches.brought_form import bring_files
from steward.ui.touches.log_form import log_form

PLACE = "touches"
"""What is saved here, as the undo knows it."""
ROWS = (
    ("subject",),
    ("on", "at", "minutes"),
    ("kind", "direction", "ours"),
    ("people",),
    ("opportunity", "products"),
    ("note",),
)
"""What of one that is logged can be put right."""
VIEWS = {
    "next": ":material/call: Whom to contact",
    "logged": ":material/list: Logged here",
    "crm": ":material/upload_file: For the CRM",
}


def tell_rules() -> None:
    """What is wrong in the company's own touch plan."""
    wrong = [one.said for one in desk.problems(plans())]
    show.unusable(
        wrong,
        "Something in the touch plan cannot be used; what comes with Steward holds in its place.",
        "The file lies in account_plans/_company/.",
    )


def show_touches(book: Book, brief: TouchBook) -> None:
    """One view of it at a time."""
    views: Mapping[str, Callable[[Book, TouchBook], None]] = {"next": _next, "logged": _logged, "crm": _crm}
    views[choose_view("view", "View", VIEWS)](book, brief)


def _next(book: Book, brief: TouchBook) -> None:
    """Those who wait, and one of them to write to or to log a call with."""
    if not brief.next:
        said = (
            "Everybody heard from us in time." if brief.touches else "No role on any relationship map asks for a touch."
        )
        show.empty(said)
        return
    ticked = show.table(brief.next, selectable=True, headed=True)
    known = {one.key: one for one in brief.waiting}
    one = pick(known, (ticked,), _called, "Person", "Choose whom to contact, or tick a row", "touch")
    if one:
        with side_panel("touch"):
            _contact(book, one)


def _called(one: Touch) -> str:
    return f"{one.person.name} · {one.row.name}"


def _contact(book: Book, one: Touch) -> None:
    """Why, what to speak of, a draft, and the form that logs it."""
    st.markdown(f"## {plain(_called(one))}", anchors=False)
    st.caption(plain(one.why))
    with saying_no():
        points = agenda(book, plans(), one.row.account_id)
    if points:
        st.code("\n".join(f"- {point}" for point in points), language=None, wrap_lines=True)
    else:
        st.caption("There is nothing on record to speak of: no service, usage, survey or commitment.")
    email = desk.emails(book, one.row.account_id).get(one.person.id, "")
    company = book.warehouse.facts.company
    words = outreach.words_for(one, points, known_name())
    with st.container(horizontal=True):
        offer(
            "Mail draft (.eml)", lambda: outreach.draft(one, email, words, company), outreach.draft_name(one),
            "message/rfc822", what="a mail draft", accounts=[one.row.account_id], icon="drafts", key="touch.draft",
        )  # fmt: skip
        if email:
            st.link_button("Write in your mail program", outreach.link(email, words, company), icon=":material/mail:")
    st.markdown("## Log it", anchors=False)
    log_form(one.row.account_id, one.person.id)


def _logged(book: Book, brief: TouchBook) -> None:
    """What may be there twice first, for a person to say; then everything that is logged, and files to drop."""
    author = who()
    twice = show.table(brief.duplicates, selectable=True, headed=True) if brief.duplicates else None
    pairs = {one.key: one for one in brief.candidates}
    if pairs:
        pair = pick(pairs, (twice,), _pair, "Perhaps twice", "Choose a pair, or tick a row", "twice")
        if pair:
            _settle(pair, author)
    ticked = show.table(brief.activities, selectable=True, headed=True) if brief.activities else None
    known = {one.key: one for one in brief.logged}
    if known:
        one = pick(known, (ticked,), desk.named, "Logged", "Choose one to change, or tick a row", "logged")
        if one:
            with side_panel("logged"):
                _change(one, author)
    else:
        show.empty("Nothing is logged here yet: log a call from any page of an account, or drop files below.")
    show.nothing_of({"what may be there twice": brief.duplicates, "what is logged here": brief.activities})
    tell_saved(PLACE, author, "touches.undo")
    bring_files("", author, person())


def _pair(one: Candidate) -> str:
    return f"{desk.named(one.logged)} | {desk.other_words(one)}"


def _settle(one: Candidate, author: str) -> None:
    """Nobody joins them but a person."""
    with st.container(horizontal=True):
        if pressed("They are the same", author, "twice.join", of=one.key, icon=":material/join:"):
            press(PLACE, partial(log.joined, plans(), one, author), "Joined: it counts once.")
            st.rerun()
        if pressed("They are two", author, "twice.apart", of=one.key, icon=":material/call_split:"):
            press(PLACE, partial(log.told_apart, plans(), one, author), "Told apart.")
            st.rerun()


def _change(one: Logged, author: str) -> None:
    """Put right where it is written, taken out, or exported once more where its file never reached the CRM. What a CRM
    has already waits for it as a correction."""
    st.markdown(f"## {plain(desk.named(one))}", anchors=False)
    known = choices(one.account_id, success_plan(one.account_id).plan)
    opened = log.opened_log(plans(), one.account_id)
    form = EntryForm(opened, "logged", one.activity.id, one.activity, ROWS, known, "touch.entry")
    form.draw(author, wrong=_wrong)
    form.tell_saved(author)
    with st.container(horizontal=True):
        if pressed("Take it out", author, "logged.drop", of=one.key, icon=":material/close:"):
            press(PLACE, partial(log.taken_out, plans(), one.account_id, one.activity.id, author), "Taken out.")
            st.rerun()
        if one.exports and not one.arrived:
            says = "Its file never reached the CRM: it waits again"
            if pressed("Export it once more", author, "logged.again", of=one.key, icon=":material/redo:", says=says):
                act = partial(crm_files.once_more, plans(), one.account_id, one.activity.id, author)
                press(PLACE, act, "It waits for the CRM again.")
                st.rerun()


def _wrong(said: Record) -> str:
    return log.wrong_when(said, warehouse().today) if isinstance(said, LoggedActivity) else ""


def _crm(book: Book, brief: TouchBook) -> None:
    """Of each system what waits, as a zip that notes as it is taken what is in it; and fields by the mapping."""
    author = who()
    accounts = brief.accounts
    exporter = crm_files.Exporter(warehouse(), plans(), workspace().settings.timezone, author)
    for system, place in zip(CrmSystem, st.columns(len(CrmSystem), gap="medium"), strict=True):
        mine = plans().scope.change
        waiting = {key: count for key, count in brief.to_export.get(system, {}).items() if key in mine}
        waits = sum(waiting.values())
        why = "Say who you are first." if not author else "" if waits else crm_files.NOTHING
        with place:
            offer(
                f"For {system.label} (ZIP of CSV)", partial(exporter.export, tuple(waiting), system),
                f"activities-{system}.zip", crm_files.ZIP, what=f"activities for {system.label}",
                accounts=tuple(waiting), icon="upload_file", key=f"touches.{system}", why_not=why,
            )  # fmt: skip
            st.caption(plain(crm_files.how(system, waits)))
    st.markdown("## Fields of accounts and contracts", anchors=False)
    mapped = crm_fields.mapping(workspace().settings)
    if not mapped:
        show.empty(crm_fields.UNMAPPED)
    else:
        offer(
            "Fields for the CRM (ZIP of CSV)",
            lambda: crm_fields.files(book, crm_fields.cache(workspace()), workspace().settings, accounts),
            "crm-fields.zip", crm_files.ZIP, what="fields for the CRM", accounts=accounts, icon="upload_file",
            key="touches.fields",
        )  # fmt: skip
        st.caption(plain(crm_fields.told(mapped)))
    if can_undo(PLACE):
        tell_saved(PLACE, author, "touches.undo")
