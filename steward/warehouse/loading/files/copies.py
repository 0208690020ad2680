"""Names of the copies that a load makes of files, in a folder of its own."""

from itertools import count
from pathlib import Path

_numbers = count()


def new_copy(work: Path, suffix: str) -> Path:
    """Where one may be put: nobody else who makes one at the same time is given that name."""
    return work / f"{next(_numbers)}{suffix}"
