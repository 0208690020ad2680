"""Home: the accounts that need somebody, what is due in the next days, everything to do, and whom to call."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.week.attention import Attention
from steward.briefings.internal.week.my_week import MyWeek
from steward.domain.labels import told_apart
from steward.exhibits import Table, listed
from steward.exhibits.wording import counted
from steward.services.week import COMPANY_FILES, Everything, TopicBriefs, agenda, everything, topic_briefs, written
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.lineage import exhibit_from
from steward.ui.kit.selection import choices_bar, chosen, open_account, saying_no
from steward.ui.kit.shown import filtered
from steward.ui.kit.views import choose_view
from steward.ui.kit.who import CHOSEN
from steward.ui.plans.cache import files_in_parts, kept_with_plans, quietly_told, state_of
from steward.ui.plans.files import plans
from steward.ui.week.days import show_days
from steward.ui.week.lines import more_lines, todo_line

EVERYBODY = "everybody"
"""As an address says it, so that it can be chosen by whoever has a week of their own."""
SHOWN = 15
"""Lines that are shown at first."""
CARDS, MORE = 10, 20
"""Accounts that are shown at first, and so many more at a time: of a thousand the browser would never be done."""
VIEWS = {
    "accounts": ":material/priority_high: Accounts that need you",
    "calendar": ":material/calendar_month: Calendar",
    "actions": ":material/checklist: Everything to do",
    "calls": ":material/call: Whom to call",
}


def choose_week(book: Book) -> MyWeek:
    """Whose week: somebody who has one, whoever sits here by default, or everybody."""
    found = everything_to_do(book)
    us = colleague_labels()
    labels = told_apart({EVERYBODY: "Everybody", **{key: us.get(key, name) for key, name in found.busy.items()}})
    you = st.session_state.get(CHOSEN, EVERYBODY)
    place = choices_bar(1, 2)[0]
    default = you if you in found.busy else EVERYBODY
    person = chosen(place, "person", "Whose week", labels, default)
    filtered("Whose week", labels.get(person, person))
    show.unusable(
        [one.said for one in found.problems],
        "Something in the file of how accounts are ranked cannot be used; what comes with Steward holds in its place.",
        "The file lies in account_plans/_company/.",
    )
    with saying_no():
        return found.week(person if person != EVERYBODY else None)


def everything_to_do(book: Book) -> Everything:
    """What there is to do, gathered again only where a file changed."""
    with show.spinner("Gathering what there is to do …"):
        return kept_with_plans(
            _area(book),
            lambda plan_cache: written(plan_cache, (), book),
            lambda plan_cache: everything(book, plan_cache, said=_told(book)),
            *(state_of(file) for file in COMPANY_FILES),
        )


def files_of_week(book: Book) -> Iterator[Callable[[], object]]:
    """Reading what that reads of plans, in parts."""
    return files_in_parts(_area(book), lambda plan_cache: written(plan_cache, (), book))


def _area(book: Book) -> str:
    return f"week of {book.quarter}"


def _told(book: Book) -> TopicBriefs:
    """What the topics say, each made again only where one of its own files changed; their pages share it."""
    return topic_briefs(lambda topic, tells: quietly_told(topic, tells, book))


def show_week(brief: MyWeek) -> None:
    """One view of it at a time: the accounts first, each line when it is asked for."""
    views: dict[str, Callable[[MyWeek], None]] = {
        "accounts": _accounts,
        "calendar": show_calendar,
        "actions": show_actions,
        "calls": _calls,
    }
    views[choose_view("view", "View", VIEWS)](brief)


def _accounts(brief: MyWeek) -> None:
    """A card for each account, whoever needs somebody most first."""
    if not brief.attention or not brief.accounts:
        _nothing(brief, "No account needs anybody")
        return
    shown = st.session_state.get("week.cards", CARDS)
    for place, one in enumerate(brief.attention[:shown], start=1):
        _card(place, one, brief)
    if (left := len(brief.attention) - shown) > 0:
        label = f"Show {min(left, MORE)} more ({counted(left, 'account')} left)"
        st.button(label, key="week.more_cards", on_click=lambda: st.session_state.update({"week.cards": shown + MORE}))
    st.caption(plain(brief.accounts.note))
    exhibit_from(brief.accounts)


def _nothing(brief: MyWeek, said: str) -> None:
    """What is not loaded may hold what is to be done."""
    if brief.missing:
        unknown = listed([one.name for one in brief.missing])
        show.empty(f"{said}, as far as is known: {unknown} {'are' if brief.missing[1:] else 'is'} not loaded.")
    else:
        show.empty(f"{said}: nothing is overdue, nothing is due, and nobody waits for a call.")


def _card(place: int, one: Attention, brief: MyWeek) -> None:
    """One account: its name to open, why, what hangs on it, what to do first, and its other lines beneath."""
    account_id, first = one.row.account_id, one.todos[0]
    presses = any(reason.presses for reason in one.reasons)
    with st.container(border=True, key=f"card-{place}"):
        head, stake = st.columns([3, 1.7], vertical_alignment="center")
        with head:
            st.page_link(
                pages.ACCOUNT.path, label=f"**{place}. {plain(one.row.name)}**", query_params={"account": account_id},
                help=plain(one.explained),
            )  # fmt: skip
        owner = f" · {plain(one.row.owner)}" if brief.several and one.row.owner else ""
        money = f"**{plain(brief.money.text(one.at_stake))}** a month" if one.at_stake else ""
        stake.markdown(f"{money}{owner}")
        due = ":red[:material/schedule: Pressing] · " if presses else ""
        with st.container(key=f"pressing-{place}") if presses else nullcontext():
            st.caption(f"{due}{plain(f'{one.why} · {one.score:g} points')}")
        todo_line(first, brief, named=False)
        more_lines(one.todos[1:], brief, f"{account_id}.more")


def show_calendar(brief: MyWeek) -> None:
    """What has a day within the next two weeks: day by day, and as a table, of which a row opens its account."""
    if not brief.calendar:
        show.empty("Nothing is due within the next fourteen days, and no review is held.")
        return
    st.markdown(f"## {plain(brief.calendar.title)}", anchors=False)
    show_days(brief)
    opened = show.table(brief.calendar, selectable=True)
    if opened:
        open_account(opened, pages.ACCOUNT.path)


def show_actions(brief: MyWeek) -> None:
    """Every line, ranked: the first whole, so that the reason can be read; the rest when asked for."""
    if not brief.todos or not brief.ranking:
        _nothing(brief, "Nothing to do")
        return
    st.markdown(f"## {plain(brief.ranking.title)}", anchors=False)
    st.caption(plain(brief.ranking.note))
    whole = st.session_state.get("week.whole", False)
    for one in brief.todos if whole else brief.todos[:SHOWN]:
        todo_line(one, brief)
    if len(brief.todos) > SHOWN:
        label = "Only the first" if whole else f"All {len(brief.todos)}"
        st.button(label, key="week.more", on_click=lambda: st.session_state.update({"week.whole": not whole}))
    exhibit_from(brief.ranking)


def _calls(brief: MyWeek) -> None:
    """Whoever waited longest first, with a draft of what to speak of."""
    outreach: Table | None = brief.outreach
    if not outreach:
        show.empty("Nobody is known to wait for a call: no feed of activities is loaded, or no account pays.")
        return
    account_id = show.table(outreach, selectable=True, headed=True)
    if account_id:
        _draft(brief, account_id)


def _draft(brief: MyWeek, account_id: str) -> None:
    """Facts for a call, to copy from."""
    with saying_no():
        points = agenda(Book(warehouse(), brief.quarter, warehouse().as_of(brief.quarter)), plans(), account_id)
    st.markdown("## Draft agenda, with nothing in it the customer may not read", anchors=False)
    if points:
        st.code("\n".join(f"- {point}" for point in points), language=None, wrap_lines=True)
    else:
        show.empty("There is nothing on record to speak of: no service, usage, survey or commitment.")
