"""The plans of a home: opened, saved whole or not at all, and never over what somebody else wrote meanwhile.

account_plans/<slug>/success_plan.toml   agreed with the customer
                     strategy.toml       ours alone
                     reviews/<quarter>/  review.toml, which the customer may see, and debrief.toml, ours alone
                     designs/<id>/       design.toml, which the customer may see, and engineering.toml, ours alone
                     requests.toml       what they asked of us, as both sides read it, and handling.toml, ours alone
                     requests/<id>/      events.jsonl, what happened to one, without words
                     handovers/<year>/   handover.toml, ours alone: what the owner who leaves hands over
                     journal.jsonl       who changed what, when
                     versions/           every state of either file that a save began or ended with
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

from filelock import FileLock, Timeout

from steward.domain.access.scope import EVERYTHING, Scope
from steward.domain.identifiers import slug
from steward.errors import (
    AccountNotFound,
    ChangeNotAllowed,
    PlanBroken,
    PlanChangedMeanwhile,
    PlanNotSaved,
    StewardError,
    VersionNotFound,
)
from steward.plans.files import journal
from steward.plans.files.changes import PlanChange, changes
from steward.plans.files.digests import digest_of
from steward.plans.files.editing import begun_file, edited
from steward.plans.files.keys import Section, sections_of
from steward.plans.files.looked import folders
from steward.plans.files.reading import PlanProblem, ReadPlan, read_plan
from steward.whole_files import UNFINISHED, flush, make_folder, mode_in, swap
from steward.workspace import Workspace

Plan = TypeVar("Plan")
VERSIONS = "versions"
COMPANY = "_company"
"""The folder of the files that hold for the whole book; no account's folder has this name."""
PATIENCE = 10.0
"""Seconds to wait for somebody else's save to finish."""


@dataclass(frozen=True)
class Opened(Generic[Plan]):
    """One file of an account's plan as it was read: its bytes, and what they say."""

    kind: type[Plan]
    file: str
    account_id: str
    content: bytes = field(repr=False)
    text: str = field(repr=False)
    """The content with plain line ends."""
    found: ReadPlan[Plan] = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """What tells this state of the file from others; empty where there is no file."""
        return digest_of(self.content)

    @property
    def plan(self) -> Plan:
        """What it says."""
        return self.found.plan

    @property
    def sections(self) -> Mapping[str, Section]:
        """What may stand in it."""
        return sections_of(self.kind)

    @property
    def problems(self) -> tuple[PlanProblem, ...]:
        """What is wrong in it."""
        return self.found.problems if self.exists else ()

    @property
    def exists(self) -> bool:
        """Whether anybody wrote it yet."""
        return bool(self.content)


@dataclass(frozen=True)
class Saved(Generic[Plan]):
    """One save: the file as it was found, and as it was left."""

    found: Opened[Plan]
    left: Opened[Plan]

    @property
    def plan(self) -> Plan:
        """What the file says now."""
        return self.left.plan


