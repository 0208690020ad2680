"""What leadership decided in two reviews of the sample: done, dropped with a reason, late, and still to be done."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from steward.domain.quarters import Quarter
from steward.plans.company import decisions as files
from steward.plans.company.decisions import DecisionsFile, LeadershipDecision
from steward.plans.files.store import COMPANY
from steward.plans.files.text import written
from steward.sample.tables import World
from steward.whole_files import make_folder, swap
from steward.workflow import ledger

COMMENT = "# A fictional file. `python -m steward sample` writes it where there is none.\n"


@dataclass(frozen=True)
class Told:
    """A decision. `decided`, `due`: days after the sample's last; `story`: of the account it is about; `ended`: what
    became of it, on which day, and why."""

    decision: str
    owner: str
    about: str
    decided: int
    due: int
    story: str = ""
    ended: tuple[str, int, str] | None = None
    note: str = ""


def write_decisions(folder: Path, world: World) -> None:
    """The decisions with their ledger; a file that is there is somebody's own and stays."""
    home = folder / COMPANY
    if (home / files.FILE).exists():
        return
    found = _told(world)
    make_folder(home)
    entries = tuple(_entry(number, one, world) for number, one in enumerate(found, 1))
    file = DecisionsFile(account_id=COMPANY, decisions=entries)
    swap(home / files.FILE, (COMMENT + written(file)).encode())
    if (home / files.LEDGER).exists():
        return
    boss = _of(world, "executive")
    happened = [(one.decided, files.RECORD, boss, number, "") for number, one in enumerate(found, 1)]
    happened += [
        (one.ended[1], one.ended[0], one.owner, number, one.ended[2])
        for number, one in enumerate(found, 1)
        if one.ended
    ]
    for days, event, who, number, why in sorted(happened, key=lambda one: (one[0], one[3])):
        day = world.window.until + timedelta(days=days)
        about = {"decision": _id(number)} | ({"why": why} if why else {})
        about |= {} if event == files.RECORD else {"on": day.isoformat()}
        ledger.add(home / files.LEDGER, who, event, about, at=datetime.combine(day, time(10), UTC))


def _id(number: int) -> str:
    return f"d-{number}"


def _of(world: World, role: str, place: int = 0) -> str:
    found = world.staff.of(role)
    return found[place % len(found)].person_id


def _entry(number: int, one: Told, world: World) -> LeadershipDecision:
    until = world.window.until
    accounts = {each.profile.story.key: each.profile.account_id for each in reversed(world.customers)}
    decided = until + timedelta(days=one.decided)
    reviewed = Quarter.containing(decided, 1).previous
    return LeadershipDecision(
        id=_id(number), decision=one.decision, owner=one.owner, due=until + timedelta(days=one.due), about=one.about,
        account=accounts[one.story] if one.story else "", quarter=str(reviewed), decided_on=decided, note=one.note,
    )  # fmt: skip


def _told(world: World) -> tuple[Told, ...]:
    boss, first, second = _of(world, "executive"), _of(world, "manager"), _of(world, "manager", 1)
    pricing, retention = _of(world, "pricing"), _of(world, "retention manager")
    return (
        Told("One price list for lines in all regions", pricing, "company", -76, -20, ended=(files.DONE, -24, "")),
        Told(
            "Every red account has a play with an owner and a day", first, f"team:{first}", -76, -40,
            ended=(files.DONE, -31, ""), note="Late by the holidays.",
        ),
        Told(
            "Hire a second person for tenders", second, f"team:{second}", -76, 1,
            ended=(files.DROP, -10, "The budget of next year decides; two colleagues help until then."),
        ),
        Told("Call every customer whose contract ends by March", retention, "company", -76, 0),
        Told("Sponsor call with the new head of IT", boss, f"team:{second}", 2, 15, story="champion_left"),
        Told("A target for maps: nine of ten accounts by the end of the year", second, "company", 2, 92),
    )  # fmt: skip
