"""Who did what: every change of what people write, and every file that left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from steward.exhibits import COUNT, Column, Receipt, Table
from steward.exhibits.wording import capital, counted
from steward.plans.files.changes import PlanChange
from steward.plans.files.export_log import Exported

SAID = 160


@dataclass(frozen=True)
class Made:
    """A change of a file. `account` is its name."""

    at: datetime
    who: str
    how: str
    account: str
    file: str
    changes: tuple[PlanChange, ...]

    @property
    def said(self) -> str:
        """What changed, in a line."""
        told = "; ".join(filter(None, map(_said, self.changes)))
        return told if len(told) <= SAID else f"{told[:SAID]}…"


def changes_table(found: Sequence[Made], whole: int, on: date) -> Table:
    """The latest first; `whole`: how many there are of which these are shown."""
    more = f"The latest {len(found)} of {whole}; narrow the search for the others." if len(found) < whole else ""
    return Table(
        id="log.changes",
        title=capital(counted(whole, "change")),
        alt="Table of changes with time, who made it, account, file and what changed.",
        receipt=Receipt("change log", on, "journal.jsonl"),
        note=more,
        columns=(
            Column("When (UTC)"), Column("Who"), Column("Account"), Column("File"), Column("How"),
            Column("What", wide=True),
        ),
        rows=tuple(
            (f"{one.at:%Y-%m-%d %H:%M}", one.who or "somebody", one.account, one.file, one.how, one.said)
            for one in found
        ),
    )  # fmt: skip


def exports_table(found: Sequence[Exported], whole: int, on: date) -> Table:
    """The latest first; `whole`: how many there are of which these are shown."""
    more = f"The latest {len(found)} of {whole}; narrow the search for the others." if len(found) < whole else ""
    return Table(
        id="log.exports",
        title=f"{capital(counted(whole, 'file'))} taken out",
        alt="Table of files that left, with time, who took it, as whom, what, whose, and the digest of the file.",
        receipt=Receipt("export log", on, "exports.jsonl"),
        note=more,
        columns=(
            Column("When (UTC)"), Column("Who"), Column("Looking as"), Column("What"), Column("File", wide=True),
            Column("Accounts", COUNT), Column("Of the load"), Column("SHA-256", wide=True),
        ),
        rows=tuple(
            (one.at[:16].replace("T", " "), one.who or "somebody", one.eyes, one.what, one.file,
             len(one.accounts) or None, one.snapshot, one.digest)
            for one in found
        ),
    )  # fmt: skip


def _said(change: PlanChange) -> str:
    place = " ".join(filter(None, (change.section, change.entry, change.key)))
    if change.key:
        return f"{place}: {_value(change.before)} → {_value(change.after)}"
    return f"{place} {'added' if change.before is None else 'taken out' if change.after is None else 'changed'}"


def _value(value: object) -> str:
    return "nothing" if value in (None, "", [], ()) else str(value)
