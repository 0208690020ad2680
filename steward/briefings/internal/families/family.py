"""A family of accounts: the topmost account and all below it, as far as they may be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from steward.domain.labels import told_apart
from steward.warehouse.rows.internal.families import FamilyMember


@dataclass(frozen=True)
class Family:
    """`key`: the id of the topmost account, after which the family is called; `members`: it and all below it."""

    key: str
    name: str
    members: tuple[FamilyMember, ...]

    @property
    def accounts(self) -> tuple[str, ...]:
        """The ids of its accounts, the topmost first."""
        return tuple(one.account_id for one in self.members)


def families(members: Iterable[FamilyMember]) -> Mapping[str, Family]:
    """Every family by its key, in the order of names; of two that are called alike the id is told too."""
    found: dict[str, list[FamilyMember]] = {}
    for one in members:
        found.setdefault(one.family_id, []).append(one)
    names = told_apart({key: held[0].name for key, held in found.items()})
    order = sorted(found, key=lambda key: (names[key].casefold(), key))
    return {key: Family(key, names[key], tuple(found[key])) for key in order}
