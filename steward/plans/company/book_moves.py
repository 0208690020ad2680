"""`books/<fy>.toml`: of a plan of books, which accounts change hands; what else it says is of others."""

from dataclasses import dataclass
from pathlib import Path

from steward.plans.files.keys import Record, colleague, many, text
from steward.plans.files.store import COMPANY, CompanyFiles

FOLDER = "books"


@dataclass(frozen=True, kw_only=True)
class BookMove(Record):
    """An account that is to change hands, unless something locks it."""

    identity = ("account",)

    account: str = text("Account", "Its account_id.", required=True)
    giver: str = colleague("From", "Who has it.", required=True)
    receiver: str = colleague("To", "Who gets it.", required=True)
    lock: str = text("Lock", "Why it stays.")


@dataclass(frozen=True, kw_only=True)
class BookMoves:
    """What of the file is read here."""

    account_id: str
    assignments: tuple[BookMove, ...] = many(BookMove, "Assignments", "What moves, and what is locked.")


def years_planned(plans: Path) -> tuple[str, ...]:
    """The fiscal years somebody planned books of, the latest first."""
    return tuple(sorted((path.stem for path in (plans / COMPANY / FOLDER).glob("*.toml")), reverse=True))


def moves_planned(plans: Path, year: str) -> tuple[tuple[str, str], ...]:
    """Account and who gets it."""
    if year not in years_planned(plans):
        return ()
    file = CompanyFiles.whole(plans).open(BookMoves, f"{FOLDER}/{year}.toml", COMPANY).plan
    return tuple(
        (one.account, one.receiver)
        for one in file.assignments
        if one.account and one.receiver and not one.lock and one.giver != one.receiver
    )
