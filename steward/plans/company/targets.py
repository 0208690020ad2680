"""`targets.toml`: what the company, its regions and each of us are to win in a fiscal year, as people write it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward.domain.access.scope import Role
from steward.errors import ChangeNotAllowed
from steward.plans.files.keys import Record, Shape, colleague, many, number, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened

FILE = "targets.toml"
YEAR = Shape(lambda said: len(said) == 4 and said.isascii() and said.isdigit(), "is no year such as 2027")
MAY_SET = frozenset({Role.MANAGER, Role.LEADERSHIP, Role.ADMINISTRATOR})


def _year() -> Any:
    return text("Fiscal year", "As its quarters are called: 2027.", required=True, shape=YEAR)


def _new_mrr(says: str) -> Any:
    return number("New MRR", says, low=0)


def _growth() -> Any:
    return number(
        "Base growth", "Percent a quarter by which the MRR of the accounts owned is to grow.", low=-100, high=1000
    )


def _kept() -> Any:
    return number("Kept", "Percent of that MRR that is to be there a quarter later.", low=0, high=300)


@dataclass(frozen=True, kw_only=True)
class CompanyTarget(Record):
    """What all of us are to reach in a year."""

    identity = ("year",)

    year: str = _year()
    new_mrr: float | None = _new_mrr("MRR to win in the whole year.")
    base_growth: float | None = _growth()
    kept: float | None = _kept()
    note: str = text("Note", "Why so much.")


@dataclass(frozen=True, kw_only=True)
class RegionTarget(Record):
    """What the people of a region are to reach in a year."""

    identity = ("year", "region")

    year: str = _year()
    region: str = text("Region", "Of our people, as the people feed calls it.", required=True)
    new_mrr: float | None = _new_mrr("MRR to win in the whole year; empty = its part of what the company is to win.")
    base_growth: float | None = _growth()
    kept: float | None = _kept()


@dataclass(frozen=True, kw_only=True)
class PersonTarget(Record):
    """What one of us is to reach in a year, or in single quarters of it."""

    identity = ("year", "person")

    year: str = _year()
    person: str = colleague("Person", "Whose it is.", required=True)
    new_mrr: float | None = _new_mrr("MRR to win in the whole year, spread over its quarters as past closings were.")
    q1: float | None = number("Q1", "MRR to win in the first quarter; empty = its part of the year.", low=0)
    q2: float | None = number("Q2", "MRR to win in the second quarter; empty = its part of the year.", low=0)
    q3: float | None = number("Q3", "MRR to win in the third quarter; empty = its part of the year.", low=0)
    q4: float | None = number("Q4", "MRR to win in the fourth quarter; empty = its part of the year.", low=0)
    base_growth: float | None = _growth()
    kept: float | None = _kept()


@dataclass(frozen=True, kw_only=True)
class TargetFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    company: tuple[CompanyTarget, ...] = many(CompanyTarget, "Company", "What all of us are to reach, by year.")
    regions: tuple[RegionTarget, ...] = many(RegionTarget, "Regions", "What the people of a region are to reach.")
    people: tuple[PersonTarget, ...] = many(PersonTarget, "People", "What each of us is to reach.")


class TargetFiles(CompanyFiles):
    """The file of targets: managers and leadership write it, too."""

    def to_change(self, account_id: str) -> Path:
        """The company's folder to write in. Raises ChangeNotAllowed."""
        if not self.scope.roles & MAY_SET:
            raise ChangeNotAllowed("Targets are set by managers and leadership.")
        return self.of(account_id)


def open_targets(plans: Path) -> Opened[TargetFile]:
    """The file as it is now; nobody wrote a target where there is none. `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(TargetFile, FILE, COMPANY)