@dataclass(frozen=True)
class Plans:
    """The folder `account_plans/` of a home, of which the accounts of a scope are there."""

    folder: Path
    scope: Scope

    @classmethod
    def whole(cls, folder: Path) -> Self:
        """Those of every account, and every right over them."""
        return cls(folder, EVERYTHING)

    @classmethod
    def within(cls, workspace: Workspace) -> Self:
        """Those that whoever looks at this workspace may see."""
        return cls(workspace.plans, workspace.scope)

    def of(self, account_id: str) -> Path:
        """The folder of one account. Raises AccountNotFound for one outside the scope, as for one there is not."""
        self.readable((account_id,))
        return self.folder / slug(account_id)

    def readable(self, account_ids: Iterable[str]) -> list[str]:
        """These accounts. Raises AccountNotFound where one is outside the scope, as for one there is not."""
        asked = list(account_ids)
        for account_id in asked if not self.scope.sees_all else ():
            if account_id not in self.scope.read:
                raise AccountNotFound(f"There is no account “{account_id[:60]}”.")
        return asked

    def to_change(self, account_id: str) -> Path:
        """The folder of one account to write in. Raises ChangeNotAllowed, or as `of`."""
        folder = self.of(account_id)
        if account_id not in self.scope.change:
            raise ChangeNotAllowed("You may read this account, but not change anything of it.")
        return folder

    def begun(self, account_ids: Iterable[str]) -> list[str]:
        """Those of these accounts that have a folder: nobody wrote anything of the others."""
        there = folders().names(str(self.folder)).folders
        return [account_id for account_id in account_ids if slug(account_id) in there] if there else []

    def open(self, kind: type[Plan], file: str, account_id: str) -> Opened[Plan]:
        """A file of the account's plan as it is now. Raises StewardError where it may not be read."""
        try:
            content = _bytes(self.of(account_id) / file)
        except OSError as problem:
            raise StewardError(f"{file} cannot be read: {problem.strerror or problem}.") from problem
        return opened(kind, file, account_id, content)

    def save(self, base: Opened[Plan], plan: Plan, who: str) -> Opened[Plan]:
        """The plan as `who` wants it, into the file that `base` was read from. Returns what the file is then.

        Raises PlanChangedMeanwhile, PlanBroken or PlanNotSaved; the file then is as it was."""
        if base.found.broken and base.exists:
            raise PlanBroken(f"{base.file} is not valid TOML, so nothing is saved over it. Fix it in the file first.")
        made = changes(base.plan, plan)
        if not made and base.exists:
            return base
        text = edited(base.text, base.file, base.found, made) if base.exists else begun_file(plan, base.file)
        return self._replace(base, _encoded(text, base.content), made, who, "saved" if base.exists else "started")

    def edit(
        self, kind: type[Plan], file: str, account_id: str, edit: Callable[[Plan], Plan], who: str
    ) -> Saved[Plan]:  # fmt: skip
        """Edit the file as it is now, and again where somebody saves at the same time: what they wrote is kept.

        Raises as `save`, and what `edit` raises."""
        while True:
            base = self.open(kind, file, account_id)
            made = edit(base.plan)
            try:
                return Saved(base, self.save(base, made, who))
            except PlanChangedMeanwhile:
                continue

    def restore(self, base: Opened[Plan], digest: str, who: str) -> Opened[Plan]:
        """An earlier version in place of what `base` was read from; no digest: as before there was a file.

        Raises as `save`, and VersionNotFound."""
        content = self.version(base.account_id, base.file, digest) if digest else b""
        earlier = opened(base.kind, base.file, base.account_id, content)
        return self._replace(base, earlier.content, changes(base.plan, earlier.plan), who, "restored")

    def why_not(self, file: Opened[Any]) -> str:
        """Why a file may not be written now whoever wants it, in words; empty where it may, as every plan may."""
        return ""

    def keep(self, state: Opened[Any]) -> None:
        """Keep the state a file was read in as a version, also where it was edited by hand. Raises PlanNotSaved."""
        if state.exists:
            try:
                make_folder(self.of(state.account_id) / VERSIONS)
                self._keep(state, state.content)
            except OSError as problem:
                raise PlanNotSaved(f"{state.file} could not be kept: {problem.strerror or problem}.") from problem

    def has_version(self, account_id: str, file: str, digest: str) -> bool:
        """Whether an earlier version can be read."""
        return digest.isalnum() and self._version(account_id, file, digest).exists()

    def version(self, account_id: str, file: str, digest: str) -> bytes:
        """The text of an earlier version. Raises VersionNotFound."""
        if not self.has_version(account_id, file, digest):
            raise VersionNotFound(f"There is no version {digest[:12]} of {file}.")
        content = self._version(account_id, file, digest).read_bytes()
        if not digest_of(content).startswith(digest):
            raise VersionNotFound(f"Version {digest[:12]} of {file} was changed since it was kept.")
        return content

    def _version(self, account_id: str, file: str, digest: str) -> Path:
        stem, _, suffix = file.replace("/", "-").rpartition(".")
        return self.of(account_id) / VERSIONS / f"{stem}-{digest[:16]}.{suffix}"

    def _replace(
        self, base: Opened[Plan], content: bytes, made: tuple[PlanChange, ...], who: str, how: str
    ) -> Opened[Plan]:
        """Journal, then file: whoever is killed between leaves the old file and a line that says what was meant."""
        if not who.strip():
            raise PlanNotSaved("Nothing is saved without a name: say who you are first.")
        after = digest_of(content)
        with self.alone(base.account_id, base.file) as folder:
            path = folder / base.file
            if why := self.why_not(base):
                raise PlanNotSaved(why)
            if digest_of(_bytes(path)) != base.digest:
                raise PlanChangedMeanwhile("Somebody else saved this meanwhile: look at it, and try again.")
            if after == base.digest:
                return base
            for state in filter(None, (base.content, content)):
                self._keep(base, state)
            line = journal.JournalLine(
                at=journal.now(), who=who, how=how, file=base.file, before=base.digest, after=after, changes=made
            )
            journal.add(folder, [*self._by_hand(folder, base), line])
            if content:
                swap(path, content)
            else:
                path.unlink()
                flush(path.parent)
        return opened(base.kind, base.file, base.account_id, content)

    def _by_hand(self, folder: Path, base: Opened[Plan]) -> Iterator[journal.JournalLine]:
        """What somebody did to the file outside Steward since its last save, as a line of its own."""
        last = journal.last(folder, base.file)
        known = last.after if last else ""
        if base.exists and base.digest not in (known, last.before if last else ""):
            yield journal.JournalLine(
                at=journal.now(), who="", how=journal.BY_HAND, file=base.file, before=known, after=base.digest
            )

    def _keep(self, base: Opened[Any], content: bytes) -> None:
        path = self._version(base.account_id, base.file, digest_of(content))
        if digest_of(_bytes(path)) != digest_of(content):
            swap(path, content, like=self.of(base.account_id) / base.file)

    @contextmanager
    def alone(self, account_id: str, file: str) -> Iterator[Path]:
        """One save at a time for an account, across processes, of a file in its folder or below; that folder. A killed
        process holds nothing. Raises PlanNotSaved."""
        folder = self.to_change(account_id)
        with alone(folder, folder / VERSIONS, (folder / file).parent):
            yield folder

    @contextmanager
    def deciding(self, account_id: str, file: str) -> Iterator[Path]:
        """As `alone`, for a ledger that somebody may add to who may read the account and change nothing of it: who is
        asked to approve. Whoever calls has seen that they are asked. Raises PlanNotSaved, AccountNotFound."""
        folder = self.of(account_id)
        with alone(folder, (folder / file).parent):
            yield folder


