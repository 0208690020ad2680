"""What a folder of plans would be without a person: every file anew, with the digests that name files in each other.

A version is named by the digest of its content, the journal names versions by it, and a review names its frozen
figures by theirs; so frozen figures come first, then plans and their versions, then the journal."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from steward.domain.forgetting import ForgottenPerson
from steward.plans.files import journal
from steward.plans.files.digests import digest_of
from steward.plans.files.own_entry import out_of_frozen, out_of_line, out_of_plan
from steward.plans.files.person_in_text import bytes_of, text_of, without
from steward.plans.files.store import VERSIONS
from steward.whole_files import UNFINISHED

PLAN, FROZEN = "success_plan", "frozen"
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_NAMED = re.compile(r"(?P<stem>.+)-(?P<digest>[0-9a-f]{16})(?P<suffix>\.\w+)")


@dataclass(frozen=True)
class Forgetting:
    """Whom to take out: what to look for, and the id of their entry in the plan."""

    contact_id: str
    person: ForgottenPerson


@dataclass(frozen=True)
class Held:
    """A file that holds a person. `times`: how often; `ours`: whether the command changes it, else people have to."""

    file: str
    times: int
    ours: bool = True


@dataclass
class Rewriting:
    """One folder anew. `changed`: in place; `versions`: from the old file to the new one; `renamed`: files named after
    the person; `digests`: of files before → after."""

    held: list[Held] = field(default_factory=list)
    changed: dict[Path, bytes] = field(default_factory=dict)
    versions: dict[Path, tuple[Path, bytes]] = field(default_factory=dict)
    renamed: dict[Path, Path] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    journal: bytes | None = None


def files_in(folder: Path) -> Iterator[Path]:
    """Every file that people or Steward wrote; not what a version control keeps, nor locks."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).parts
        if path.is_file() and not path.is_symlink() and ".git" not in inner and not path.name.endswith("lock"):
            yield path


def rewriting(folder: Path, whom: Forgetting, skip: frozenset[str], known: Mapping[str, str]) -> Rewriting:
    """The folder without a person. `skip`: files of these names; `known`: digests that changed before this run."""
    made = Rewriting(digests=dict(known))
    paths = [path for path in files_in(folder) if path.name not in skip]
    for path in sorted(paths, key=_turn):
        content = path.read_bytes()
        new, times = _anew(path.relative_to(folder), content, whom, made.digests)
        named = whom.person.times(path.name)
        if new is None:  # no text: only its name can be told here
            if named:
                made.held.append(Held(path.relative_to(folder).as_posix(), named))
        elif times or named:
            made.held.append(Held(path.relative_to(folder).as_posix(), times + named))
        if new is not None and new != content:
            _put(made, folder, path, content, new)
        if named:
            made.renamed[path] = path.with_name(whom.person.without(path.name))
    return made


def _turn(path: Path) -> int:
    """Frozen figures, then what names them, then what names that."""
    return 0 if path.parent.name == FROZEN else 2 if path.name == journal.NAME else 1


def _put(made: Rewriting, folder: Path, path: Path, content: bytes, new: bytes) -> None:
    before, after = digest_of(content), digest_of(new)
    if path == folder / journal.NAME:
        made.journal = new
        return
    made.digests[before] = after
    named = _NAMED.fullmatch(path.name) if path.parent == folder / VERSIONS else None
    if named and before.startswith(named["digest"]):
        made.versions[path] = (path.with_name(f"{named['stem']}-{after[:16]}{named['suffix']}"), new)
    else:
        made.changed[path] = new


def _anew(inner: Path, content: bytes, whom: Forgetting, digests: Mapping[str, str]) -> tuple[bytes | None, int]:
    """A file's content without the person, and how often they were in it; None for one that is no text."""
    told = text_of(content)
    if told is None:
        return None, 0
    text, encoding = told
    suffix = Path(inner.name.removesuffix(UNFINISHED)).suffix
    text, own = _entry_out(inner, text, whom.contact_id)
    text, times = without(text, whom.person, suffix)
    text = _DIGEST.sub(lambda found: _latest(found[0], digests), text) if digests else text
    return bytes_of(text, encoding), own + times


def _latest(digest: str, digests: Mapping[str, str]) -> str:
    """What a file's digest is now; a run that was cut off may have changed the file before this one."""
    for _ in range(len(digests)):
        if digest not in digests:
            break
        digest = digests[digest]
    return digest


def _entry_out(inner: Path, text: str, contact_id: str) -> tuple[str, int]:
    """The text without what it says of the person's own entry."""
    if inner.name.startswith(PLAN):
        return out_of_plan(text, contact_id)
    if inner.parent.name == FROZEN:
        return out_of_frozen(text, contact_id)
    if inner.name != journal.NAME:
        return text, 0
    lines = [out_of_line(line, contact_id) for line in text.split("\n")]
    return "\n".join(line for line, _ in lines), sum(times for _, times in lines)
