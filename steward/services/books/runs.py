"""Plans worked out by a process of their own: begun, how far it is, cancelled; what it found is there for everybody who
opens the page, also after a connection was lost. It can always be made again, so it lies beside the warehouse."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from steward.briefings.internal.books.worked import WorkedPlan
from steward.domain.books.blocked import Blocked, BookRule, blocked
from steward.domain.books.kinds import PlanKind, weighed
from steward.domain.books.problem import BooksProblem
from steward.domain.books.solver import Solved, solve
from steward.services.beating import beating, is_silent
from steward.services.outliving import begin as begin_command
from steward.services.outliving import end_with_parent
from steward.whole_files import make_folder, swap
from steward.workflow.booking import FOLDER, year_name
from steward.workspace import Workspace

PLACE = ".books"
ALIVE, STOP, BLOCKED = "alive", "stop", "blocked.json"
AT_ONCE = 2


@dataclass(frozen=True)
class BooksRun:
    """What became of working plans out. `blocks`: why there are none."""

    worked: tuple[WorkedPlan, ...] = ()
    blocks: tuple[Blocked, ...] = ()


def place_of(workspace: Workspace, fy: str) -> Path:
    """Where the plans of a year are worked out."""
    return workspace.data / PLACE / FOLDER / year_name(fy)


def digest_of(problem: BooksProblem) -> str:
    """What tells a problem from any other: by another figure or rule, plans are to be worked out anew."""
    said = [
        [
            one.account_id, one.owner_id, one.region, one.segment, one.parent_id, round(one.strength, 9),
            one.lock.value if one.lock else "",
            [(key.value, round(load, 6)) for key, load in sorted(one.loads.items())], sorted(one.needs),
        ]
        for one in problem.accounts
    ]  # fmt: skip
    books = [
        [
            one.person_id,
            one.region,
            one.capacity,
            one.most_accounts,
            sorted(one.regions),
            sorted(one.segments),
            sorted(one.skills),
        ]
        for one in problem.books
    ]
    rules = [
        [(band.measure.value, band.width, band.weight) for band in problem.bands], sorted(problem.apart),
        problem.relationship, problem.region, problem.evenness, problem.seed,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps([said, books, rules]).encode()).hexdigest()


def begin(workspace: Workspace, fy: str, email: str = "") -> None:
    """Begin to work the plans of a year out, unless somebody does already."""
    folder = place_of(workspace, fy)
    if _alive(folder):
        return
    make_folder(folder)
    for path in folder.iterdir():
        path.unlink(missing_ok=True)
    swap(folder / ALIVE, b"")
    who = ["--as", email] if email else []
    begin_command(["books", fy, "--home", str(workspace.home), "--work-out", *who])


def cancel(workspace: Workspace, fy: str) -> None:
    """Have it end; what it found so far stays."""
    folder = place_of(workspace, fy)
    if _alive(folder):
        swap(folder / STOP, b"")
        (folder / ALIVE).unlink(missing_ok=True)


def found(workspace: Workspace, fy: str, problem: BooksProblem) -> BooksRun:
    """The plans that are there."""
    folder = place_of(workspace, fy)
    now = digest_of(problem)
    worked = tuple(one for kind in PlanKind if (one := _read(folder, kind, now)) is not None)
    return BooksRun(worked, _blocks(folder, now))


def is_running(workspace: Workspace, fy: str) -> bool:
    """Whether plans are being worked out."""
    return _alive(place_of(workspace, fy))


def how_many(workspace: Workspace, fy: str) -> int:
    """How many plans are there so far."""
    folder = place_of(workspace, fy)
    return sum((folder / f"{kind.name.lower()}.json").exists() for kind in PlanKind)


def work_out(
    workspace: Workspace, fy: str, problem: BooksProblem, told: Callable[[str, float], None] | None = None
) -> BooksRun:
    """Work the three plans out, two at a time, and keep each as soon as it is there; or say what blocks."""
    folder, digest = place_of(workspace, fy), digest_of(problem)
    make_folder(folder)
    with _living(folder):
        blocks = blocked(problem)
        said = [[one.rule.value, list(one.accounts), one.person_id, one.by] for one in blocks]
        swap(folder / BLOCKED, json.dumps({"digest": digest, "blocks": said}).encode())
        if not blocks:
            workers = min(os.cpu_count() or 1, AT_ONCE)
            with ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent) as pool:
                jobs = {pool.submit(solve, weighed(problem, kind)): kind for kind in PlanKind}
                for number, job in enumerate(as_completed(jobs), start=1):
                    _keep(folder, jobs[job], digest, job.result())
                    if told:
                        told(f"{number} of {len(jobs)} plans", number / len(jobs))
    return found(workspace, fy, problem)


@contextmanager
def _living(folder: Path) -> Iterator[None]:
    """A sign of life while it is at work; it ends at once where somebody asks it to."""

    def beat() -> None:
        if (folder / STOP).exists():
            os._exit(1)
        swap(folder / ALIVE, b"")

    try:
        with beating(beat):
            yield
    finally:
        (folder / ALIVE).unlink(missing_ok=True)


def _alive(folder: Path) -> bool:
    try:
        return not is_silent((folder / ALIVE).stat().st_mtime)
    except OSError:
        return False


def _keep(folder: Path, kind: PlanKind, digest: str, solved: Solved | None) -> None:
    if solved is not None:
        said = {
            "digest": digest, "owners": dict(solved.owners), "cost": solved.cost, "bound": solved.bound, "by": solved.by
        }  # fmt: skip
        swap(folder / f"{kind.name.lower()}.json", json.dumps(said).encode())


def _read(folder: Path, kind: PlanKind, now: str) -> WorkedPlan | None:
    try:
        said = json.loads((folder / f"{kind.name.lower()}.json").read_bytes())
        solved = Solved(said["owners"], said["cost"], said["bound"], said["by"])
        return WorkedPlan(kind, solved, said["digest"] == now)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _blocks(folder: Path, now: str) -> tuple[Blocked, ...]:
    try:
        said = json.loads((folder / BLOCKED).read_bytes())
        if said["digest"] != now:
            return ()
        rules = {one.value: one for one in BookRule}
        return tuple(Blocked(rules[rule], tuple(accounts), person, by) for rule, accounts, person, by in said["blocks"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
