"""What people typed and have not saved: for each of them a file that nobody else is shown, a line for each field.

It lies beside the data and not with the plans, for nothing in it was said yet. A field that was saved or discarded
leaves it; what nobody came back to for long goes, too."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from steward.domain.forgetting import ForgottenPerson
from steward.domain.identifiers import slug
from steward.plans.files.draft_values import ENTRY
from steward.plans.files.person_in_text import without as without_person
from steward.plans.files.store import alone
from steward.whole_files import swap_secret
from steward.workspace import Workspace

SUFFIX = ".jsonl"
PERSON = "person"
"""What the fields of the form of one person begin with; theirs follow the account, the map and who it is."""
KEPT_FOR = timedelta(days=180)


@dataclass(frozen=True, kw_only=True)
class FieldDraft:
    """What stands in one field. `value`, `begun`: as JSON, what is typed and what the field began with; `base`: the
    state of the file that it is about, empty where that is not known; `at`: when."""

    value: Any
    begun: Any
    base: str
    at: datetime


@dataclass(frozen=True)
class Drafts:
    """Those of one person. `owner`: whatever tells them from others; it stands nowhere in clear."""

    folder: Path
    owner: str

    @classmethod
    def of(cls, workspace: Workspace, owner: str) -> "Drafts":
        """Those of this home."""
        return cls(workspace.drafts, owner)

    def all(self) -> dict[str, FieldDraft]:
        """By the names of their fields; what cannot be read is passed over."""
        return dict(_read(self._path))

    def change(self, typed: Mapping[str, FieldDraft], gone: Iterable[str]) -> None:
        """These are typed anew, those are not any more; the others stay. Raises PlanNotSaved."""
        with alone(self.folder):
            oldest = datetime.now(UTC) - KEPT_FOR
            before = {name: draft for name, draft in self.all().items() if draft.at > oldest}
            held = {**before, **typed}
            for name in gone:
                held.pop(name, None)
            if held:
                swap_secret(self._path, "".join(map(_line, held.items())).encode("utf-8", "backslashreplace"))
            else:
                self._path.unlink(missing_ok=True)

    @property
    def _path(self) -> Path:
        digest = sha256(self.owner.encode("utf-8", "backslashreplace")).hexdigest()
        return self.folder / f"{digest[:32]}{SUFFIX}"


def _line(one: tuple[str, FieldDraft]) -> str:
    name, draft = one
    return json.dumps({"field": name, **asdict(draft), "at": draft.at.isoformat()}, ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[tuple[str, FieldDraft]]:
    try:
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return
    for line in lines:
        try:
            said = json.loads(line)
            draft = FieldDraft(value=said["value"], begun=said["begun"], base=str(said["base"]), at=_at(said["at"]))
            yield str(said["field"]), draft
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def _at(said: str) -> datetime:
    found = datetime.fromisoformat(said)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def without(
    workspace: Workspace, person: ForgottenPerson, contact_id: str, account_id: str, *, change: bool
) -> Iterator[tuple[Path, int]]:
    """Files of drafts that hold a person, and how often: in fields of an account or of none that is named, or with
    their own address in any. `change`: and no more. Raises PlanNotSaved."""
    for path in sorted(workspace.drafts.glob(f"*{SUFFIX}")):
        with alone(workspace.drafts):
            lines = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
            told = [_without(one, person, contact_id, account_id) for one in lines]
            times = sum(found for _, found in told)
            if times and change:
                swap_secret(path, "\n".join(line for line, _ in told).encode("utf-8", "surrogateescape"))
        if times:
            yield path, times


def _without(line: str, person: ForgottenPerson, contact_id: str, account_id: str) -> tuple[str, int]:
    """Of an account's own entry of theirs only the id stays, as in its plan; of a form of theirs alone nothing."""
    try:
        said = json.loads(line)
        names = str(said["field"]).split(".")
    except (ValueError, KeyError, TypeError, RecursionError):
        return without_person(line, person, SUFFIX)
    own = 0
    if slug(account_id) in names:
        if PERSON in names and slug(contact_id) in names:
            return "", 1
        said, own = _entry_out(said, contact_id)
        line = json.dumps(said, ensure_ascii=False) if own else line
    elif "deal" not in names and not person.has_address(line):
        return line, 0
    line, times = without_person(line, person, SUFFIX)
    return line, own + times


def _entry_out(said: Any, contact_id: str) -> tuple[Any, int]:
    if isinstance(said, list):
        each = [_entry_out(one, contact_id) for one in said]
        return [one for one, _ in each], sum(times for _, times in each)
    if not isinstance(said, dict):
        return said, 0
    if isinstance(entry := said.get(ENTRY), dict) and entry.get("id") == contact_id:
        told = sum(bool(value) for key, value in entry.items() if key != "id")
        return {**said, ENTRY: {"id": contact_id}}, told
    inner = {key: _entry_out(value, contact_id) for key, value in said.items()}
    return {key: one for key, (one, _) in inner.items()}, sum(times for _, times in inner.values())
