"""The targets of the coming fiscal year, as they are being set: the company's, of some regions and of some people."""

from decimal import Decimal
from pathlib import Path

from steward.plans.company.targets import FILE, CompanyTarget, PersonTarget, RegionTarget, TargetFile
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.sample.staff import Employee, target_rows
from steward.sample.tables import World
from steward.sample.window import quarter_start, shift
from steward.whole_files import make_folder, swap

COMMENT = "# Fictional targets. `python -m steward sample` writes them where there are none.\n"
COMPANY_MORE, REGION_MORE, PERSON_MORE = 10, 6, 12
"""Percent above the year before: people of the first region got more than the region was to bring."""
ROUND = 500


def write_targets(folder: Path, world: World) -> None:
    """Write `targets.toml`; one that is there is somebody's own and stays."""
    path = folder / COMPANY / FILE
    if path.exists():
        return
    make_folder(path.parent)
    swap(path, (COMMENT + written(_targets(world))).encode())


def _targets(world: World) -> TargetFile:
    ahead = shift(quarter_start(world.window.until), 3)
    year = str(ahead.year + 1)
    before = _year_before(world, ahead.year)
    ours = [one for one in world.staff.people if one.person_id in before]
    first, second = _regions(ours)[:2]
    return TargetFile(
        account_id=COMPANY,
        company=(
            CompanyTarget(
                year=year, new_mrr=_more(sum(before.values(), Decimal()), COMPANY_MORE), base_growth=2.5, kept=97.5,
                note="As the board agreed in September; regions until the end of October, people by mid-November.",
            ),
        ),
        regions=(
            RegionTarget(year=year, region=first, new_mrr=_more(_of(first, ours, before), REGION_MORE), base_growth=2),
            RegionTarget(year=year, region=second, new_mrr=_more(_of(second, ours, before), COMPANY_MORE)),
        ),
        people=(
            _raised(world, ours, str(ahead.year)),
            *(_person(one, year, before[one.person_id]) for one in ours if one.region == first),
        ),
    )  # fmt: skip


def _year_before(world: World, year: int) -> dict[str, Decimal]:
    """What each was to win in the year before, as the feed says."""
    found: dict[str, Decimal] = {}
    for person, quarter, new_mrr, *_ in target_rows(world.staff, world.customers, world.window):
        if str(quarter).startswith(f"{year}-"):
            found[str(person)] = found.get(str(person), Decimal()) + Decimal(str(new_mrr))
    return found


def _person(one: Employee, year: str, before: Decimal) -> PersonTarget:
    sells = one.role == "account manager"
    return PersonTarget(
        year=year, person=one.person_id, new_mrr=_more(before, PERSON_MORE), base_growth=2.5 if sells else None,
        kept=97 if sells else None,
    )  # fmt: skip


def _raised(world: World, ours: list[Employee], year: str) -> PersonTarget:
    """The last quarter of the first of them was raised by hand, and the feed does not say so yet."""
    first, quarter = ours[0].person_id, f"{year}-Q4"
    said = {(row[0], row[1]): row[2] for row in target_rows(world.staff, world.customers, world.window)}
    held = said.get((first, quarter))
    return PersonTarget(year=year, person=first, q4=_more(Decimal(str(held or ROUND)), COMPANY_MORE))


def _regions(ours: list[Employee]) -> list[str]:
    """The regions of those with a target, in the order of the people."""
    return list(dict.fromkeys(one.region for one in ours if one.region))


def _of(region: str, ours: list[Employee], before: dict[str, Decimal]) -> Decimal:
    return sum((before[one.person_id] for one in ours if one.region == region), Decimal())


def _more(amount: Decimal, percent: int) -> float:
    """So many percent more, to a round amount."""
    return float(round(amount * (100 + percent) / 100 / ROUND) * ROUND)
