"""LibreOffice as the tests start it. Not there is a failure in CI, elsewhere a skip that says what to install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PATIENCE = 900
"""Seconds: half a minute when idle, many times that beside whatever else a machine does."""


def converted(files: list[Path], to: str, folder: Path, profile: Path) -> list[Path]:
    """The files in another format in another folder, by one start of LibreOffice."""
    if not shutil.which("soffice"):
        absent("install LibreOffice (libreoffice-impress and libreoffice-writer)")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [folder / file.with_suffix(f".{to}").name for file in files]


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def absent(missing: str) -> None:
    """What a test needs is not installed."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
