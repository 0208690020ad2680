"""Decks as PDFs and pictures by LibreOffice, and what is said where it is not there, fails, or hangs."""

import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from pptx import Presentation

from steward.errors import NotPrinted
from steward.output import office
from steward.output.office import pdf_of, why_no_pdf
from steward.output.page_pictures import page_pictures
from steward.services.reviews.slide_pictures import Drawing, Drawings
from tests.examples import first
from tests.office import absent

LONGEST = 120
"""Seconds after which what is waited for will not come; a test sets the patience of the drawing itself."""
ROOT = Path(__file__).parents[1]

HANGS = "#!/bin/sh\nsleep 600 &\necho $! >> {pid}\nwait\n"
LEAVES = "#!/bin/sh\nsleep 600 &\necho $! >> {pid}\n"
REFUSES = "#!/bin/sh\necho 'source file could not be loaded' >&2\n"


def _deck(*titles: str) -> bytes:
    made, out = Presentation(), io.BytesIO()
    for title in titles:
        made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = title
    made.save(out)
    return out.getvalue()


def _instead(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Another program in LibreOffice's place."""
    (folder / "soffice").write_text(script)
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def _drawn(drawing: Drawing) -> Drawing:
    until = time.monotonic() + office.PATIENCE
    while not drawing.done and time.monotonic() < until:
        time.sleep(0.05)
    return drawing


@pytest.mark.office
def test_every_slide_has_its_picture_and_a_deck_is_drawn_once() -> None:
    if why_no_pdf():
        absent(why_no_pdf())
    drawings, asked = Drawings(), []
    deck = _deck("One", "Two")

    def made() -> bytes:
        asked.append(deck)
        return deck

    slides = _drawn(drawings.of(made)).slides
    assert len(slides) == 2
    for slide in slides:
        assert [Image.open(io.BytesIO(one)).size for one in (slide.picture, slide.small)] == [(1280, 960), (320, 240)]
    assert slides[0].picture != slides[1].picture
    again = _drawn(drawings.of(made)).slides
    assert [one is other for one, other in zip(slides, again, strict=True)] == [True, True]
    assert len(asked) == 2


def test_where_it_is_not_installed_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not installed" in why_no_pdf()
    with pytest.raises(NotPrinted, match="not installed"):
        pdf_of(b"", ".pptx")
    drawing = _drawn(Drawings().of(lambda: b""))
    assert (drawing.slides, "not installed" in drawing.why_not) == ((), True)


def test_what_it_says_of_a_file_it_cannot_read_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _instead(monkeypatch, tmp_path, REFUSES)
    with pytest.raises(NotPrinted, match="source file could not be loaded"):
        pdf_of(b"no deck", ".pptx")


@pytest.mark.parametrize("script", [HANGS, LEAVES], ids=["it waits for what it began", "it ends before what it began"])
def test_one_that_hangs_is_stopped_with_all_it_began(
    script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pid = _hanging(monkeypatch, tmp_path, script)
    with pytest.raises(NotPrinted, match="longer than 1 seconds"):
        pdf_of(_deck("One"), ".pptx")
    assert _gone(pid), "what it began is gone"


def test_what_it_took_too_long_over_holds_up_nobody_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pid = _hanging(monkeypatch, tmp_path, HANGS)
    for deck in (b"one", b"one", b"two", b"three"):
        with pytest.raises(NotPrinted):
            pdf_of(deck, ".pptx")
    assert len(pid.read_text().split()) == 2, "the same is not tried again, and after two nothing is"
    monkeypatch.setattr(office, "REST", 0)
    with pytest.raises(NotPrinted, match="longer than"):
        pdf_of(b"one", ".pptx")


@pytest.mark.parametrize("ends", first(1, [signal.SIGTERM, signal.SIGINT]))
def test_a_server_that_is_stopped_stops_it_and_leaves_nothing(
    ends: signal.Signals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pid, asides = _hanging(monkeypatch, tmp_path, HANGS), tmp_path / "asides"
    asides.mkdir()
    command, env = [sys.executable, "-m", "tests.server.drawing", str(_free_port())], {"TMPDIR": str(asides)}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | env) as server:
        try:
            _until(lambda: pid.exists() and bool(pid.read_text()))
            assert sorted(one.name.rpartition("-")[0] for one in asides.iterdir()) == ["steward-office", "steward-pdf"]
            server.send_signal(ends)
            server.wait(20)
        finally:
            server.kill()
    assert _gone(pid), "what it began is gone"
    assert list(asides.iterdir()) == []
    assert len(pid.read_text().split()) == 1, "what waited was not begun"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _hanging(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> Path:
    """One that hangs, in a second; the file that names what it began."""
    pid = folder / "pid"
    _instead(monkeypatch, folder, script.format(pid=pid))
    monkeypatch.setattr(office, "PATIENCE", 1)
    monkeypatch.setattr(office, "_hung", {})
    return pid


def _gone(pid: Path) -> bool:
    """Whether what it began last has ended; the system may take a moment to say so."""
    about = Path(f"/proc/{pid.read_text().split()[-1]}/stat")

    def ended() -> bool:
        try:
            return about.read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            return True

    return _until(ended)


def _until(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + LONGEST
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


def test_a_fault_in_a_deck_is_not_told_in_its_own_words() -> None:
    def broken() -> bytes:
        raise KeyError("secret")

    assert _drawn(Drawings().of(broken)).why_not == "The slides could not be drawn."


def test_what_is_not_wanted_any_more_is_not_begun() -> None:
    drawings, begun, said = Drawings(), [], Event()

    def drawn(which: str) -> bytes:
        begun.append(which)
        assert said.wait(office.PATIENCE)
        raise NotPrinted(which)

    first, second, third = (drawings.of(partial(drawn, which)) for which in ("first", "second", "third"))
    second.not_wanted()
    said.set()
    assert [_drawn(one).why_not for one in (first, third)] == ["first", "third"]
    assert second.done and begun == ["first", "third"]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(NotPrinted, match="could not be drawn"):
        page_pictures(b"no pdf", 100)
