"""The designs of one account: which one, which part of it, and a new one begun."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.design.words import Family
from steward.domain.identifiers import slug
from steward.domain.labels import label_of, told_apart
from steward.services.design import files
from steward.services.design.files import Discovery, OpenedDesign
from steward.ui.design.about import edit_about
from steward.ui.design.overview import show_overview
from steward.ui.design.parts import edit_engineering, edit_options, edit_requirements, edit_sites
from steward.ui.design.questions import edit_questions, edit_sets
from steward.ui.kit import show
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.selection import saying_no
from steward.ui.kit.typed import begun, forget, put
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.views import choose_view
from steward.ui.kit.who import who
from steward.ui.plans import history
from steward.ui.plans.files import choices, plans, success_plan
from steward.ui.plans.saving import asked_to_save
from steward.ui.plans.step_back import press

VIEWS = {
    "overview": "Overview",
    "about": "About",
    "questions": "Questions",
    "sites": "Sites",
    "requirements": "Requirements",
    "options": "Options",
    "engineering": "Engineering",
    "history": "History",
    "sets": "Question sets",
}
ADDRESS = "design"
NEW = "_new"


def show_discovery(subject: Subject) -> None:
    """Everything the page shows below the account's head."""
    with saying_no():
        known = files.titles(plans(), subject.account_id)
    design_id = _choose(subject.account_id, known)
    if design_id == NEW:
        _begin(subject, known)
        return
    with saying_no():
        opened = files.open_design(plans(), subject.account_id, design_id)
        brief = files.brief(subject, plans(), opened)
    show.headline(brief.headline, f"Design · {subject.account.name}")
    author = who()
    _tell_problems(opened)
    view = choose_view("part", "Part", VIEWS)
    _show(view, subject, opened, brief, author)
    if view not in ("sets", "history"):
        tell_saved(subject.account_id, author)


def _choose(account_id: str, titles: Mapping[str, str]) -> str:
    """The design of the address, else the first; `new` where there is none or one is to be begun."""
    labels = {**told_apart(titles), NEW: "Begin a new design"}
    box, held = f"{ADDRESS}.box", f"{ADDRESS}.of.{account_id}"
    wanted = in_address(ADDRESS) or st.session_state.get(held) or next(iter(labels))
    if wanted not in labels:
        st.caption(show.plain(f"There is no design “{wanted[:60]}” of this account."))
        wanted = next(iter(labels))
    if titles:
        put(box, wanted, tuple(labels))
        st.selectbox(
            "Design", list(labels), format_func=labels.__getitem__, key=box, on_change=_picked, args=(held, box)
        )
    st.session_state[held] = wanted
    to_address(ADDRESS, wanted if titles else "")
    return wanted


def _picked(held: str, box: str) -> None:
    st.session_state[held] = st.session_state[box]
    to_address(ADDRESS, st.session_state[box])


def _begin(subject: Subject, known: Mapping[str, str]) -> None:
    """The form of a new design."""
    show.headline("Begin a new design" if known else "No design is begun yet", f"Design · {subject.account.name}")
    if not known:
        show.empty("A design says what the customer needs, what each site has today, and how options compare.")
    author, account_id = who(), subject.account_id
    key = f"{slug(account_id)}.design.new"
    title = st.text_input("Title", help="What it is called: Branch network 2027.", **begun(f"{key}.title", "")).strip()
    families = st.multiselect(
        "Product families", list(Family), format_func=label_of, help="Each asks its own questions.",
        **begun(f"{key}.families", []),
    )  # fmt: skip
    opportunities = choices(account_id, success_plan(account_id).plan).opportunities
    opportunity = st.selectbox(
        "Opportunity", list(opportunities), None, format_func=opportunities.__getitem__, placeholder="None",
        **begun(f"{key}.opportunity", None),
    )  # fmt: skip
    if asked_to_save(int(bool(title)), author, "design.begin", of=key, label="Begin the design"):
        begin = partial(files.begin, plans(), account_id, title, tuple(families), author, opportunity or "")
        if press(account_id, begin, "The design is begun."):
            forget(key)
            (newest,) = set(files.titles(plans(), account_id)) - set(known)
            st.session_state[f"{ADDRESS}.of.{account_id}"] = newest
            to_address(ADDRESS, newest)
        st.rerun()
    elif not title:
        st.caption("Write a title first.")
    tell_saved(account_id, author)


def _tell_problems(opened: OpenedDesign) -> None:
    lines = [one.said for one in (*opened.file.problems, *opened.engineering.problems)]
    show.unusable(lines, "Something in the files of this design cannot be read. The rest works.")
    if opened.standing.broken:
        told = ", ".join(map(str, opened.standing.broken))
        show.notice(f"events.jsonl was changed outside of Steward (line {told}): what it says is no evidence.")


def _show(view: str, subject: Subject, opened: OpenedDesign, brief: Discovery, author: str) -> None:
    match view:
        case "overview":
            show_overview(subject, opened, brief, author)
        case "about":
            edit_about(subject, opened, author)
        case "questions":
            edit_questions(subject, opened, author)
        case "sites":
            edit_sites(subject, opened, author)
        case "requirements":
            edit_requirements(subject, opened, brief, author)
        case "options":
            edit_options(subject, opened, brief, author)
        case "engineering":
            edit_engineering(subject, opened, brief, author)
        case "history":
            _show_history(subject, opened, author)
        case _:
            edit_sets(author)


def _show_history(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """What was changed in either file, with the way back to every state; what happened to it stands on the overview."""
    file = choose_view("file", "File", {"design": "Design", "engineering": "Engineering"})
    found = opened.file if file == "design" else opened.engineering
    happened = history.events(found)
    st.markdown(f"**{history.sentence(happened)}**")
    history.show_events(subject, found, happened, author)
