"""Of whom a page of teams tells: the company, a manager with all who report to them, one of us, a region."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from steward.briefings.internal.scope.filters import NOBODY, NOWHERE, Filters
from steward.domain.labels import in_part, told_apart
from steward.domain.reporting import Reporting
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

COMPANY = "company"


class BranchKind(StrEnum):
    """What a branch is."""

    COMPANY = "company"
    TEAM = "team"
    PERSON = "person"
    REGION = "region"


@dataclass(frozen=True)
class Branch:
    """`key`: as an address says it; `people`: whose accounts count, `region`: of which; empty = all; `part`: whether
    there may be accounts of it that whoever looks does not see."""

    key: str
    kind: BranchKind
    name: str
    people: frozenset[str] = frozenset()
    region: str = ""
    part: bool = False

    @property
    def called(self) -> str:
        """As a heading, a deck and a file name it: a sum of what somebody sees is not said to be that of all of it."""
        return in_part(self.name) if self.part and self.kind is not BranchKind.COMPANY else self.name

    @property
    def filters(self) -> Filters:
        """Its accounts on any page of the book."""
        return Filters(owners=tuple(sorted(self.people)), regions=(self.region,) if self.region else ())

    def has(self, owner_id: str | None, region: str | None) -> bool:
        """Whether an account of somebody counts in it: asked with who owned it when a quarter ended it tells of what
        that came to, with who owns it now of what is to be done."""
        owned = not self.people or (owner_id or NOBODY) in self.people
        return owned and (not self.region or (region or NOWHERE) == self.region)

    def looks_after(self, row: BookRow) -> bool:
        """Whether an account is on its lists, as on those of any page that is filtered by its people."""
        return self.has(row.owner_id, row.region)

    def counted(self, row: BookRow) -> bool:
        """Whether what an account came to in the quarter is told of it, which no later transfer changes."""
        return self.has(row.owner_then_id, row.region)


@dataclass(frozen=True)
class Branches:
    """Every branch of the accounts that are seen. `us`: each of us, by id; `owners`: who has one now or had one when
    the quarter ended; `whole`: whether all accounts are seen; `seen`: those of whom all are."""

    tree: Reporting
    us: Mapping[str, StaffMember]
    owners: frozenset[str]
    regions: tuple[str, ...]
    whole: bool = True
    seen: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, us: Mapping[str, StaffMember], rows: Sequence[BookRow], *, whole: bool = True,
        seen: frozenset[str] = frozenset(),
    ) -> "Branches":  # fmt: skip
        """Those of these accounts; whoever owns one and is in no feed stands at the top."""
        then_and_now = [
            one for row in rows for one in ((row.owner_then_id, row.owner_then), (row.owner_id, row.owner))
        ]  # fmt: skip
        unknown = {key: name or key for key, name in then_and_now if key and key not in us}
        known = {**us, **{key: StaffMember(key, name, None, None) for key, name in unknown.items()}}
        tree = Reporting.of({key: one.manager_id for key, one in known.items()})
        owners = frozenset(key or NOBODY for key, _ in then_and_now)
        return cls(tree, known, owners, tuple(sorted({row.region or NOWHERE for row in rows})), whole, seen)

    @property
    def company(self) -> Branch:
        """All accounts that are seen."""
        return Branch(
            COMPANY, BranchKind.COMPANY, "The company" if self.whole else "All you may see", part=not self.whole
        )

    def find(self, key: str) -> Branch | None:
        """A branch by its key; None where there is none of these accounts."""
        return next((one for one in self.every() if one.key == key), None)

    def every(self) -> Iterator[Branch]:
        """The company, each manager with a team that looks after an account, each owner, each region."""
        yield self.company
        for key in self.tree.people:
            if self._leads(key):
                yield self.team(key)
        for key in sorted(self.owners, key=self.name):
            yield self.person(key)
        if len(self.regions) > 1:
            yield from map(self.in_region, self.regions)

    def labels(self) -> dict[str, str]:
        """What each is called in a list, by its key; two of one name are told apart."""
        return told_apart({one.key: one.name for one in self.every()})

    def name(self, key: str) -> str:
        """The name of one of us."""
        return self.us[key].name if key in self.us else key

    def team(self, key: str) -> Branch:
        """Somebody with all who report to them."""
        people = self.tree.under(key)
        return Branch(f"team:{key}", BranchKind.TEAM, f"Team of {self.name(key)}", people, part=self._in_part(people))

    def person(self, key: str, region: str = "") -> Branch:
        """The accounts somebody looks after, all of them or those of a region."""
        people = frozenset((key,))
        return Branch(f"person:{key}", BranchKind.PERSON, self.name(key), people, region, self._in_part(people))

    def in_region(self, region: str) -> Branch:
        """The accounts of a region."""
        return Branch(f"region:{region}", BranchKind.REGION, region, region=region, part=not self.whole)

    def parts(self, branch: Branch) -> tuple[Branch, ...]:
        """The branches right below one: each of its accounts counts in one of them. None below a person."""
        match branch.kind:
            case BranchKind.COMPANY:
                tops = [key for key in self.tree.tops if self.tree.under(key) & self.owners]
                nobody = [self.person(NOBODY)] if NOBODY in self.owners else []
                if len(tops) == 1 and not nobody and self._leads(tops[0]):
                    # Whoever leads all of it would be its one part: those below stand in the table at once.
                    return self.parts(self.team(tops[0]))
                return (*map(self._below, tops), *nobody)
            case BranchKind.TEAM:
                boss = branch.key.partition(":")[2]
                own = [self.person(boss)] if boss in self.owners else []
                below = [key for key in self.tree.below(boss) if self.tree.under(key) & self.owners]
                return (*own, *map(self._below, below))
            case BranchKind.REGION:
                return tuple(self.person(key, branch.region) for key in sorted(self.owners, key=self.name))
        return ()

    def way(self, branch: Branch) -> tuple[Branch, ...]:
        """The branches above one, the company first."""
        if branch.kind is BranchKind.COMPANY:
            return ()
        key = branch.key.partition(":")[2]
        if branch.kind is BranchKind.REGION or key not in self.us:
            return (self.company,)
        above = self.tree.line(key)
        above = above if branch.kind is BranchKind.PERSON and self._leads(key) else above[:-1]
        return (self.company, *map(self.team, above))

    def _in_part(self, people: frozenset[str]) -> bool:
        return not self.whole and not people <= self.seen

    def _leads(self, key: str) -> bool:
        """Whether anybody who reports to them looks after an account."""
        return any(self.tree.under(one) & self.owners for one in self.tree.below(key))

    def _below(self, key: str) -> Branch:
        return self.team(key) if self._leads(key) else self.person(key)

    @property
    def circles(self) -> tuple[str, ...]:
        """Who reports to one another, a sentence each."""
        return tuple(
            f"{' reports to '.join(map(self.name, (*circle, circle[0])))}: nobody of them counts below another."
            for circle in self.tree.circles
        )
