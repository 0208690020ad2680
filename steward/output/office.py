"""LibreOffice, where it is installed: a deck, document or workbook as a PDF."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from steward.errors import NotPrinted

PATIENCE = 180
"""Seconds. A deck takes two or three; beside much else on a small machine many times that."""
MISSING = "LibreOffice is not installed where Steward runs, so there is no PDF."
_ONE_AT_A_TIME = Lock()
_profiles: list[TemporaryDirectory[str]] = []


def why_no_pdf() -> str:
    """Why no PDF can be made here; empty where one can."""
    return "" if _command() else MISSING


def pdf_of(content: bytes, suffix: str) -> bytes:
    """A file of this suffix (`.pptx`, `.docx`, `.xlsx`) as a PDF. Raises NotPrinted.

    One at a time: LibreOffice locks its profile, and two at once would take each other's processor."""
    command = _command()
    if not command:
        raise NotPrinted(MISSING)
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="steward-pdf-") as aside:
        source = Path(aside) / f"printed{suffix}"
        source.write_bytes(content)
        said = _run([command, *_switches(), "--outdir", aside, str(source)])
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise NotPrinted(f"LibreOffice made no PDF of it: {said[:200] or 'it does not say why'}.")
        return made.read_bytes()


def _command() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def _switches() -> list[str]:
    """A profile of this process alone, made once: to make it takes longer than a deck does."""
    if not _profiles:
        _profiles.append(TemporaryDirectory(prefix="steward-office-"))
    alone = f"-env:UserInstallation={Path(_profiles[0].name).as_uri()}"
    return [alone, "--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", "pdf"]


def _run(command: list[str]) -> str:
    """What it says of problems. LibreOffice begins a process of its own, which ends with it."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=hasattr(os, "killpg"),
    ) as run:  # fmt: skip
        try:
            _, said = run.communicate(timeout=PATIENCE)
            return str(said, "utf-8", "replace").strip()
        except subprocess.TimeoutExpired as late:
            raise NotPrinted(f"LibreOffice took longer than {PATIENCE} seconds and was stopped.") from late
        finally:
            _end(run)


def _end(run: "subprocess.Popen[bytes]") -> None:
    if run.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(run.pid, signal.SIGKILL)
    else:
        run.kill()
