"""The one list of actions: whoever's they are, what is overdue first, and how many there are of each kind."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.internal.actions.sources import OpenAction
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.domain.actions import ActionKind, ActionState
from steward.exhibits import COUNT, Better, Column, Figure, Mood, Receipt, Series, StackedBars, Table
from steward.exhibits.wording import capital, counted

MOST = 500
"""Rows that are listed; all of them are in the files."""
LONGEST = 70
"""Letters of an action in a heading."""
MOODS = {
    ActionState.OVERDUE: Mood.BAD, ActionState.SOON: Mood.WATCH, ActionState.BEGUN: Mood.GOOD,
    ActionState.OPEN: Mood.NEUTRAL,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ActionsBrief(InternalBriefing):
    """Open actions. `all`: what is overdue first; `names`: who is meant by an id, by account and id."""

    all: tuple[OpenAction, ...]
    names: Mapping[tuple[str, str], str]
    now: date
    list: Table | None
    kinds: StackedBars | None

    @cached_property
    def by_key(self) -> Mapping[str, OpenAction]:
        """Each by what tells it apart."""
        return {one.key: one for one in self.all}

    def who(self, one: OpenAction) -> str:
        """Who is named, in words; empty where nobody is."""
        return name_of(self.names, one)

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody of us on whose list something stands."""
        return frozenset(key for one in self.all for key in one.people)


def name_of(names: Mapping[tuple[str, str], str], one: OpenAction) -> str:
    """Who is named to do it: of us, of theirs, else as it is written."""
    own = names.get((one.row.account_id, one.doer))
    return own or names.get(("", one.doer), one.doer)


def actions_brief(
    book: Book, found: Sequence[OpenAction], names: Mapping[tuple[str, str], str], whose: str = ""
) -> ActionsBrief:  # fmt: skip
    """Brief on some actions; `whose`: of whom they are, for the heading."""
    ranked = tuple(sorted(found, key=lambda one: _order(one, book.now)))
    return ActionsBrief(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(ranked, book.now, whose),
        figures=_figures(book, ranked),
        missing=book.missing(tasks="what the CRM says of actions that it was given"),
        all=ranked,
        names=names,
        now=book.now,
        list=action_table(book, ranked, names, alone=len({one.row.account_id for one in ranked}) == 1),
        kinds=_kinds(book, ranked),
    )


def of_people(book: Book, brief: ActionsBrief, people: Collection[str], whose: str) -> ActionsBrief:
    """Those of some of us."""
    mine = [one for one in brief.all if not one.people.isdisjoint(people)]
    return actions_brief(book, mine, brief.names, whose)


def _order(one: OpenAction, day: date) -> tuple[object, ...]:
    """What is due first stands first, what has no day last; of one day by what the account brings."""
    return one.due is None, one.due or day, -one.row.mrr, one.row.name, one.kind.value, one.words, one.key


def _headline(found: Sequence[OpenAction], day: date, whose: str) -> str:
    of = f" of {whose}" if whose else ""
    if not found:
        return f"No action{of} is open"
    late = sum(one.state(day) is ActionState.OVERDUE for one in found)
    said = f"{capital(counted(len(found), 'action'))}{of} open"
    return f"{said}, {late} overdue" if late else f"{said}, none overdue"


def receipt(book: Book) -> Receipt:
    """Of what people wrote, wherever it is kept."""
    return Receipt("open actions", book.as_of, "plans, reviews, quotes", (), ("accounts", "people"))


def _figures(book: Book, found: Sequence[OpenAction]) -> tuple[Figure, ...]:
    ours = [one for one in found if not one.theirs]
    states = [one.state(book.now) for one in ours]
    late, soon = states.count(ActionState.OVERDUE), states.count(ActionState.SOON)
    theirs_late = sum(one.theirs and one.state(book.now) is ActionState.OVERDUE for one in found)
    done = sum(one.crm_says_done for one in found)
    nobody, undated = sum(not one.doer for one in ours), sum(one.due is None for one in found)

    def made(key: str, label: str, value: int, note: str, better: Better = Better.LOWER) -> Figure:
        return book.figure(f"actions.{key}", label, value, COUNT, receipt(book), note=note, better=better)

    return (
        made("open", "Open actions", len(found), f"{len(ours)} ours, {len(found) - len(ours)} theirs", Better.NEITHER),
        made("overdue", "Ours overdue", late, f"{theirs_late} of theirs besides"),
        made("soon", "Due within a week", soon, "ours", Better.NEITHER),
        made("nobodys", "Nobody named", nobody, "ours; whoever looks after the account sees to them"),
        made("undated", "Without a day", undated, "of either side"),
        *([made("done_in_crm", "Done in the CRM", done, "open here")] if book.has("tasks") else []),
    )


def action_table(
    book: Book, found: Sequence[OpenAction], names: Mapping[tuple[str, str], str], *, alone: bool = False
) -> Table | None:  # fmt: skip
    """Every action in the order given, of an account `alone` without its name; None where there is none."""
    if not found:
        return None
    shown = found[:MOST]
    first = shown[0]
    words = f"{first.words[:LONGEST].rstrip()}…" if len(first.words) > LONGEST else first.words
    account = () if alone else (Column("Account"),)
    return Table(
        id="actions.list",
        title=f"First: {words}" if alone else f"First: {words}, {first.row.name}",
        alt=f"Table of {counted(len(shown), 'open action')} with who, by when and state.",
        receipt=receipt(book),
        note=f"The first {MOST} of {len(found)}." if len(found) > MOST else "",
        keys=tuple(one.key for one in shown),
        columns=(
            Column("By when"), Column("State", state=True), Column("What", wide=True), *account, Column("Who"),
            Column("Comes from"), Column("More", wide=True), Column("Whose"), Column("Account manager"),
            *([Column("CRM")] if book.has("tasks") else []),
        ),
        rows=tuple(
            (
                one.due, str(one.state(book.now)), one.words, *(() if alone else (one.row.name,)),
                name_of(names, one) or None, str(one.kind), one.more or None, "theirs" if one.theirs else "ours",
                one.row.owner, *([one.in_crm.status if one.in_crm else None] if book.has("tasks") else []),
            )
            for one in shown
        ),
    )  # fmt: skip


def _kinds(book: Book, found: Sequence[OpenAction]) -> StackedBars | None:
    """How many of each kind stand how."""
    each = Counter((one.kind, one.state(book.now)) for one in found)
    there = {kind for kind, _ in each}
    kinds = [kind for kind in ActionKind if kind in there]
    if len(kinds) < 2:
        return None
    counts = {state: tuple(each[kind, state] for kind in kinds) for state in ActionState}
    late = sum(counts[ActionState.OVERDUE])
    return StackedBars(
        id="actions.kinds",
        title=f"{late or 'None'} of {counted(len(found), 'open action')} overdue, from {len(kinds)} sources",
        alt="Stacked bars of open actions by kind and state.",
        receipt=receipt(book),
        categories=tuple(capital(str(kind)) for kind in kinds),
        series=tuple(
            Series(capital(str(state)), values, mood=MOODS[state]) for state, values in counts.items() if any(values)
        ),
        unit=COUNT,
    )
