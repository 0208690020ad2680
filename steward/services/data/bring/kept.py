"""What lies where people bring data: files of the company that nobody saved, or that the last save replaced."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from steward.plans.files.rewriting import files_in
from steward.services.data.bring.trying import TRIAL
from steward.workspace import Workspace


def brought_files(home: Workspace) -> Iterator[Path]:
    """Of everybody's drafts and of the way back; what is tried of a draft is made of these."""
    for path in files_in(home.brought) if home.brought.is_dir() else ():
        inner = path.relative_to(home.brought).parts
        if inner[1:2] != (TRIAL,) and not any(part.startswith(".") for part in inner):
            yield path


def drop_trials(home: Workspace) -> None:
    """What was tried of any draft: it is tried again when somebody looks at it. A trial at work ends."""
    for folder in home.brought.glob(f"*/{TRIAL}"):
        shutil.rmtree(folder, ignore_errors=True)
