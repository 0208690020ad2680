"""A person taken out of a folder of plans: of every file, version and line of the journal, so that history, restoring
and frozen reviews still work.

What is begun is written down first, in a file only its owner may read. Whoever is killed on the way and runs it again
comes to the same end, whatever was saved between; then that file is gone, too."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from steward.domain.forgetting import FORMER, FORMER_ID, clean
from steward.plans.files import export_log, journal
from steward.plans.files.changes import PlanChange
from steward.plans.files.own_entry import ids_of, names_and_addresses
from steward.plans.files.person_in_text import text_of
from steward.plans.files.rewriting import PLAN, Forgetting, Held, Rewriting, files_in, rewriting
from steward.plans.files.store import VERSIONS, alone
from steward.whole_files import swap

BEGUN = ".forgetting.json"
SKIP = frozenset({BEGUN, export_log.NAME})
HOW = "forgotten"
EVERY_FILE = "every file"
_NUMBERED = re.compile(rf"{FORMER_ID}(\d{{1,9}})")


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What a run is about, as it wrote it down before it changed anything. `at`: when."""

    contact_id: str
    names: tuple[str, ...]
    emails: tuple[str, ...]
    number: int
    at: str
    digests: dict[str, str] = field(default_factory=dict)


def begun(folder: Path) -> Begun | None:
    """What a run that was cut off had begun; None where none was."""
    try:
        said = json.loads((folder / BEGUN).read_bytes())
        return Begun(**{**said, "names": tuple(said["names"]), "emails": tuple(said["emails"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def known_as(folder: Path, contact_id: str) -> tuple[list[str], list[str]]:
    """The names and addresses that the plan, its versions and the reviews have for a contact."""
    names: list[str] = []
    emails: list[str] = []
    for text in _plans(folder):
        called, reached = names_and_addresses(text, contact_id)
        names += called
        emails += reached
    return names, emails


def people_of(folder: Path) -> frozenset[str]:
    """The ids of everybody the plan names, now or before."""
    return frozenset(one for text in _plans(folder) for one in ids_of(text))


def _plans(folder: Path) -> Iterator[str]:
    """The texts of the success plan and the reviews, now and before."""
    for path in files_in(folder) if folder.is_dir() else ():
        if path.suffix == ".toml" and (path.name.startswith(PLAN) or "review" in path.name):
            told = text_of(path.read_bytes())
            yield told[0].removeprefix("\ufeff").replace("\r\n", "\n") if told else ""


def held_in(folder: Path, whom: Forgetting) -> list[Held]:
    """The files that hold the person; `file` is told from the folder on."""
    return rewriting(folder, whom, SKIP, {}).held if folder.is_dir() else []


def take_out(folder: Path, whom: Forgetting, who: str, *, tell: bool = False) -> list[Held]:
    """Take the person out of every file of a folder; what held them. The journal has a line on it, with `tell` also
    where no file held them. Raises PlanNotSaved."""
    places = {path.parent for path in files_in(folder)} | {folder / VERSIONS}
    with alone(folder, *sorted(places)):
        before = begun(folder)
        whom = _numbered(folder, whom, before)
        made = rewriting(folder, whom, SKIP, before.digests if before else {})
        if before is None and not made.held and not tell:
            return []
        now = before or _begin(folder, whom, made)
        _write(folder, made)
        _tell(folder, made, whom, who, since=datetime.fromisoformat(now.at))
        for old in set(made.versions) - {new for new, _ in made.versions.values()}:
            old.unlink()
        (folder / BEGUN).unlink()
    return made.held


def _numbered(folder: Path, whom: Forgetting, before: Begun | None) -> Forgetting:
    """With a number that no other forgotten one has in the folder, and with all that an earlier run looked for."""
    person = whom.person
    if before is not None:
        names, emails = clean([*person.names, *before.names]), clean([*person.emails, *before.emails])
        return replace(whom, person=replace(person, names=names, emails=emails, number=before.number))
    taken = {0}
    for path in files_in(folder):
        told = text_of(path.read_bytes())
        taken |= {int(one) for one in _NUMBERED.findall(f"{path.name} {told[0] if told else ''}")}
    return replace(whom, person=replace(person, number=max(taken) + 1))


def _begin(folder: Path, whom: Forgetting, made: Rewriting) -> Begun:
    """Write down what is going to be done."""
    person = whom.person
    now = Begun(
        contact_id=whom.contact_id, names=person.names, emails=person.emails, number=person.number,
        at=journal.now().isoformat(), digests=made.digests,
    )  # fmt: skip
    (folder / BEGUN).touch(mode=0o600)
    swap(folder / BEGUN, json.dumps(asdict(now), ensure_ascii=False).encode(), like=folder / BEGUN)
    return now


def _write(folder: Path, made: Rewriting) -> None:
    """Versions before the files that are one of them, so that there is no state without its version."""
    for old, (new, content) in made.versions.items():
        swap(new, content, like=old)
    for path, content in made.changed.items():
        swap(path, content, like=path)
    for path, target in made.renamed.items():
        if not target.exists() or target.read_bytes() == path.read_bytes():
            path.replace(target)


def _tell(folder: Path, made: Rewriting, whom: Forgetting, who: str, since: datetime) -> None:
    """The journal anew, with a line on what was done; one line, however often it was begun."""
    last = journal.last(folder, EVERY_FILE)
    contact_id = whom.person.without(whom.contact_id)
    told = last is not None and last.at >= since and contact_id in {one.entry for one in last.changes}
    if told:
        new = b""
    else:
        made_known = PlanChange("people", contact_id, "name", None, FORMER)
        at = max(journal.now(), since)
        new = journal.written(
            journal.JournalLine(at=at, who=who, how=HOW, file=EVERY_FILE, before="", after="", changes=(made_known,))
        )
    path = folder / journal.NAME
    held = made.journal if made.journal is not None else path.read_bytes() if path.exists() else b""
    if new or made.journal is not None:
        open_end = b"\n" if held and not held.endswith(b"\n") else b""
        swap(path, held + (open_end if new else b"") + new, like=path)


def other_folders(plans: Path, own: Path) -> Sequence[Path]:
    """Every other folder of plans, the company's too."""
    if not plans.is_dir():
        return ()
    return [one for one in sorted(plans.iterdir()) if one.is_dir() and one != own and not one.name.startswith(".")]


def concerns(folder: Path, whom: Forgetting) -> bool:
    """Whether another account's folder speaks of this very person: their address is in it, or a run was cut off."""
    left = begun(folder)
    if left is not None:
        return left.contact_id == whom.contact_id
    for path in files_in(folder):
        told = text_of(path.read_bytes()) if path.name not in SKIP else None
        if told and whom.person.has_address(told[0]):
            return True
    return False
