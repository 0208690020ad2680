"""LibreOffice, where it is installed: a deck, document or workbook as a PDF."""

import hashlib
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock

from steward.errors import NotPrinted

PATIENCE = 180
"""Seconds. A deck takes two or three; beside much else on a small machine many times that."""
REST = 600
"""Seconds in which a file that it took too long over is not tried again; after two of them, no file is."""
MISSING = "LibreOffice is not installed where Steward runs, so there is no PDF."
ENDED = "Steward is being stopped, so there is no PDF."
_ONE_AT_A_TIME = Lock()
_profiles: list[TemporaryDirectory[str]] = []
_running: list["subprocess.Popen[bytes]"] = []
_hung: dict[str, float] = {}
"""When it took too long over which file, by its digest; nothing once it made another."""
_ended = Event()


def why_no_pdf() -> str:
    """Why no PDF can be made here; empty where one can."""
    return "" if _command() else MISSING


def pdf_of(content: bytes, suffix: str) -> bytes:
    """A file of this suffix (`.pptx`, `.docx`, `.xlsx`) as a PDF. Raises NotPrinted.

    One at a time: LibreOffice locks its profile, and two at once would take each other's processor."""
    command = _command()
    if not command:
        raise NotPrinted(MISSING)
    with _ONE_AT_A_TIME:
        digest = hashlib.sha256(content).hexdigest()
        _refuse_what_hung(digest)
        if _ended.is_set():
            raise NotPrinted(ENDED)
        with TemporaryDirectory(prefix="steward-pdf-") as aside:
            source = Path(aside) / f"printed{suffix}"
            source.write_bytes(content)
            said = _run([command, *_switches(), "--outdir", aside, str(source)], digest)
            made = source.with_suffix(".pdf")
            if not made.is_file():
                raise NotPrinted(f"LibreOffice made no PDF of it: {said[:200] or 'it does not say why'}.")
            _hung.clear()
            return made.read_bytes()


def begin() -> None:
    """A server begins."""
    _ended.clear()


def stop() -> None:
    """The server ends: LibreOffice is stopped where it runs, is not begun again, and leaves nothing behind."""
    _ended.set()
    for run in tuple(_running):
        _end(run)
    with _ONE_AT_A_TIME:
        while _profiles:
            _profiles.pop().cleanup()


def _refuse_what_hung(digest: str) -> None:
    """Whoever asks for it again would wait as long, and everybody else behind them."""
    recent = [key for key, since in _hung.items() if time.monotonic() - since < REST]
    if digest in recent or len(recent) > 1:
        minutes = round(REST / 60)
        raise NotPrinted(f"LibreOffice took too long a moment ago and was stopped; try again in {minutes} minutes.")


def _command() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def _switches() -> list[str]:
    """A profile of this process alone, made once: to make it takes longer than a deck does."""
    if not _profiles:
        _profiles.append(TemporaryDirectory(prefix="steward-office-"))
    alone = f"-env:UserInstallation={Path(_profiles[0].name).as_uri()}"
    return [alone, "--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", "pdf"]


def _run(command: list[str], digest: str) -> str:
    """What it says of problems. LibreOffice begins a process of its own, which ends with it."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=hasattr(os, "killpg"),
    ) as run:  # fmt: skip
        _running.append(run)
        try:
            if _ended.is_set():
                raise NotPrinted(ENDED)
            _, said = run.communicate(timeout=PATIENCE)
            return str(said, "utf-8", "replace").strip()
        except subprocess.TimeoutExpired as late:
            _hung[digest] = time.monotonic()
            raise NotPrinted(f"LibreOffice took longer than {PATIENCE} seconds and was stopped.") from late
        finally:
            _running.remove(run)
            _end(run)


def _end(run: "subprocess.Popen[bytes]") -> None:
    """With all it began: what it began may still run where it has ended itself."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(run.pid, signal.SIGKILL)
    elif run.poll() is None:
        run.kill()
