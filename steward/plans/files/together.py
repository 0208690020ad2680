"""Two people at one thing: saved on top of what somebody else saved meanwhile, and taken back without what they said.

A save says three things: what was seen, what is wanted, and what the file says now. Where the two changed different
fields both stay; where they changed the same, it is refused, and both values are named. A step back is such a save.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from steward.errors import PlanChangedMeanwhile
from steward.plans.files import journal
from steward.plans.files.changes import label
from steward.plans.files.in_words import said
from steward.plans.files.keys import Record, keys_of, sections_of
from steward.plans.files.merge import Merge, Versions
from steward.plans.files.store import Opened, Plans, Saved, opened
from steward.plans.files.values import is_empty

Plan = TypeVar("Plan")
Said = TypeVar("Said")
One = TypeVar("One", bound=Record)
SOMEBODY, YOU = "Somebody else", "You, in another window,"


@dataclass(frozen=True)
class PlanPart(Generic[Plan, Said]):
    """One thing of a file that is edited alone. `of`: what a plan says of it; `put`: a plan with that in its place."""

    of: Callable[[Plan], Said]
    put: Callable[[Plan, Said], Plan]

    def merge(self, seen: Said, wanted: Said, now: Plan) -> Merge[Plan]:
        """What was seen, what is wanted, and what the file says now."""
        return Merge(self.put(now, seen), self.put(now, wanted), now)


WHOLE: PlanPart[Any, Any] = PlanPart(lambda plan: plan, lambda plan, said: said)
"""All that a file says."""


def in_place(records: Sequence[One], own: Callable[[One], bool], new: Sequence[One]) -> tuple[One, ...]:
    """Entries with those that are `own` replaced where they stand; what is more comes behind the last of them."""
    left, places = list(new), [number for number, one in enumerate(records) if own(one)]
    found: list[One] = []
    for number, one in enumerate(records):
        if number not in places:
            found.append(one)
        elif number == places[-1]:
            found += left
        elif left:
            found.append(left.pop(0))
    return (*found, *(() if places else left))


def save(
    plans: Plans,
    of: Opened[Plan],
    part: PlanPart[Plan, Said],
    seen: Said,
    wanted: Said,
    who: str,
    over: Collection[Said] = (),
) -> Saved[Plan]:
    """Write what is wanted of a part in the place of what was seen of it. `of`: which file of which account; `over`:
    what somebody else wrote there that whoever wants it knows, and nothing they wrote since.

    Raises PlanChangedMeanwhile where somebody else changed the same since, PlanBroken or PlanNotSaved."""

    def edit(now: Plan) -> Plan:
        return merged(part, seen, wanted, now, whose(plans, of, who), over)

    return plans.edit(of.kind, of.file, of.account_id, edit, who)


def merged(
    part: PlanPart[Plan, Said], seen: Said, wanted: Said, now: Plan, by: str = SOMEBODY, over: Collection[Said] = ()
) -> Plan:  # fmt: skip
    """The plan as it is now with what is wanted in the place of what was seen. Raises PlanChangedMeanwhile."""
    merge = part.merge(seen, wanted, now)
    if merge.base == now:
        return merge.mine
    if merge.clashes and part.of(now) not in over:
        raise PlanChangedMeanwhile(edit_conflict(merge.clashes, partial(field_told, type(now), {}), by=by))
    return merge.resolved()


def take_back(plans: Plans, step: Saved[Plan], who: str) -> Saved[Plan]:
    """Put back what a save found; what others saved since stays. Raises as `save`, and VersionNotFound."""
    now = plans.open(step.left.kind, step.left.file, step.left.account_id)
    if now.digest == step.left.digest:
        return Saved(now, plans.restore(now, step.found.digest, who))
    return save(plans, now, WHOLE, step.left.plan, _found(plans, step).plan, who)


def overtaken(plans: Plans, step: Saved[Plan], who: str, told: Callable[[Versions], str]) -> str:
    """Why a save can no longer be taken back, in words; empty where it can."""
    if why := plans.why_not(step.left):
        return why
    now = plans.open(step.left.kind, step.left.file, step.left.account_id)
    if now.digest == step.left.digest:
        return ""
    clashes = Merge(step.left.plan, step.found.plan, now.plan).clashes
    return edit_conflict(clashes, told, by=whose(plans, now, who)) if clashes else ""


def _found(plans: Plans, step: Saved[Plan]) -> Opened[Plan]:
    """What a save found, read from where it is kept, where a person who was forgotten since is no longer."""
    there = step.found
    content = plans.version(there.account_id, there.file, there.digest) if there.digest else b""
    return opened(there.kind, there.file, there.account_id, content)


def edit_conflict(clashes: Sequence[Versions], told: Callable[[Versions], str], *, by: str = SOMEBODY) -> str:
    """What somebody else saved of what I changed, in a sentence. `told`: one of it; `by`: who they are."""
    what = "; ".join(map(told, clashes))
    return f"{by} saved this meanwhile: {what}." if what else f"{by} saved this meanwhile."


def field_told(kind: type[Any], names: Mapping[str, str], one: Versions) -> str:
    """A field in both versions: “Status closed, yours contacted”."""
    change = one.change
    section = sections_of(kind)[change.section]
    if change.orders:
        return f"{section.label}: another order"
    if not change.key:
        return f"{section.label}: {_entry(one.theirs)}, yours {_entry(change.after)}"
    theirs, mine = (
        _value(said(sections_of(kind), change.section, change.key, each, names), each)
        for each in (one.theirs, change.after)
    )
    return f"{keys_of(section.record)[change.key].label} {theirs}, yours {mine}"


def _value(words: str, value: Any) -> str:
    if is_empty(value):
        return "empty"
    return f"“{words}”" if isinstance(value, str) else words


def _entry(value: Record | None) -> str:
    return f"“{label(value)}”" if value else "taken out"


def whose(plans: Plans, of: Opened[Any], who: str) -> str:
    """Who saved a file last, as `who` calls them."""
    last = journal.last(plans.of(of.account_id), of.file)
    return YOU if last and last.who == who else SOMEBODY
