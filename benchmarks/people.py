"""Fifty people at one address, each seeing their own accounts: they read, think, and now and then save a debrief.

`make crowd` lets them for ten minutes, at a sample of 400 accounts; `python -m benchmarks.people HOME [MINUTES [PEOPLE
[SECONDS]]]` others elsewhere. With SERVERS=2 in the environment two processes serve them; with VIEWS=5000 they go home
after so many runs of pages, however long that takes. How much memory is held is told every few hundred runs."""

import asyncio
import itertools
import os
import random
import shutil
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks.app import Served, serving
from benchmarks.measure import children, line, megabytes_now, parts, peak_megabytes, python
from benchmarks.speaking import Answer, Window
from steward.domain.access.company import Company
from steward.domain.access.scope import Role
from steward.plans.company.access import FILE
from steward.plans.files.store import COMPANY, Plans
from steward.plans.internal import debrief
from steward.services.access import rules as access
from steward.services.access.rules import Reader
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

HEADER = "X-Forwarded-Email"
PAGES = (
    "my_book", "my_week", "account", "review", "renewals", "pipeline", "health", "nps", "spend", "service", "adoption",
    "strategy", "plan", "relationship_map", "reviews", "whitespace",
)  # fmt: skip
ONE_BY_ONE = "reviews"
"""Lays out each review that was begun, to see whether it fits: of hundreds half a minute's work the first time."""
SAVES_OF = 5
"""One of so many visits is one that saves."""
FIELD = "What went well"
MARK = 250
"""Runs from one look at the memory to the next."""
WIDE = 8
"""As many see every account, where there are more people than come."""
WRONG = ("did not foresee", "Something went wrong", "cannot be shown")


@dataclass(frozen=True)
class Somebody:
    """One of the people. `theirs`: the accounts they may read by id; `others`: names they may never read."""

    email: str
    role: Role
    theirs: tuple[str, ...]
    others: tuple[bytes, ...]

    @property
    def writes(self) -> bool:
        """Whether they save now and then."""
        return self.role is Role.ACCOUNT_MANAGER


@dataclass
class Day:
    """What happened. `seconds`: of each run by what was asked for; `wrong`: what should not have been."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    half: float = 0
    begun: float = field(default_factory=time.monotonic)
    later: list[float] = field(default_factory=list)
    """The seconds of the runs in the second half, when most of what is kept was made once."""
    wrong: Counter[str] = field(default_factory=Counter)
    saved: dict[str, str] = field(default_factory=dict)
    saves: int = 0
    at: Counter[str] = field(default_factory=Counter)
    """How many people stayed at which of several servers."""
    lasted: float = 0
    """Seconds until the last of them went home."""
    most: float = float("inf")
    """After so many runs they go home."""
    memory: dict[int, float] = field(default_factory=dict)
    """MB that all processes held together after so many runs."""

    @property
    def count(self) -> int:
        """How many runs there were."""
        return sum(map(len, self.seconds.values()))

    @property
    def grown(self) -> float:
        """By how many percent the memory grew over the second half of the marks."""
        held = list(self.memory.values())
        return (held[-1] / held[(len(held) - 1) // 2] - 1) * 100

    @property
    def runs(self) -> list[float]:
        """The seconds of every run."""
        return [one for each in self.seconds.values() for one in each]


def main(home: Path, minutes: float = 10, people: float = 50, think: float = 10) -> None:
    """Let them work for some minutes; `think`: seconds between two clicks of one of them, on average."""
    servers = int(os.environ.get("SERVERS", "1"))
    if "VIEWS" in os.environ:
        minutes = float("inf")
    with tempfile.TemporaryDirectory() as made:
        copy = copied(home, Path(made))
        crowd = crowd_of(copy, int(people))
        with serving(copy, servers) as served:
            processes = [served.process.pid, *children(served.process.pid)] if servers > 1 else [served.process.pid]
            begun, before = [megabytes_now(one) for one in processes], sum(map(processor, processes))
            day = asyncio.run(a_day(served, crowd, minutes * 60, think, processes))
            ended, peak = [megabytes_now(one) for one in processes], [peak_megabytes(one) for one in processes]
            used = sum(map(processor, processes)) - before
        lost = not_in_the_files(copy, day)
    runs = day.runs
    line(
        f"{people:g} people for {day.lasted / 60:.1f} min, a click each {think:g} s",
        f"{len(runs)} runs, {day.saves} saves",
    )
    if runs:
        line("  a run (aim p95 ≤ 1 s)", parts(runs))
        line("  processor a run", f"{used / len(runs) * 1000:.0f} ms")
    if day.later:
        line("  in the second half", parts(day.later))
    for name, seconds in sorted(day.seconds.items(), key=lambda one: -median(one[1])):
        line(f"    {name}", parts(seconds))
    line("  errors, and names of others' accounts, by page", str(dict(day.wrong) or "none"))
    line("  saves that are not in their files", str(len(lost)))
    if len(day.memory) > 1:
        line("  memory after so many runs", ", ".join(f"{runs}: {held:,.0f} MB" for runs, held in day.memory.items()))
        line("  grown over the second half of them (aim ≤ 5 %)", f"{day.grown:.1f} %")
    if servers > 1:
        line("  people at each server", str(dict(sorted(day.at.items()))))
        line("  memory of all", f"{sum(begun):,.0f} MB at the start, {sum(ended):,.0f} MB at the end")
    for each in zip(begun, ended, peak, strict=True):
        line("  memory of a process", "{:,.0f} MB at the start, {:,.0f} MB at the end, peak {:,.0f} MB".format(*each))


def at_a_sample(accounts: int = 400) -> None:
    """The same at a home made for it."""
    with tempfile.TemporaryDirectory() as made:
        python("-m", "steward", "sample", "--accounts", str(accounts), "--home", made)
        python("-m", "steward", "load", "--quiet", "--home", made)
        main(Path(made))


def processor(pid: int) -> float:
    """Seconds of processor that a process took, with its threads that have ended; not a number once it ended itself."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def copied(home: Path, folder: Path) -> Path:
    """A home to write plans in, over the same data, behind a proxy that names who it is."""
    copy = folder / "home"
    (copy / "data").mkdir(parents=True)
    for path in (home / "data").iterdir():
        (copy / "data" / path.name).symlink_to(path)
    if (home / "account_plans").is_dir():
        shutil.copytree(home / "account_plans", copy / "account_plans")
    behind_a_proxy(copy)
    return copy


