"""Everybody the rules name, with what they may do today."""

from datetime import date

from steward.briefings.internal.access.who_sees import Entitled, who_sees
from steward.domain.access.company import same
from steward.domain.access.rules import Listed, Rules, scope_of
from steward.domain.access.scope import Role
from steward.exhibits import Table
from steward.services.access.rules import Known, person_of, rules_of, today
from steward.workspace import Workspace


def overview(workspace: Workspace, data: Known) -> Table:
    """Who may see what today. Raises AccessUnreadable."""
    return who_sees(entitled(workspace, data), len(data.us.holdings), today(workspace))


def entitled(workspace: Workspace, data: Known) -> tuple[Entitled, ...]:
    """Everybody the rules name, with what they may do today. Raises AccessUnreadable."""
    written, day = rules_of(workspace), today(workspace)
    return tuple(_entitled(one, written, data, day) for one in written.listed)


def _entitled(one: Listed, written: Rules, data: Known, day: date) -> Entitled:
    scope, person = scope_of(one.email, written, data.us, day), person_of(one.email, written, data.us)
    why = ""
    if sum(same(other.email) == same(one.email) for other in written.listed) > 1:
        why = "named twice, so no rule holds"
    elif one.until and one.until < day:
        why = "has ended"
    elif not one.roles:
        why = "has no role"
    elif not person and not scope.read:
        why = "is none of the people feed"
    elif not scope.read and Role.ADMINISTRATOR not in scope.roles:
        why = "owns no account, nor does who reports to them"
    return Entitled(one.email, data.name(person) if person else "", scope, one.until, why)
