"""Files that are written once beside a review: frozen figures and pictures. Whole or not at all, never changed."""

import hashlib
import os
from pathlib import Path

from steward.errors import PlanNotSaved


def write_once(path: Path, content: bytes) -> Path:
    """Write a file that must not be there yet, or be there with the same content. Raises PlanNotSaved."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link fails where the name is taken, which replacing would not.
            os.link(beside, path)
        except FileExistsError:
            if path.read_bytes() != content:
                raise PlanNotSaved(f"{path.name} is there already and says something else.") from None
        finally:
            beside.unlink()
    except OSError as problem:
        raise PlanNotSaved(f"{path.name} could not be saved: {problem.strerror or problem}.") from problem
    return path


def next_number(folder: Path, suffix: str) -> int:
    """The number after the highest among the files of a folder."""
    taken = [int(path.stem) for path in folder.glob(f"*{suffix}") if path.stem.isdigit()]
    return max(taken, default=0) + 1


def named_by_content(content: bytes, suffix: str) -> str:
    """A file name that tells one content from another."""
    return f"{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
