"""The file itself: whole, the same every time, and saying nothing but what the review says."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

from harbour import AS_OF, full_review
from openpyxl import load_workbook
from packages import parts_of, problems
from pptx import Presentation

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_deck

ROOT = Path(__file__).parents[2]


def test_the_package_is_whole(deck: bytes) -> None:
    assert problems(deck) == []


def test_the_same_review_gives_the_same_bytes(review: CustomerReview, deck: bytes) -> None:
    assert customer_deck(review) == deck
    assert customer_deck(full_review()) == deck


def test_the_same_bytes_in_another_place_at_another_hour(deck: bytes) -> None:
    code = (
        "import hashlib, harbour; from steward.deck import customer_deck;"
        "print(hashlib.sha256(customer_deck(harbour.full_review())).hexdigest())"
    )
    paths = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert told.stdout.strip() == hashlib.sha256(deck).hexdigest()


def test_no_part_tells_when_it_was_written(deck: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None
        books = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    dates = {load_workbook(io.BytesIO(book)).properties.created for book in books}
    assert dates == {datetime(AS_OF.year, AS_OF.month, AS_OF.day)}


def test_the_deck_belongs_to_the_company(review: CustomerReview, deck: bytes) -> None:
    properties = Presentation(io.BytesIO(deck)).core_properties
    assert properties.title == "Harbour & Vale: business review Q3 2026"
    assert properties.author == properties.last_modified_by == review.company
    assert properties.created == properties.modified == datetime(2026, 9, 30)
    assert properties.comments == "" and properties.last_printed is None


def test_nobody_else_is_named(deck: bytes) -> None:
    parts = parts_of(deck)
    for word in (b"Steve Canny", b"python-pptx", b"PowerPoint Presentation", b"XlsxWriter", b"thumbnail"):
        assert not [name for name, blob in parts.items() if word.lower() in blob.lower()]
    assert not [name for name in parts if name.endswith(("custom.xml", "thumbnail.jpeg"))]
    left = [name for name in parts if "customXml" in name]
    assert sorted(left) == ["customXml/_rels/item1.xml.rels", "customXml/item1.xml", "customXml/itemProps1.xml"]
    assert b'xmlns="urn:steward:receipts"' in parts["customXml/item1.xml"]