def behind_a_proxy(home: Path) -> None:
    """From now on a server on this home believes this machine who somebody is, by a header."""
    said = f'[proxy]\nheader = "{HEADER}"\naddresses = ["127.0.0.1", "::1"]\n'
    (home / "server.toml").write_text(said, encoding="utf-8")


def crowd_of(home: Path, people: int) -> list[Somebody]:
    """Mixed scopes, written down as rules: whoever owns accounts, who leads them, and some who see every account."""
    workspace = Workspace.whole(home)
    warehouse = open_warehouse(workspace)
    known = access.known(warehouse)
    roles = _roles(known.us)
    chosen = roles if len(roles) <= people else [*roles[: people - WIDE], *roles[-WIDE:]]
    _write(home, [(known.us.members[person].email, person, role) for person, role in chosen])
    names = {one.account_id: one.name for one in choices(warehouse)}
    rules, today = access.rules_of(workspace), access.today(workspace)
    emails = [(known.us.members[person].email, role) for person, role in chosen]
    return [_somebody(access.reader(email, rules, known, today), role, names) for email, role in emails]


def _roles(us: Company) -> list[tuple[str, Role]]:
    """Everybody by id, those who see every account last."""
    owners = sorted(one for one in us.members if us.owned.get(one))
    leading = sorted({one for one in us.members if us.reports.get(one)} - set(owners))
    rest = sorted(set(us.members) - set(owners) - set(leading))
    wide = itertools.cycle((Role.LEADERSHIP, Role.AUDITOR, Role.DEAL_DESK))
    return [
        *((one, Role.ACCOUNT_MANAGER) for one in owners),
        *((one, Role.MANAGER) for one in leading),
        *zip(rest, wide, strict=False),
    ]


def _write(home: Path, listed: Sequence[tuple[str, str, Role]]) -> None:
    rules = home / "account_plans" / COMPANY / FILE
    rules.parent.mkdir(parents=True, exist_ok=True)
    lines = [f'account_id = "{COMPANY}"\n']
    lines += [f'[[people]]\nemail = "{email}"\nroles = ["{role}"]\nperson = "{one}"\n' for email, one, role in listed]
    rules.write_text("\n".join(lines), encoding="utf-8")


def _somebody(found: Reader, role: Role, names: Mapping[str, str]) -> Somebody:
    theirs = tuple(account for account in names if account in found.scope.read)
    own = " ".join(names[account] for account in theirs)
    others = {name for account, name in names.items() if account not in found.scope.read and name not in own}
    return Somebody(found.email, role, theirs, tuple(name.encode() for name in sorted(others)))


