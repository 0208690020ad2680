"""Who may say what of books: whoever balances, each side's manager, and who approves. Nobody agrees for another."""

from collections.abc import Mapping

from steward.domain.access.scope import Role, Scope
from steward.domain.books.plan import Assignment
from steward.errors import ChangeNotAllowed
from steward.plans.files.store import Plans
from steward.warehouse.rows.internal.team import StaffMember, led_by

FROM, TO = "from", "to"
SIDES = (FROM, TO)


def may_balance(scope: Scope) -> bool:
    """Whether somebody may plan all books, and approve them: leadership, or who keeps the rules and sees everything."""
    return scope.sees_all and bool(scope.roles & {Role.LEADERSHIP, Role.ADMINISTRATOR})


def balancing(plans: Plans) -> None:
    """Raises ChangeNotAllowed for whoever may not."""
    if not may_balance(plans.scope):
        raise ChangeNotAllowed("Books are balanced and approved by leadership.")


def may_place(scope: Scope, *people: str) -> bool:
    """Whether somebody may say that an account goes from one of these people to another: whoever balances, or a manager
    where all of them report to them."""
    return may_balance(scope) or (Role.MANAGER in scope.roles and set(people) <= scope.people)


def sides_of(
    us: Mapping[str, StaffMember], person_id: str, one: Assignment, *, leads: bool = False
) -> tuple[str, ...]:  # fmt: skip
    """For which sides of a move somebody speaks: as the manager, near or far, of who has it or gets it; where nobody
    leads them, for themselves. `leads`: whether they approve books; they speak for who is none of us any more."""
    team = led_by(dict(us), person_id) if person_id else set[str]()
    return tuple(
        side
        for side, whose in people_of(one).items()
        if (leads and whose not in us) or _speaks(us, team, person_id, whose)
    )


def people_of(one: Assignment) -> Mapping[str, str]:
    """Who stands on each side of a move; where nobody has the account, there is one side alone."""
    return {side: whose for side, whose in zip(SIDES, (one.from_id, one.to_id), strict=True) if whose}


def _speaks(us: Mapping[str, StaffMember], team: set[str], person_id: str, whose: str) -> bool:
    return whose in team and (whose != person_id or not _leader(us, whose))


def _leader(us: Mapping[str, StaffMember], whose: str) -> str:
    """Whom somebody reports to; empty where that is none of us any more."""
    manager = us[whose].manager_id if whose in us else None
    return manager if manager and manager in us else ""


def managers_of(us: Mapping[str, StaffMember], one: Assignment) -> Mapping[str, str]:
    """Who is asked on each side: the manager of the person, or they themselves where nobody leads them; leadership,
    whose id is empty here, for who is none of us any more."""
    return {side: (_leader(us, whose) or whose) if whose in us else "" for side, whose in people_of(one).items()}