class CompanyFiles(Plans):
    """The files that hold for the whole book, kept as safely as a plan, in a folder that no account can have."""

    def of(self, account_id: str) -> Path:
        """The company's folder, whatever account is asked for."""
        return self.folder / COMPANY

    def to_change(self, account_id: str) -> Path:
        """The company's folder to write in. Raises ChangeNotAllowed."""
        if not self.scope.keeps_rules:
            raise ChangeNotAllowed("What holds for the whole company is changed by an administrator.")
        return self.of(account_id)


@contextmanager
def alone(folder: Path, *places: Path) -> Iterator[None]:
    """Hold a folder's lock, with these folders in it there and free of what a killed save left. Raises PlanNotSaved."""
    try:
        for place in (folder, *places):
            make_folder(place)
        with FileLock(folder / ".lock", timeout=PATIENCE, poll_interval=0.01, mode=mode_in(folder)):
            for place in (folder, *places):
                for left_behind in place.glob(f".*{UNFINISHED}"):
                    left_behind.unlink()
            yield
    except Timeout:
        raise PlanNotSaved("Somebody else is saving this plan at the moment; try again.") from None
    except OSError as problem:
        raise PlanNotSaved(f"The plan could not be saved: {problem.strerror or problem}.") from problem


def opened(
    kind: type[Plan], file: str, account_id: str, content: bytes, only: frozenset[str] | None = None
) -> Opened[Plan]:
    """A file's content as a plan; of its sections all, or `only` some."""
    text, unreadable = _decoded(content)
    found = read_plan(kind, file, account_id, text, only)
    if unreadable:
        problems = _not_utf8(file, unreadable, content, found.problems)
        found = ReadPlan(found.plan, tuple(sorted(problems)), True, found.numbered)
    return Opened(kind, file, account_id, content, text, found)


def _not_utf8(file: str, line: int, content: bytes, others: tuple[PlanProblem, ...]) -> set[PlanProblem]:
    """What to say of a file in another encoding; in UTF-16 nothing else can be read, so nothing else is told."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return {PlanProblem(file, 1, "This file is UTF-16 text; save it as UTF-8 in the editor it was written with.")}
    return {PlanProblem(file, line, "This line is not UTF-8 text."), *others}


def _decoded(content: bytes) -> tuple[str, int]:
    """The text with plain line ends, and the line that is no UTF-8, or 0."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n"), 0
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        return content.decode("utf-8", "replace").replace("\r\n", "\n"), line


def _encoded(text: str, like: bytes) -> bytes:
    """The text as bytes, with the line ends and the mark at its head that the file had."""
    try:
        plain = text.encode()
        return (BOM_UTF8 if like.startswith(BOM_UTF8) else b"") + (
            plain.replace(b"\n", b"\r\n") if b"\r\n" in like else plain
        )
    except UnicodeEncodeError:
        raise PlanNotSaved("The text holds half a character that no file can keep; write it again.") from None


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
