"""Files that are written once beside a review: frozen figures and pictures. Whole or not at all, never changed."""

import hashlib
from pathlib import Path

from steward.errors import PlanNotSaved
from steward.whole_files import add_numbered, make_folder, swap


def keep_next(folder: Path, suffix: str, content: bytes) -> int:
    """Keep a further state under the next free number, which nobody else gets. Raises PlanNotSaved."""
    try:
        return add_numbered(folder, suffix, content)
    except OSError as problem:
        raise PlanNotSaved(f"It could not be kept: {problem.strerror or problem}.") from problem


def keep_by_content(folder: Path, suffix: str, content: bytes) -> str:
    """Keep a content under a name that tells it from any other: the name. Raises PlanNotSaved."""
    name = f"{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    try:
        make_folder(folder)
        swap(folder / name, content)
    except OSError as problem:
        raise PlanNotSaved(f"{name} could not be saved: {problem.strerror or problem}.") from problem
    return name
