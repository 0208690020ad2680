"""What a customer sees of a design: only once it is shown to them, and never a word of what is ours alone."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from steward.briefings.customer.subject import Subject, subject
from steward.deck import customer_deck
from steward.domain.design.words import Confidence
from steward.errors import DesignNotReady
from steward.plans.customer.design import AboutDesign, Design
from steward.plans.files.keys import Kind, keys_of, sections_of
from steward.plans.files.store import Plans
from steward.plans.internal.engineering import Engineering
from steward.services.design.documents import design_document, handover_document, handover_open
from steward.services.design.files import open_design
from steward.services.design.shown import brief, shown
from steward.services.design.steps import DesignEvent, take_step
from steward.services.reviews.opened import open_review
from steward.workspace import Workspace
from tests.access.signed_in import page_of
from tests.design.design_made import ID, answers, company, design, engineering, put
from tests.homes import opened_once
from tests.pages.files_offered import files_offered

CANARY = "zqcanaryzq"
NAMES = {"P2": "Bo Lind"}


def singing() -> Engineering:
    """Engineering with the canary in every key that holds words, and a number of its own in every other."""
    found: dict[str, Any] = {}
    for name, section in sections_of(Engineering).items():
        said = {key: _sung(described.kind) for key, described in keys_of(section.record).items()}
        record = section.record(**{key: value for key, value in said.items() if value is not None})
        found[name] = (record,) if section.many else record
    sung = Engineering(account_id="A1", **found)
    told = replace(sung.request, engineer="P2")
    return replace(sung, request=told)


def _sung(kind: Kind) -> Any:
    if kind in (Kind.NUMBER, Kind.MONEY):
        return 918_273
    if kind is Kind.DATE:
        return date(2031, 7, 23)
    return None if kind in (Kind.CHOICE, Kind.CHOICES) else f"{CANARY} of ours"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    company(tmp_path)
    put(tmp_path, design(), singing())
    return tmp_path


@pytest.fixture
def about(folder: Path) -> Subject:
    return subject(opened_once(Workspace.whole(folder)), "A1")


def plans_of(folder: Path) -> Plans:
    return Plans.whole(folder / "account_plans")


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, part
            if part.startswith(b"PK"):
                yield from ((f"{name}!{inner}", blob) for inner, blob in parts(part))


def sings(content: bytes) -> list[str]:
    words = (CANARY.encode(), CANARY.encode("utf-16-le"), b"918273", b"918,273", b"23 Jul 2031", b"2031-07-23")
    return [name for name, part in parts(content) if any(word in part for word in words)]


class TestCanary:
    def test_it_stands_in_every_key_of_what_is_ours(self, folder: Path) -> None:
        sung = open_design(plans_of(folder), "A1", ID).engineering.plan
        text = (plans_of(folder).of("A1") / "designs" / ID / "engineering.toml").read_text()
        assert sung == singing()
        for section in sections_of(Engineering).values():
            for key, described in section.keys.items():
                if described.kind not in (Kind.CHOICE, Kind.CHOICES):
                    assert f"\n{key} = " in text, (section.name, key)

    def test_no_exhibit_figure_or_word_of_the_customers_briefing_holds_it(self, about: Subject, folder: Path) -> None:
        (source,) = shown(about, plans_of(folder))
        told = repr(brief(about, source))
        assert "No branch stops" in told
        assert CANARY not in told and "918273" not in told and "2031" not in told

    def test_neither_the_document_nor_the_slide_holds_it(self, about: Subject, folder: Path) -> None:
        document = design_document(about, plans_of(folder), ID)
        deck = customer_deck(open_review(about, plans_of(folder)).review)
        assert sings(document) == [] and sings(deck) == []
        words = b"".join(part for name, part in parts(deck) if "slides/slide" in name)
        assert b"Two lines" in words and b"One line" in words

    def test_neither_the_page_nor_its_workbook_holds_it(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with files_offered() as files:
            test = page_of(folder, "", "pages/customer/design.py", monkeypatch, alone=True, account="A1")
        assert not test.exception
        drawn = "".join(
            str(one.value) for kind in ("markdown", "caption", "table", "dataframe", "info") for one in test.get(kind)
        )
        assert "Branches that stay open" in drawn.replace("\\", "") and CANARY not in drawn
        [make] = [one for name, one in files.items() if name.endswith(".xlsx")]
        assert sings(make()) == []


class TestShown:
    def test_before_its_day_the_customer_sees_nothing_of_it(
        self, about: Subject, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for when in (None, date(2099, 1, 1)):
            put(folder, replace(design(), about=replace(design().about, shown_on=when)))
            assert shown(about, plans_of(folder)) == ()
        deck = customer_deck(open_review(about, plans_of(folder)).review)
        assert not any(b"Two lines" in part for name, part in parts(deck))
        test = page_of(folder, "", "pages/customer/design.py", monkeypatch, alone=True, account="A1")
        assert any("No design is shared yet" in str(one.value) for one in test.markdown)

    def test_another_account_has_none(self, folder: Path) -> None:
        other = subject(opened_once(Workspace.whole(folder)), "B1")
        assert shown(other, plans_of(folder)) == ()

    def test_the_opportunity_and_our_names_of_files_are_not_on_the_page(self, about: Subject, folder: Path) -> None:
        (source,) = shown(about, plans_of(folder))
        found = brief(about, source)
        told = [cell for one in found.exhibits for row in one.text() for cell in row]  # type: ignore[union-attr]
        assert not {"O1", "engineering", "P2"} & set(told)


def text_of(content: bytes) -> str:
    held = Document(io.BytesIO(content))
    cells = [cell.text for table in held.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in held.paragraphs), *cells])


class TestHandOver:
    def reviewed(self, folder: Path, plan: Design | None = None) -> None:
        put(folder, plan or design(), engineering())
        for event in (DesignEvent.INTERVIEW, DesignEvent.DESIGN, DesignEvent.REVIEW):
            take_step(plans_of(folder), open_design(plans_of(folder), "A1", ID), event, "Bo Lind", NAMES)

    def test_it_is_refused_while_something_is_open_and_says_what(self, about: Subject, folder: Path) -> None:
        put(folder, replace(design(), answers=answers(Confidence.ASSUMED)), engineering())
        opened = open_design(plans_of(folder), "A1", ID)
        assert "The review is not signed." in handover_open(about, plans_of(folder), opened)
        with pytest.raises(DesignNotReady, match=r"The review is not signed.*Only assumed: Which applications"):
            handover_document(about, plans_of(folder), opened)

    def test_it_is_refused_again_once_the_design_changed(self, about: Subject, folder: Path) -> None:
        self.reviewed(folder)
        changed = replace(design(), about=AboutDesign(**{**_values(design().about), "offered": "single"}))
        put(folder, changed, engineering())
        with pytest.raises(DesignNotReady, match="The review is not signed"):
            handover_document(about, plans_of(folder), open_design(plans_of(folder), "A1", ID))

    def test_what_was_changed_after_it_was_accepted_is_not_printed_as_signed(
        self, about: Subject, folder: Path
    ) -> None:
        self.reviewed(folder)
        for event in (DesignEvent.PRICE, DesignEvent.HAND_OVER, DesignEvent.ACCEPT):
            take_step(plans_of(folder), open_design(plans_of(folder), "A1", ID), event, "Bo Lind", NAMES)
        assert handover_open(about, plans_of(folder), open_design(plans_of(folder), "A1", ID)) == ()
        put(folder, replace(design(), lines=tuple(replace(one, quantity=99) for one in design().lines)), engineering())
        with pytest.raises(DesignNotReady, match="It was changed since Bo Lind signed it: put it back as it was"):
            handover_document(about, plans_of(folder), open_design(plans_of(folder), "A1", ID))

    def test_it_tells_lines_tests_sites_and_who_said_what(self, about: Subject, folder: Path) -> None:
        self.reviewed(folder)
        told = text_of(handover_document(about, plans_of(folder), open_design(plans_of(folder), "A1", ID)))
        for word in ("SD-WAN Edge", "Mobile backup", "€140.50", "Pull the line: calls go on.", "Oslo", "Anna Koch",
                     "Which applications must run over it", "The spare device", "Bo Lind"):  # fmt: skip
            assert word in told, word
        assert "One line" not in told, "only the option that is offered"


def _values(about: AboutDesign) -> dict[str, Any]:
    return {one.name: getattr(about, one.name) for one in fields(about)}
