"""The files people write, whatever they are about: where they are kept, what may stand in them, in what two states of
one differ, what became of it, and one entry set on its own. What a topic does with its file is the topic's service."""

import os
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from steward.domain.labels import told_apart
from steward.plans.company.books import BookFile, BookFiles
from steward.plans.company.targets import TargetFile, TargetFiles
from steward.plans.files.changes import PlanChange, changes, entry_id, identity, label
from steward.plans.files.entries import entry
from steward.plans.files.history import Event, history
from steward.plans.files.in_words import said
from steward.plans.files.keys import Key, Kind, Record, Section, keys_of, sections_of
from steward.plans.files.looked import looked_once
from steward.plans.files.merge import Merge, Versions
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.shapes import newly_wrong
from steward.plans.files.store import COMPANY, CompanyFiles, Opened, Plans, Saved, opened
from steward.plans.files.together import WHOLE, PlanPart, edit_conflict, field_told, overtaken, save, take_back, whose
from steward.plans.files.values import is_empty
from steward.workspace import Workspace

__all__ = [
    "COMPANY",
    "WHOLE",
    "Event",
    "Key",
    "Kind",
    "Merge",
    "Opened",
    "PlanCache",
    "PlanChange",
    "PlanPart",
    "Plans",
    "Record",
    "Saved",
    "Section",
    "Versions",
    "cache_of",
    "changes",
    "company_state",
    "edit_conflict",
    "entries",
    "entry",
    "entry_id",
    "field_told",
    "history",
    "identity",
    "is_empty",
    "keys_of",
    "label",
    "looked_once",
    "newly_wrong",
    "of_digest",
    "overtaken",
    "plans_of",
    "plans_with",
    "said",
    "save",
    "take_back",
    "whose",
]

Plan = TypeVar("Plan")
WRITTEN_BY_OTHERS: Mapping[type, type[CompanyFiles]] = {BookFile: BookFiles, TargetFile: TargetFiles}
"""The company's files that more people write than its rules."""


def plans_of(workspace: Workspace) -> Plans:
    """The plans of a home, of the accounts that whoever looks may see."""
    return Plans.within(workspace)


def plans_with(workspace: Workspace, file: Opened[Any]) -> Plans:
    """Where a file is kept: with its account, or with the company."""
    if file.account_id != COMPANY:
        return Plans.within(workspace)
    return WRITTEN_BY_OTHERS.get(file.kind, CompanyFiles).within(workspace)


def cache_of(workspace: Workspace) -> PlanCache:
    """The plans of a home, to say something about many of them."""
    return PlanCache(Plans.within(workspace))


def of_digest(plans: Plans, file: Opened[Plan], digest: str) -> Opened[Plan]:
    """A file as it was in the state of this digest; as it is now, where that state is not kept."""
    if digest in ("", file.digest) or not plans.has_version(file.account_id, file.file, digest):
        return file
    return opened(file.kind, file.file, file.account_id, plans.version(file.account_id, file.file, digest))


def company_state(workspace: Workspace, file: str) -> tuple[int, ...] | None:
    """What tells one state of a file that holds for the whole book from another, or of a folder with all that lies in
    it; None where there is none."""
    path = workspace.plans / COMPANY / file
    try:
        status = path.stat()
        if path.is_dir():
            return (hash(tuple(_stamps(str(path)))),)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every file below a folder, with when it was written and how long it is."""
    with os.scandir(folder) as found:
        for one in sorted(found, key=lambda each: each.name):
            if one.is_dir():
                yield from _stamps(one.path)
            else:
                status = one.stat()
                yield one.path, status.st_mtime_ns, status.st_size


def entries(plan: object, section: str) -> Mapping[str, str]:
    """The entries of a section by their ids, as their first words."""
    if section not in sections_of(type(plan)):
        return {}
    return told_apart({identity(record): label(record) for record in getattr(plan, section)})
