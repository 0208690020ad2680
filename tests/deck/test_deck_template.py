"""Other people's templates: every one filled, or refused in one sentence that names the file."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from package_check import faults
from packages import parts_of, plain, slides_of
from pptx import Presentation
from templates import ODD, parts, with_macros_in_a_workbook, written, zipped

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck
from steward.errors import TemplateRefused
from tests.deck.templates import open_template
from tests.examples import first, these
from tests.pictures_made import png_of

FIRST, FURTHER = re.compile(r" \(1 of \d\)$"), re.compile(r" \([2-9] of \d\)$")
REAL = ("unhcr_16x9.pptx", "vicgov_a4_custom_layout_names.pptx", "deleted_layouts.pptx", "rstudio.potx")


def check(review: CustomerReview, deck: bytes) -> None:
    """What holds on any template."""
    assert faults(deck) == []
    presentation = Presentation(io.BytesIO(deck))
    titles = [plain(slide.shapes.title.text) for slide in presentation.slides]
    # A narrow page tells on a further slide what it has no room for.
    firsts = [FIRST.sub("", title) for title in titles if not FURTHER.search(title)]
    assert firsts == [slide.title for slide in review.slides if not FURTHER.search(slide.title)]
    for slide in presentation.slides:
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width
            assert shape.top >= 0 and shape.top + height <= presentation.slide_height


@pytest.mark.parametrize("name", first(1, REAL))
def test_a_real_template_carries_the_whole_review(name: str, review: CustomerReview, real: Path) -> None:
    deck = customer_deck(review, real / "templates" / name)
    check(review, deck)
    assert deck == customer_deck(review, real / "templates" / name)
    assert not [part for part in parts_of(deck) if "thumbnail" in part or "custom.xml" in part]
    assert [part for part in parts_of(deck) if part.startswith("customXml/item") and "Props" not in part] == [
        "customXml/item1.xml"
    ], "our receipts, and none of the template's documents"


@pytest.mark.parametrize(
    "name",
    first(
        1,
        [
            "libreoffice-saved-template/new.pptx",
            "libreoffice-resaved-deck/own.pptx",
            "notes-master-without-body/template.pptx",
        ],
    ),
)
def test_a_template_that_failed_before_carries_the_whole_review(name: str, review: CustomerReview, cases: Path) -> None:
    deck = customer_deck(review, cases / name)
    check(review, deck)
    said = [slide.notes_slide.notes_text_frame.text for slide in slides_of(deck) if slide.has_notes_slide]
    assert said == [slide.notes for slide in review.slides if slide.notes]


TELLING = ("all layouts of one name", "no layouts")
SOME_ODD = these(TELLING, ODD)


@pytest.mark.parametrize("kind", SOME_ODD)
def test_an_odd_template_carries_the_whole_review(kind: str, review: CustomerReview, tmp_path: Path) -> None:
    check(review, customer_deck(review, written(tmp_path, "odd.pptx", ODD[kind]())))


def test_slides_of_the_template_leave_nothing_behind(review: CustomerReview, tmp_path: Path) -> None:
    deck = customer_deck(review, written(tmp_path, "used.pptx", ODD["with slides"]()))
    assert len(slides_of(deck)) == len(review.slides)
    assert not [name for name, blob in parts_of(deck).items() if b"secret" in blob.lower()]


def test_a_layout_is_chosen_by_what_it_holds(review: CustomerReview, tmp_path: Path) -> None:
    template = written(tmp_path, "vorlage.pptx", ODD["all layouts of one name"]())
    used = [slide.slide_layout.part.partname for slide in slides_of(customer_deck(review, template))]
    title, content, _, two = (layout.part.partname for layout in list(open_template(template).slide_layouts)[:4])
    assert used[0] == title
    assert used[1] == content, "for one table"
    assert used[3] == two, "for two charts"


def test_a_changed_template_is_read_again(review: CustomerReview, tmp_path: Path) -> None:
    template = written(tmp_path, "changing.pptx", ODD["4 to 3"]())
    first = customer_deck(review, template)
    written(tmp_path, "changing.pptx", ODD["portrait"]())
    assert customer_deck(review, template) != first


def _bomb() -> bytes:
    """A part that claims 10 bytes and unpacks to 400 MB."""
    content = zipped(parts() | {"ppt/media/image1.bin": b"\0" * 400_000_000})
    return content.replace(struct.pack("<I", 400_000_000), struct.pack("<I", 10))


def _honest_bomb() -> bytes:
    return zipped(parts() | {"ppt/media/image1.bin": b"\0" * 400_000_000})


def _types(old: str, new: str) -> Callable[[], bytes]:
    return lambda: zipped({n: b.replace(old.encode(), new.encode()) if n[0] == "[" else b for n, b in parts().items()})


def _entity() -> bytes:
    theme = parts()["ppt/theme/theme1.xml"].decode()
    doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a:theme'
    return zipped(parts() | {"ppt/theme/theme1.xml": theme.replace("<a:theme", doctype, 1).encode()})


def _without(name: str) -> Callable[[], bytes]:
    return lambda: zipped({key: blob for key, blob in parts().items() if key != name})


def _twice() -> bytes:
    stream = io.BytesIO(zipped(parts()))
    with pytest.warns(UserWarning), zipfile.ZipFile(stream, "a") as package:
        package.writestr("ppt/presentation.xml", b"<p/>")
    return stream.getvalue()


def _strict() -> bytes:
    old, new = (
        b"http://schemas.openxmlformats.org/presentationml/2006/main",
        b"http://purl.oclc.org/ooxml/presentationml/main",
    )
    return zipped(parts() | {"ppt/presentation.xml": parts()["ppt/presentation.xml"].replace(old, new)})


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/tmp/x) (w) file\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "presentationml.presentation.main+xml"
MACROS = "ms-powerpoint.presentation.macroEnabled.main+xml"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros": (_types("openxmlformats-officedocument." + MAIN, MACROS), "macros"),
    "a macro in a chart's workbook": (with_macros_in_a_workbook, "macros"),
    "a hidden macro": (lambda: zipped(parts() | {"ppt/vbaProject.bin": b"x"}), "macros"),
    "a password": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "the old format": (lambda: OLE + b"\0" * 600, "PowerPoint 2003"),
    "a Word document": (_types(MAIN, "wordprocessingml.document.main+xml"), "Word"),
    "an Excel workbook": (_types(MAIN, "spreadsheetml.sheet.main+xml"), "an Excel file"),
    "a drawing": (_types(MAIN, "drawing.main+xml"), "another kind of file"),
    "macros in a template": (
        _types("openxmlformats-officedocument." + MAIN, "ms-powerpoint.template.macroEnabled.main+xml"), "macros"
    ),
    "Strict Open XML": (_strict, "Strict Open XML"),
    "too many parts": (
        lambda: zipped(parts() | {f"ppt/media/{n}.bin": b"" for n in range(10_001)}), "far too many parts"
    ),
    "one huge part of XML": (
        lambda: zipped(parts() | {"ppt/theme/theme9.xml": b"<a>" + b" " * 41 * 2**20 + b"</a>"}), "far more"
    ),
    "not a zip": (lambda: b"hello", "not a PowerPoint file"),
    "nothing": (lambda: b"", "not a PowerPoint file"),
    "half a file": (lambda: zipped(parts())[:9_000], "PowerPoint file"),
    "a flipped byte": (lambda: _flipped(zipped(parts())), "damaged"),
    "a zip bomb": (_honest_bomb, "far more"),
    "a zip bomb that lies": (_bomb, ""),
    "an entity": (_entity, "entities"),
    "broken XML": (lambda: zipped(parts() | {"ppt/theme/theme1.xml": b"<a:theme"}), "damaged"),
    "no theme": (_without("ppt/theme/theme1.xml"), ""),
    "no main part": (_without("ppt/presentation.xml"), ""),
    "no master": (_without("ppt/slideMasters/slideMaster1.xml"), ""),
    "no content types": (_without("[Content_Types].xml"), ""),
    "the same part twice": (_twice, "twice"),
    "an EPS called a picture": (lambda: zipped(parts() | {"ppt/media/logo.PNG": EPS}), "which is no picture"),
    "a PDF called a picture": (lambda: zipped(parts() | {"ppt/media/a.jpeg": b"%PDF-1.7"}), "which is no picture"),
    "a picture of a gigabyte": (lambda: zipped(parts() | {"ppt/media/a.png": png_of(30_000, 30_000)}), "far too large"),
    "a picture of 200 MB": (lambda: zipped(parts() | {"ppt/media/a.bin": png_of(8_000, 8_000)}), "far too large"),
}  # fmt: skip


def _flipped(blob: bytes) -> bytes:
    at = blob.index(b"ppt/slideMasters/slideMaster1.xml") + 200
    return blob[:at] + bytes([blob[at] ^ 0xFF]) + blob[at + 1 :]


@pytest.mark.parametrize("kind", first(8, [*(kind for kind in REFUSED if kind != "a zip bomb"), "a zip bomb"]))
def test_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    make, why = REFUSED[kind]
    file = written(tmp_path, "their file.pptx", make())
    with pytest.raises(TemplateRefused) as refusal:
        open_template(file)
    said = str(refusal.value)
    assert said.startswith("“their file.pptx” ") and said.endswith(".") and "\n" not in said
    assert why in said and str(tmp_path) not in said


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match=r"“nowhere\.pptx” does not exist"):
        open_template(tmp_path / "nowhere.pptx")
    with pytest.raises(TemplateRefused, match="is a folder"):
        open_template(tmp_path)
