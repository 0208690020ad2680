"""`access.toml`: who may see and do what, as it is written. It lies beside the other files of the whole company."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from steward.domain.access.scope import Right, Role
from steward.errors import AccessUnreadable
from steward.plans.files.keys import Kind, Record, choice, colleague, day, ident, key, many, one, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened

FILE = "access.toml"


class Unlisted(StrEnum):
    """What one of us sees whom no rule names."""

    NOTHING = "nothing"
    OWN = "what they own"


@dataclass(frozen=True, kw_only=True)
class General(Record):
    """What holds for whom no rule names."""

    identity = ()

    unlisted: Unlisted = choice(
        Unlisted,
        "One of us whom no rule names sees",
        "“what they own”: whose e-mail address is in the people feed sees the accounts that name them as owner, and "
        "those of who reports to them. Anybody else always sees nothing.",
        default=Unlisted.NOTHING,
    )


@dataclass(frozen=True, kw_only=True)
class PersonRule(Record):
    """Somebody who may sign in, and what for."""

    identity = ("email",)

    email: str = text("E-mail", "The address they sign in with.", required=True)
    roles: tuple[Role, ...] = key(Kind.CHOICES, "Roles", "What they are here for.", required=True, choices=Role)
    person: str = colleague("Person", "Who they are in the people feed; empty = whose e-mail address this is there.")
    may: tuple[Right, ...] = key(
        Kind.CHOICES, "May", "In place of what their roles may do; empty = what those may.", choices=Right
    )
    until: date | None = day("Until", "The last day; empty = for good.")


@dataclass(frozen=True, kw_only=True)
class GrantRule(Record):
    """Accounts that somebody sees besides those they look after."""

    id: str = ident()
    email: str = text("E-mail", "Whom it is given to.", required=True)
    accounts: tuple[str, ...] = key(Kind.LIST, "Accounts", "Their account_id.")
    families: tuple[str, ...] = key(Kind.LIST, "Families", "The account_id of the account above; it and all below it.")
    teams: tuple[str, ...] = key(
        Kind.LIST, "Teams", "The person_id of who leads it; what they and who reports to them own."
    )
    may: tuple[Right, ...] = key(
        Kind.CHOICES, "May", "What may be done with these; empty = what they may with their own.", choices=Right
    )
    until: date | None = day("Until", "The last day; empty = for good.")
    reason: str = text("Reason", "Why.")


@dataclass(frozen=True, kw_only=True)
class TransferRule(Record):
    """An account that two of us look after while it goes from one to the other."""

    identity = ("account",)

    account: str = text("Account", "Its account_id.", required=True)
    giver: str = colleague("From", "Who has it.", required=True)
    receiver: str = colleague("To", "Who gets it.", required=True)
    until: date | None = day("Until", "The last day on which both see it.", required=True)


@dataclass(frozen=True, kw_only=True)
class AccessFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    general: General = one(General, "In general", "What holds for whom no rule names.")
    people: tuple[PersonRule, ...] = many(PersonRule, "People", "Who may sign in, and what for.")
    grants: tuple[GrantRule, ...] = many(GrantRule, "Grants", "What somebody sees besides what they look after.")
    transfers: tuple[TransferRule, ...] = many(TransferRule, "Transfers", "Accounts on their way to another of us.")


def open_access(plans: Path) -> Opened[AccessFile]:
    """The file as it is now; `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(AccessFile, FILE, COMPANY)


def access_file(plans: Path) -> AccessFile:
    """What it says. Raises AccessUnreadable where anything in it is wrong: a rule that is half understood is none."""
    opened = open_access(plans)
    if opened.problems:
        # Everybody reads this who came as far as the sign-in: where it is wrong, not what stands there.
        raise AccessUnreadable(
            f"Who may see what cannot be told, so nobody sees anything: {COMPANY}/{FILE}, line "
            f"{opened.problems[0].line}. "
            "On the server “steward access show” says what is wrong there.",
            tuple(problem.said for problem in opened.problems),
        )
    return opened.plan


def stamp(plans: Path) -> tuple[int, ...] | None:
    """What tells one state of the file from another, also where its time was set back; None where there is none."""
    try:
        status = (plans / COMPANY / FILE).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ctime_ns, status.st_ino
