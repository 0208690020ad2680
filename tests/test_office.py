"""Decks as PDFs and pictures by LibreOffice, and what is said where it is not there, fails, or hangs."""

import io
import os
import time
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from steward.errors import NotPrinted
from steward.output import office
from steward.output.office import pdf_of, why_no_pdf
from steward.output.page_pictures import page_pictures
from steward.services.slide_pictures import Drawing, Drawings
from tests.office import absent

HANGS = "#!/bin/sh\nsleep 600 &\necho $! > {pid}\nwait\n"
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


def test_one_that_hangs_is_stopped_with_all_it_began(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    _instead(monkeypatch, tmp_path, HANGS.format(pid=pid))
    monkeypatch.setattr(office, "PATIENCE", 2)
    with pytest.raises(NotPrinted, match="longer than 2 seconds"):
        pdf_of(_deck("One"), ".pptx")
    about = Path(f"/proc/{pid.read_text().strip()}/stat")
    assert not about.exists() or about.read_text().rpartition(")")[2].split()[0] == "Z", "what it began is gone"


def test_a_fault_in_a_deck_is_not_told_in_its_own_words() -> None:
    def broken() -> bytes:
        raise KeyError("secret")

    assert _drawn(Drawings().of(broken)).why_not == "The slides could not be drawn."


def test_what_is_not_wanted_any_more_is_not_begun() -> None:
    drawings, begun = Drawings(), []

    def slow() -> bytes:
        begun.append("first")
        time.sleep(0.5)
        raise NotPrinted("first")

    first = drawings.of(slow)
    second = drawings.of(lambda: begun.append("second") or b"")  # type: ignore[func-returns-value]
    second.not_wanted()
    assert _drawn(first).why_not == "first"
    assert _drawn(second).done
    time.sleep(0.1)
    assert begun == ["first"]


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(NotPrinted, match="could not be drawn"):
        page_pictures(b"no pdf", 100)
