"""The tables of a passport that are its own: whom to meet, what was answered, what comes first."""

from collections.abc import Collection, Sequence

from steward.briefings.internal.handover.book import receipt
from steward.briefings.internal.handover.listed import Handover
from steward.briefings.internal.handover.steps import first_steps
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.domain.stakeholders import Bond
from steward.exhibits import COUNT, DAYS, Cell, Column, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.company.handover_questions import InterviewQuestion
from steward.plans.internal.handover import InterviewAnswer

MOST_PEOPLE = 12
BONDS = tuple(Bond)


def people_table(book: Book, one: Handover) -> Table | None:
    """Whom the new owner meets, the warmest way to whoever counts most first."""
    if not one.people:
        return None
    asked = {each.person_id for each in one.to_introduce}
    places = _shown_places(one, asked)
    shown, more = [one.people[place] for place in places], len(one.people) - len(places)
    rows: list[tuple[Cell, ...]] = []
    for place, each in zip(places, shown, strict=True):
        said = one.introduced.get(each.person_id)
        by = said.by if said and said.by else each.through or one.move.from_id
        rows.append(
            (
                place + 1, each.name, capital(", ".join(each.roles)) or None, str(BONDS[each.tie]),
                one.names.get(by, by), said.planned_on if said else None, said.held_on if said else None,
                str(said.went) if said and said.went else None, "yes" if each.person_id in asked else None,
            )
        )  # fmt: skip
    return Table(
        id="handover.people",
        title=f"First {shown[0].name}, introduced by {rows[0][4]}",
        alt=f"Table of {counted(len(shown), 'person', 'people')} in the order of introductions.",
        receipt=receipt(book, "introductions"),
        note=f"And {more} more on the map." if more > 0 else "",
        keys=tuple(each.person_id for each in shown),
        columns=(
            Column("No.", COUNT), Column("Person"), Column("Role"), Column("Tie"), Column("Introduced by"),
            Column("Planned"), Column("Held"), Column("Went"), Column("Asked for"),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _shown_places(one: Handover, asked: Collection[str]) -> list[int]:
    """The places in the order of introductions that a table has room for: everybody who is asked for or whose
    introduction is written of, who may stand last because none of us knows them, then the warmest."""
    named = {*asked, *one.introduced}
    first = sorted(range(len(one.people)), key=lambda place: (one.people[place].person_id not in named, place))
    count = sum(each.person_id in named for each in one.people)
    return sorted(first[: max(MOST_PEOPLE, count)])


def contracts_table(book: Book, one: Handover, found: Sequence[Renewal]) -> Table | None:
    """The contracts that are still to be decided, with the days that decide about each."""
    mine = [each for each in found if each.is_open and each.account.account_id == one.row.account_id]
    if not mine:
        return None
    days = [day for each in mine for day in (each.row.notice_by, each.row.ends_on) if day and day >= one.today]
    first = f", the next day {day_text(min(days))}" if days else ""
    return Table(
        id="handover.contracts",
        title=f"{capital(counted(len(mine), 'contract'))} to be decided{first}",
        alt=f"Table of {counted(len(mine), 'contract')} with notice dates.",
        receipt=book.receipt("renewals", "internal.renewals", "contracts", account_id=one.row.account_id),
        columns=(
            Column("Contract"), Column("Ends"), Column("Notice by"), Column("Renews by itself"),
            Column("MRR", book.money), Column("Forecast"),
        ),
        rows=tuple(
            (
                each.row.contract_id, each.row.ends_on, each.row.notice_by, _yes_no(each.row.auto_renews), each.row.atr,
                str(each.category) if each.category else None,
            )
            for each in mine
        ),
    )  # fmt: skip


def _yes_no(said: bool | None) -> str | None:
    return None if said is None else "yes" if said else "no"


def answers_table(book: Book, one: Handover) -> Table | None:
    """What was answered, in the order of the questions; an answer to one that is asked no more stands last."""
    asked = {each.id: each for each in one.asked}
    keys = [*(key for key in asked if key in one.answers), *(key for key in one.answers if key not in asked)]
    if not keys:
        return None
    said = [one.answers[key] for key in keys]
    return Table(
        id="handover.answers",
        title=f"{counted(len(keys), 'answer')} of {one.giver}",
        alt=f"Table of {counted(len(keys), 'answer')} to the interview.",
        receipt=receipt(book),
        columns=(
            Column("About"), Column("Question", wide=True), Column("Answer", wide=True), Column("By"), Column("On"),
        ),
        rows=tuple(_answer(one, asked.get(each.question), each) for each in said),
    )  # fmt: skip


def _answer(one: Handover, question: InterviewQuestion | None, said: InterviewAnswer) -> tuple[Cell, ...]:
    about = question.part.label if question and question.part else None
    words = question.question if question else said.question
    return about, words, said.answer.strip(), one.names.get(said.by, said.by) or None, said.on


def steps_table(book: Book, one: Handover) -> Table | None:
    """What the new owner does first."""
    steps = first_steps(one)
    if not steps:
        return None
    written = bool(one.file.steps)
    return Table(
        id="handover.steps",
        title=f"{counted(len(steps), 'step')} of {one.receiver}" + ("" if written else ", as proposed"),
        alt=f"Table of {counted(len(steps), 'step')} of the first days.",
        receipt=receipt(book),
        note="" if written else "They are written down once the passport is ready; change them before.",
        columns=(Column("Within", DAYS), Column("Step", wide=True), Column("Who"), Column("Due"), Column("Status")),
        rows=tuple(
            (
                each.within, each.step, one.names.get(each.owner, each.owner) or one.receiver, one.due_of(each),
                str(each.status),
            )
            for each in steps
        ),
    )  # fmt: skip
