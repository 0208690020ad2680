"""Which approvals of an earlier version still stand: each by its own rules, and by what they read when it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.domain.quoting.policy import Need, Reading, Reason


@dataclass(frozen=True, kw_only=True)
class Approval:
    """An approval that was given. `read`: what every rule of the policy read then, by its id."""

    need: str
    role: str
    person: str
    version: int
    read: Mapping[str, Reading]


@dataclass(frozen=True)
class Fallen:
    """An approval that no longer stands, and the reasons why: what each rule reads now, and what it read then."""

    approval: Approval
    because: tuple[tuple[Reason, Reading], ...]


@dataclass(frozen=True)
class Standing:
    """What is still to be approved, what stands of before, and what fell."""

    open: tuple[Need, ...]
    stands: tuple[Approval, ...]
    fallen: tuple[Fallen, ...]


def standing(needs: Sequence[Need], approvals: Sequence[Approval]) -> Standing:
    """Hold earlier approvals against what must be approved now.

    An approval stands while nothing that any rule of its need reads is worse than what was approved, within the rule's
    tolerance; whatever else changed is no matter of it. Of what a rule counts it is worse where another is counted,
    also in the place of one that was. One that nothing asks for any more is not spoken of."""
    open_needs: list[Need] = []
    stands: list[Approval] = []
    fallen: list[Fallen] = []
    for need in needs:
        given = [one for one in approvals if one.need == need.key]
        worse = [(one, _worse(need, one)) for one in given]
        stands += [one for one, because in worse if not because]
        fallen += [Fallen(one, because) for one, because in worse if because]
        if not given or all(because for _, because in worse):
            open_needs.append(need)
    return Standing(tuple(open_needs), tuple(stands), tuple(fallen))


def _worse(need: Need, approval: Approval) -> tuple[tuple[Reason, Reading], ...]:
    """The rules of a need that read something worse now, or read it for the first time."""
    found = []
    for reason in need.reasons:
        then = approval.read.get(reason.rule.rule, Reading(None))
        if _is_worse(reason, then):
            found.append((reason, then))
    return tuple(found)


def _is_worse(reason: Reason, then: Reading) -> bool:
    rule, now = reason.rule, reason.reading
    if then.value is None or now.value is None or rule.operator.worse(now.value, then.value, rule.tolerance):
        return True
    return len(now.added(then)) > rule.tolerance
