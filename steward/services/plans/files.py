"""The files people write, whatever they are about: where they are kept, what may stand in them, in what two states of
one differ, what became of it, and one entry set on its own. What a topic does with its file is the topic's service."""

from collections.abc import Mapping
from typing import Any, TypeVar

from steward.domain.labels import told_apart
from steward.plans.company.books import BookFile, BookFiles
from steward.plans.files.changes import PlanChange, changes, entry_id, identity, label
from steward.plans.files.entries import entry
from steward.plans.files.history import Event, history
from steward.plans.files.in_words import said
from steward.plans.files.keys import Key, Kind, Record, Section, keys_of, sections_of
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


def plans_of(workspace: Workspace) -> Plans:
    """The plans of a home, of the accounts that whoever looks may see."""
    return Plans.within(workspace)


def plans_with(workspace: Workspace, file: Opened[Any]) -> Plans:
    """Where a file is kept: with its account, or with the company; books are written by managers, too."""
    if file.kind is BookFile:
        return BookFiles.within(workspace)
    return CompanyFiles.within(workspace) if file.account_id == COMPANY else Plans.within(workspace)


def cache_of(workspace: Workspace) -> PlanCache:
    """The plans of a home, to say something about many of them."""
    return PlanCache(Plans.within(workspace))


def of_digest(plans: Plans, file: Opened[Plan], digest: str) -> Opened[Plan]:
    """A file as it was in the state of this digest; as it is now, where that state is not kept."""
    if digest in ("", file.digest) or not plans.has_version(file.account_id, file.file, digest):
        return file
    return opened(file.kind, file.file, file.account_id, plans.version(file.account_id, file.file, digest))


def company_state(workspace: Workspace, file: str) -> tuple[int, int] | None:
    """What tells one state of a file that holds for the whole book from another; None where there is none."""
    try:
        status = (workspace.plans / COMPANY / file).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def entries(plan: object, section: str) -> Mapping[str, str]:
    """The entries of a section by their ids, as their first words."""
    if section not in sections_of(type(plan)):
        return {}
    return told_apart({identity(record): label(record) for record in getattr(plan, section)})
