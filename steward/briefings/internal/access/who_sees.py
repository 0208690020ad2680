"""Who may see what today, person by person, as the rules work out over who owns what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.domain.access.scope import Accounts, Role, Scope
from steward.exhibits import COUNT, Column, Receipt, Table
from steward.exhibits.wording import capital, counted


@dataclass(frozen=True)
class Entitled:
    """Somebody the rules name. `why_nothing`: where they may see nothing."""

    email: str
    name: str
    scope: Scope
    until: date | None = None
    why_nothing: str = ""


def who_sees(found: Sequence[Entitled], accounts: int, today: date) -> Table:
    """One row a person. `accounts`: how many there are."""
    seeing = sum(bool(one.scope.read) for one in found)
    return Table(
        id="access.people",
        title=f"{capital(counted(seeing, 'person', 'people'))} may see accounts today, of {len(found)} named here"
        if found
        else "Nobody is named here yet",
        alt="Table of everybody the rules name, with how many accounts they may read, change and take out.",
        receipt=Receipt("access", today, "access.toml, section people"),
        columns=(
            Column("Person"),
            Column("Signs in as", wide=True),
            Column("Roles", wide=True),
            Column("May read", COUNT),
            Column("May change", COUNT),
            Column("May take out", COUNT),
            Column("Until"),
            Column("Why nothing", wide=True),
        ),
        rows=tuple(
            (
                one.name,
                one.email,
                ", ".join(role for role in Role if role in one.scope.roles),
                *(_count(part, accounts) for part in (one.scope.read, one.scope.change, one.scope.export)),
                one.until,
                one.why_nothing,
            )
            for one in found
        ),
    )


def _count(found: Accounts, accounts: int) -> int:
    return accounts if found.everything else len(found.ids)