async def a_day(
    served: Served, crowd: Sequence[Somebody], seconds: float, think: float, processes: Sequence[int]
) -> Day:  # fmt: skip
    """They come one after the other, and then work at once, each at their own pace."""
    windows = [await _come(served.url, one) for one in crowd]
    day, ends = Day(half=seconds / 2, most=float(os.environ.get("VIEWS", "inf"))), time.monotonic() + seconds
    day.at.update(at for _, at in windows)
    looks = asyncio.create_task(_look_at_memory(day, processes))
    await asyncio.gather(
        *(
            _work(window, one, day, ends, think, random.Random(number))
            for number, (one, (window, _)) in enumerate(zip(crowd, windows, strict=True))
        )
    )
    day.lasted = time.monotonic() - day.begun
    looks.cancel()
    return day


async def _look_at_memory(day: Day, processes: Sequence[int]) -> None:
    """Every so many runs, as long as there are any."""
    for mark in itertools.count(MARK, MARK):
        while day.count < mark:
            await asyncio.sleep(0.5)
        day.memory[mark] = sum(map(megabytes_now, processes))


async def _come(url: str, somebody: Somebody) -> tuple[Window, str]:
    """Their window, and which of several servers it stays at."""
    cookie = await asyncio.to_thread(stays, url, somebody.email)
    told = {HEADER.replace("-", "_"): somebody.email, **({"Cookie": cookie} if cookie else {})}
    return await Window.open(url, **told), cookie.partition("=")[2]


async def _work(
    window: Window, somebody: Somebody, day: Day, ends: float, think: float, chance: random.Random
) -> None:  # fmt: skip
    try:
        while True:
            await asyncio.sleep(chance.expovariate(1 / think))
            if time.monotonic() > ends or day.count >= day.most:
                return
            if somebody.writes and somebody.theirs and chance.random() < 1 / SAVES_OF:
                await _save(window, somebody, day, chance)
            else:
                page = chance.choice([one for one in PAGES if one != ONE_BY_ONE or somebody.writes])
                chosen = {"account": chance.choice(somebody.theirs)} if somebody.theirs else {}
                try:
                    _noted(day, page, await window.go(page, **chosen), somebody)
                except TimeoutError:
                    day.wrong[f"{page}: no answer"] += 1
                    return
    finally:
        await window.close()


def stays(url: str, email: str) -> str:
    """The cookie that keeps a browser at one of several servers; empty where there is one alone."""
    with urllib.request.urlopen(urllib.request.Request(url, headers={HEADER: email}), timeout=60) as answer:
        told = [one.partition(";")[0] for one in answer.headers.get_all("set-cookie") or ()]
    return next((one for one in told if one.startswith(f"steward-{urlsplit(url).port}-server=")), "")


async def _save(window: Window, one: Somebody, day: Day, chance: random.Random) -> None:
    """Write into a debrief, save it, and remember what was written."""
    account, words = chance.choice(one.theirs), f"{one.email} at {time.time_ns()}"
    for what, answer in await save(window, account, words):
        _noted(day, what, answer, one)
    day.saved[account] = words
    day.saves += 1


async def save(window: Window, account: str, words: str) -> list[tuple[str, Answer]]:
    """Write into the debrief of an account and save it; what was done, and what was answered to each."""
    opened = await window.go("debrief", account=account)
    typed = await window.put(opened, **{FIELD.replace(" ", "_"): words})
    return [("debrief", opened), ("debrief: a field", typed), ("debrief: save", await window.press(typed, "Save"))]


def _noted(day: Day, what: str, answer: Answer, one: Somebody) -> None:
    day.seconds.setdefault(what, []).append(answer.seconds)
    if time.monotonic() - day.begun > day.half:
        day.later.append(answer.seconds)
    told = b"\n".join(answer.frames)
    day.wrong.update(f"{what}: another's account" for name in one.others if name in told)
    if answer.failed:
        day.wrong[f"{what}: not finished"] += 1
    day.wrong.update(f"{what}: {said}" for said in answer.alerts if any(sign in said for sign in WRONG))


def not_in_the_files(home: Path, day: Day) -> list[str]:
    """Accounts of which what was saved last is not in the file."""
    plans = Plans.whole(home / "account_plans")
    quarters = {
        account: [path.parent.name for path in plans.of(account).glob(f"reviews/*/{Path(debrief.file_of('x')).name}")]
        for account in day.saved
    }
    return [
        account
        for account, words in day.saved.items()
        if not any(words in (plans.of(account) / debrief.file_of(q)).read_text("utf-8") for q in quarters[account])
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]), *map(float, sys.argv[2:]))
    else:
        at_a_sample()
