"""What somebody typed and has not saved, kept for their next session."""

from steward.plans.files.draft_values import NotReadable, read, written
from steward.plans.files.drafts import PERSON, Drafts, FieldDraft
from steward.workspace import Workspace

__all__ = ["PERSON", "FieldDraft", "NotReadable", "drafts_of", "read", "written"]


def drafts_of(workspace: Workspace, owner: str) -> Drafts:
    """Those of one person in a home. `owner`: whatever tells them from others."""
    return Drafts.of(workspace, owner)
