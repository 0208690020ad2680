"""What somebody may see and do: the accounts they may read, change and take out. Nothing unless it is said."""

from dataclasses import dataclass
from enum import StrEnum

from steward.domain.books.plan import CreditSplit


class Right(StrEnum):
    """What may be done with an account. To change or take out what one may not read is no right."""

    READ = "read"
    CHANGE = "change"
    EXPORT = "export"


class Role(StrEnum):
    """What somebody is here for. Everybody sees the accounts they own, an account executive those with an open
    opportunity of theirs too; some see every account."""

    ACCOUNT_MANAGER = "account manager"
    ACCOUNT_EXECUTIVE = "account executive"
    MANAGER = "manager"
    LEADERSHIP = "leadership"
    APPROVER = "approver"
    DEAL_DESK = "deal desk"
    SALES_ENGINEER = "sales engineer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def sees_all(self) -> bool:
        """Whether every account is theirs to read."""
        return self in (Role.LEADERSHIP, Role.DEAL_DESK, Role.AUDITOR)

    @property
    def rights(self) -> frozenset[Right]:
        """What the role may do with the accounts it sees, unless a rule says otherwise."""
        return frozenset(_RIGHTS[self])


_RIGHTS = {
    Role.ACCOUNT_MANAGER: (Right.READ, Right.CHANGE, Right.EXPORT),
    Role.ACCOUNT_EXECUTIVE: (Right.READ, Right.CHANGE, Right.EXPORT),
    Role.MANAGER: (Right.READ, Right.CHANGE, Right.EXPORT),
    Role.LEADERSHIP: (Right.READ, Right.EXPORT),
    Role.APPROVER: (Right.READ,),
    Role.DEAL_DESK: (Right.READ, Right.EXPORT),
    Role.SALES_ENGINEER: (Right.READ, Right.CHANGE),
    Role.AUDITOR: (Right.READ,),
    Role.ADMINISTRATOR: (),
}


@dataclass(frozen=True)
class Accounts:
    """Some accounts by id, or all there are and will be."""

    ids: frozenset[str] = frozenset()
    everything: bool = False

    def __contains__(self, account_id: object) -> bool:
        return self.everything or account_id in self.ids

    def __bool__(self) -> bool:
        return self.everything or bool(self.ids)

    def __or__(self, other: "Accounts") -> "Accounts":
        return ALL if self.everything or other.everything else Accounts(self.ids | other.ids)

    def __and__(self, other: "Accounts") -> "Accounts":
        if self.everything:
            return other
        return self if other.everything else Accounts(self.ids & other.ids)

    def __le__(self, other: "Accounts") -> bool:
        return other.everything or (not self.everything and self.ids <= other.ids)


NONE, ALL = Accounts(), Accounts(everything=True)


@dataclass(frozen=True)
class Scope:
    """What somebody may do. `people`: whose targets they may see, those of us who report to them and themselves;
    `credits`: who is credited with accounts they may not read, because the results of people are told whole."""

    read: Accounts = NONE
    change: Accounts = NONE
    export: Accounts = NONE
    people: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    credits: tuple[CreditSplit, ...] = ()

    def __le__(self, other: "Scope") -> bool:
        return self.read <= other.read and self.change <= other.change and self.export <= other.export

    @property
    def keeps_rules(self) -> bool:
        """Whether they may change who may see what, and how the company scores health."""
        return Role.ADMINISTRATOR in self.roles

    @property
    def sees_logs(self) -> bool:
        """Whether they may read who changed and who took out what, of all accounts."""
        return bool(self.roles & {Role.ADMINISTRATOR, Role.AUDITOR})

    @property
    def sees_all(self) -> bool:
        """Whether every account is theirs to read."""
        return self.read.everything

    @property
    def brings_data(self) -> bool:
        """Whether they may bring files, map and load them: who sees every account, and either changes them all or keeps
        the rules."""
        return self.sees_all and (self.change.everything or self.keeps_rules)


NOTHING = Scope()
EVERYTHING = Scope(read=ALL, change=ALL, export=ALL, roles=frozenset(Role))
"""Of who is alone on their own machine."""
