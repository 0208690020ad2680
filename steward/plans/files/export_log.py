"""`exports.jsonl`: who took what out, as whom, when. Lines are only ever added, in the company's folder."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from steward.domain.forgetting import ForgottenPerson
from steward.plans.files.journal import now
from steward.plans.files.person_in_text import without as without_person
from steward.plans.files.store import COMPANY, PATIENCE
from steward.whole_files import append, make_folder, mode_in, swap

NAME = "exports.jsonl"


@dataclass(frozen=True, kw_only=True)
class Exported:
    """One file that left. `eyes`: as whom they looked, where not as themselves; `accounts`: whose rows are in it, none
    where it is of everything the reader may see; `snapshot`: the load it was made of; `digest`: of the file."""

    at: str
    who: str
    eyes: str = ""
    what: str
    file: str
    accounts: tuple[str, ...] = ()
    rows: int | None = None
    snapshot: str = ""
    digest: str = ""


def exported(
    who: str, what: str, file: str, content: bytes, *, eyes: str = "", accounts: Sequence[str] = (),
    rows: int | None = None, snapshot: str = "",
) -> Exported:  # fmt: skip
    """The line for a file that is handed out now."""
    digest = hashlib.sha256(content).hexdigest()
    return Exported(
        at=now().isoformat(), who=who, eyes=eyes, what=what, file=file, accounts=tuple(accounts), rows=rows,
        snapshot=snapshot, digest=digest,
    )  # fmt: skip


def log(plans: Path, line: Exported) -> None:
    """Add a line and see it on the disk; `plans`: the folder `account_plans/`. Raises OSError."""
    folder = plans / COMPANY
    make_folder(folder)
    said = json.dumps(asdict(line), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    with FileLock(folder / ".exports.lock", timeout=PATIENCE, mode=mode_in(folder)):
        append(folder / NAME, said)


def exports(plans: Path) -> list[Exported]:
    """Every whole line, the earliest first."""
    path = plans / COMPANY / NAME
    raw = path.read_bytes().split(b"\n") if path.is_file() else []
    return [line for line in map(_read, raw) if line is not None]


def without(plans: Path, person: ForgottenPerson, account_id: str, *, change: bool) -> int:
    """How often a person is in the lines about an account, or with their own address in any; `change`: and no more."""
    path = plans / COMPANY / NAME
    if not path.is_file():
        return 0
    with FileLock(path.with_name(".exports.lock"), timeout=PATIENCE):
        lines = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
        told = [without_person(one, person, ".jsonl") if _about(one, person, account_id) else (one, 0) for one in lines]
        times = sum(found for _, found in told)
        if times and change:
            swap(path, "\n".join(line for line, _ in told).encode("utf-8", "surrogateescape"), like=path)
    return times


def _about(line: str, person: ForgottenPerson, account_id: str) -> bool:
    """Whether a line is about an account or about no account alone, or holds an address of the person's own."""
    found = _read(line.encode("utf-8", "surrogateescape"))
    return found is None or not found.accounts or account_id in found.accounts or person.has_address(line)


def _read(raw: bytes) -> Exported | None:
    try:
        said = json.loads(raw)
        return Exported(**{**said, "accounts": tuple(said.get("accounts", ()))})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
