"""What people do on a disk of its own that is full, or may not be written to; prints what each was told.

Runs where it may mount: `unshare --map-root-user --mount`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from steward.domain.access.scope import Role
from steward.errors import StewardError
from steward.plans.customer.review import Review, file_of
from steward.plans.files.export_log import exported, log
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE, Action, Strategy
from steward.services.access import rules as access
from steward.services.reviews.opened import freeze, open_review
from steward.services.reviews.templates import keep_template
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.homes import home as made
from tests.reviews_made import account

ROOM = "48m"
TABLES = {
    "accounts": "account_id | name\nA1 | Steadily Growing",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\nS1|A1|VPN|60000|2025-01-01",
}
MANY = tuple(f"account-{number}" for number in range(2_000))
DAY = date(2026, 9, 30)


def main(place: Path, how: str) -> None:
    """Mount, do it all once, take the room or the right to write away, do it all again, and once more with it back."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)], check=True)
    home = made(place / "home", **TABLES)
    load(home)
    told = {"before": attempted(home, 1)}
    kept = contents(home)
    take_away(place, how)
    told["without"] = attempted(home, 2)
    lost = sorted(set(kept.items()) - set(contents(home).items()))
    give_back(place, how)
    told["after"] = attempted(home, 3)
    print(json.dumps({**told, "lost": [name for name, _ in lost], "unfinished": unfinished(home)}))


def attempted(home: Workspace, number: int) -> dict[str, str]:
    """Each of the things people do, and what they were told: nothing where it went well."""
    plans = Plans.whole(home.plans)
    acts: dict[str, Callable[[], object]] = {
        "plan": lambda: plans.edit(Strategy, FILE, "A1", lambda plan: _more(plan, number), "Anna"),
        "review": lambda: plans.edit(Review, file_of("2026-Q3"), "A1", lambda plan: _talk(plan, number), "Anna"),
        "freeze": lambda: freeze(open_review(account(home.home, "A1"), plans), plans, "Anna", DAY),
        "export log": lambda: log(home.plans, exported("Anna", "decks", "all.zip", b"1", accounts=MANY)),
        "rules": lambda: access.allowed(home, f"lena-{number}@example.com", (Role.AUDITOR,), "Anna"),
        "template": lambda: keep_template(plans, "A1", "ours.pptx", b"no template"),
        "load": lambda: load(home),
    }
    return {name: _told(act) for name, act in acts.items()}


def _told(act: Callable[[], object]) -> str:
    try:
        act()
    except (StewardError, OSError) as problem:
        return f"{'' if isinstance(problem, StewardError) else 'OSError '}{problem}"
    return ""


def _more(plan: Strategy, number: int) -> Strategy:
    return replace(plan, actions=(*plan.actions, Action(id=f"a{number}", action="Call " * 2_000)))


def _talk(plan: Review, number: int) -> Review:
    return replace(plan, meeting=replace(plan.meeting, place=f"Lyon {number}" * 1_000))


def take_away(place: Path, how: str) -> None:
    if how == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        return
    with suppress(OSError), (place / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"0" * 4_096)


def give_back(place: Path, how: str) -> None:
    if how == "read-only":
        subprocess.run(["mount", "-o", f"remount,rw,size={ROOM}", str(place)], check=True)
    else:
        (place / "filler").unlink()


def contents(home: Workspace) -> dict[str, str]:
    """What people wrote and what loads keep; of files that are only added to, that what was there still is."""
    files = [path for path in (*home.plans.rglob("*"), *home.data.rglob("*")) if path.is_file()]
    grows = {".jsonl", ".lock", ".log", ".duckdb"}
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files if path.suffix not in grows}


def unfinished(home: Workspace) -> list[str]:
    return [path.name for path in home.home.rglob("*.unfinished")]


if __name__ == "__main__":
    os.umask(0o077)
    main(Path(sys.argv[1]), sys.argv[2])
