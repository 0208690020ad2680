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


def sides_of(us: Mapping[str, StaffMember], person_id: str, one: Assignment) -> tuple[str, ...]:
    """For which sides of a move somebody speaks: as the manager, near or far, of who has it or gets it; where nobody
    leads them, for themselves."""
    if not person_id:
        return ()
    team = led_by(dict(us), person_id)
    return tuple(
        side for side, whose in zip(SIDES, (one.from_id, one.to_id), strict=True) if _speaks(us, team, person_id, whose)
    )


def _speaks(us: Mapping[str, StaffMember], team: set[str], person_id: str, whose: str) -> bool:
    led = whose in us and bool(us[whose].manager_id)
    return whose in team and (whose != person_id or not led)


def managers_of(us: Mapping[str, StaffMember], one: Assignment) -> Mapping[str, str]:
    """Who is asked on each side: the manager of the person, or they themselves where nobody leads them."""
    return {
        side: (us[whose].manager_id if whose in us else None) or whose
        for side, whose in zip(SIDES, (one.from_id, one.to_id), strict=True)
    }
