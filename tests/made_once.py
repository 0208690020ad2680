"""What all workers of a run share: made by the first that asks for it, read by all, changed by none."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

OF_A_SERVER = {".secret", "errors.log", "exports.jsonl", ".exports.lock"}
"""What it signs with, what failed, and which files it handed out."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name, for all workers of the run. Whoever wants to change it takes a copy."""
    folder = of_the_run(factory) / name
    with FileLock(f"{folder}.lock"):
        if not _seal(folder).exists():
            shutil.rmtree(folder, ignore_errors=True)  # the half of it that another worker failed at
            folder.mkdir(parents=True)
            make(folder)
            _seal(folder).write_text(_contents(folder), encoding="utf-8")
    return folder


def changed(factory: pytest.TempPathFactory) -> list[Path]:
    """The shared folders that are no longer as they were made."""
    seals = sorted(of_the_run(factory).glob("*.made"))
    return [seal for seal in seals if seal.read_text(encoding="utf-8") != _contents(seal.with_suffix(""))]


def is_shared(folder: Path) -> bool:
    """Is it one of those?"""
    return _seal(folder).exists()


def of_the_run(factory: pytest.TempPathFactory) -> Path:
    """A worker's own folder lies in the one of the run."""
    own = factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"


def _seal(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.made")


def _contents(folder: Path) -> str:
    """Every file with its size and when it was last written, but what a server writes of what it did."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in OF_A_SERVER)
    return "".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n" for path in files)
