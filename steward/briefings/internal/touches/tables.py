"""Whom to contact next, what is logged, and what may be there twice, as tables."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.touches.logged import Candidate, Logged
from steward.briefings.internal.touches.waiting import Touch
from steward.exhibits import COUNT, DAYS, Column, Receipt, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.internal.activities import FILE
from steward.plans.internal.strategy import FILE as STRATEGY


def touch_table(book: Book, waiting: Sequence[Touch]) -> Table | None:
    """A row each, most debt first; its key is account and person."""
    if not waiting:
        return None
    return Table(
        id="touches.next",
        title=capital(f"{counted(len(waiting), 'person', 'people')} to contact, most debt first"),
        alt="Table of people who have not heard from us for longer than their role asks for.",
        receipt=Receipt("touch debt", book.now, f"{STRATEGY}, readings", (), ("activities",)),
        note="Debt: days too many × weight of the role. Tick a row for why, what to speak of and a mail draft.",
        keys=tuple(one.key for one in waiting),
        columns=(
            Column("Person"), Column("Account"), Column("Role"), Column("Last contact"), Column("Days", DAYS),
            Column("Every", DAYS), Column("Debt", COUNT), Column("MRR", book.money), Column("Owner"),
        ),
        rows=tuple(
            (
                one.person.name, one.row.name, one.roles or None, one.person.last_contact,
                one.days if one.person.last_contact else None, one.rule.every_days, round(one.debt),
                one.row.mrr, one.row.owner,
            )
            for one in waiting
        ),
    )  # fmt: skip


def logged_table(book: Book, found: Sequence[Logged], us: Mapping[str, str]) -> Table | None:
    """A row each, the latest first; its key is what it is exported under."""
    if not found:
        return None
    return Table(
        id="touches.logged",
        title=capital(f"{counted(len(found), 'activity', 'activities')} logged here"),
        alt="Table of calls, meetings and mails that were logged here, with what became of them in the CRM.",
        receipt=Receipt("logged activities", book.now, FILE),
        note="Tick a row to change it, take it out, or have it exported once more.",
        keys=tuple(one.key for one in found),
        columns=(
            Column("Day"), Column("Account"), Column("What"), Column("Subject", wide=True), Column("By"),
            Column("Known from"), Column("CRM", wide=True),
        ),
        rows=tuple(
            (
                one.activity.on, one.account, str(one.activity.kind or ""), one.activity.subject,
                us.get(one.activity.ours, one.activity.ours) or None, str(one.activity.source), one.said,
            )
            for one in found
        ),
    )  # fmt: skip


def candidate_table(book: Book, found: Sequence[Candidate]) -> Table | None:
    """A row for each pair; nobody joins it but a person."""
    if not found:
        return None
    return Table(
        id="touches.duplicates",
        title=capital(f"{counted(len(found), 'activity', 'activities')} may be there twice"),
        alt="Table of pairs of activities that may be one.",
        receipt=Receipt("duplicate activities", book.now, FILE, (), ("activities",)),
        note="Tick a row to say whether they are one.",
        keys=tuple(one.key for one in found),
        columns=(
            Column("Account"), Column("Day"), Column("Logged here", wide=True), Column("May be", wide=True),
            Column("Of"),
        ),
        rows=tuple(
            (
                one.logged.account, one.logged.activity.on, _words(one.logged), other_words(one),
                "the CRM" if one.fed else "logged here, too",
            )
            for one in found
        ),
    )  # fmt: skip


def _words(one: Logged) -> str:
    said = one.activity
    return " · ".join(filter(None, (str(said.kind or ""), said.at, said.subject)))


def other_words(one: Candidate) -> str:
    """What may be the same, in words."""
    if one.fed is None:
        return _words(one.other) if one.other else ""
    row = one.fed
    at = f"{row.happened_at:%H:%M}" if row.happened_at.time().isoformat() != "00:00:00" else ""
    return " · ".join(filter(None, (row.kind, at, row.subject, row.contact, row.person)))


def named(one: Logged) -> str:
    """One that is logged, as a list calls it."""
    when = day_text(one.activity.on) if one.activity.on else "no day"
    return f"{one.account} · {one.activity.kind or 'activity'} · {one.activity.subject} · {when}"
