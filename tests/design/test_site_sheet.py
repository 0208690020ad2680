"""The site table goes out as an Excel file and comes back: what changed is told, and what is hostile is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from steward.briefings.customer.subject import Subject, subject
from steward.domain.design.words import Survey
from steward.errors import FileUnreadable, PlanChangedMeanwhile, PlanNotSaved
from steward.output.form_sheet import GUIDE
from steward.plans.customer.design import Design, DesignSite, file_of
from steward.plans.files.store import Plans
from steward.services.design.files import OpenedDesign, open_design
from steward.services.design.site_cells import KEYS, from_cell
from steward.services.design.site_sheet import SHEET, SheetReport, read_back, sheet_out, take_over
from steward.workspace import Workspace
from tests.design.design_made import ID, company, design, put
from tests.homes import opened_once
from tests.made_once import made_once

Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def about(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    home = made_once(tmp_path_factory, "design_company", lambda home: (company(home), None)[1])
    return subject(opened_once(Workspace.whole(home)), "A1")


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    found = put(tmp_path, design())
    # Saved once, so that this state is kept, as any that was made in the app is.
    save(found, replace(design(), about=replace(design().about, need="Said anew.")))
    return found


@pytest.fixture(scope="module")
def sent(about: Subject, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Plans]:
    """A sheet as it went out, and the plans it is of."""
    plans = put(tmp_path_factory.mktemp("damaged"), design())
    return sheet_out(about, opened(plans)), plans


def opened(plans: Plans) -> OpenedDesign:
    return open_design(plans, "A1", ID)


def save(plans: Plans, plan: Design) -> None:
    plans.save(plans.open(Design, file_of(ID), "A1"), plan, "Ida Falk")


def edited(content: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book[SHEET])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def column(sheet: Any, name: str) -> int:
    return [cell.value for cell in sheet[1]].index(name) + 1


def put_in(line: int, name: str, value: object) -> Edit:
    def edit(sheet: Any) -> None:
        sheet.cell(line, column(sheet, name)).value = value

    return edit


def back(about: Subject, plans: Plans, edit: Edit) -> SheetReport:
    content = edited(sheet_out(about, opened(plans)), edit)
    return read_back(about, plans, opened(plans), content, "sites.xlsx")


class TestOut:
    def test_what_is_written_comes_back_unchanged(self, about: Subject, plans: Plans) -> None:
        found = read_back(about, plans, opened(plans), sheet_out(about, opened(plans)), "sites.xlsx")
        assert (found.made, found.wrong, found.absent, found.added) == ((), (), (), ())
        assert found.wanted == design().sites

    def test_equal_content_is_equal_bytes(self, about: Subject, plans: Plans) -> None:
        assert sheet_out(about, opened(plans)) == sheet_out(about, opened(plans))

    def test_excel_offers_choices_and_checks_days_and_numbers(self, about: Subject, plans: Plans) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(sheet_out(about, opened(plans))))[SHEET]
        found = {one.type: one for one in sheet.data_validations.dataValidation}
        assert found["list"].formula1 == '"To be ordered,Ordered,Done,Not needed"'
        assert found["date"] and found["decimal"].operator == "greaterThanOrEqual"
        assert sheet.freeze_panes == "C2"

    def test_a_formula_in_a_name_goes_out_as_text(self, about: Subject, plans: Plans) -> None:
        save(plans, replace(design(), sites=(DesignSite(id="x", name='=HYPERLINK("http://x")'),)))
        sheet = openpyxl.load_workbook(io.BytesIO(sheet_out(about, opened(plans))))[SHEET]
        cell = sheet.cell(2, column(sheet, "Site"))
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


class TestBack:
    def test_what_changed_is_told_and_nothing_is_saved_before(self, about: Subject, plans: Plans) -> None:
        def edit(sheet: Any) -> None:
            put_in(2, "Users", 55)(sheet)
            put_in(3, "Survey", "Done")(sheet)
            put_in(3, "Contract until", datetime(2027, 3, 31))(sheet)
            put_in(3, "On-site contact", "Anna Koch")(sheet)
            put_in(4, "Site", "Tromsø")(sheet)

        found = back(about, plans, edit)
        assert found.sentence == "4 changed cells, 1 new site"
        assert found.shown is not None
        assert found.shown.rows == (
            ("Oslo", "Users", "40", "55"),
            ("Bergen", "Survey", "Not needed", "Done"),
            ("Bergen", "Contract until", "–", "31 Mar 2027"),
            ("Bergen", "On-site contact", "–", "Anna Koch"),
            ("Tromsø", "New site", None, None),
        )
        assert opened(plans).plan.sites == design().sites
        take_over(plans, opened(plans), found, "Bo Lind")
        oslo, bergen, new = opened(plans).plan.sites
        assert (oslo.users, bergen.survey, bergen.contract_ends_on) == (55, Survey.DONE, date(2027, 3, 31))
        assert (bergen.contact, new) == ("K1", DesignSite(id="troms", name="Tromsø"))

    def test_an_empty_cell_and_a_line_that_is_gone_erase_nothing(self, about: Subject, plans: Plans) -> None:
        def edit(sheet: Any) -> None:
            put_in(2, "Users", None)(sheet)
            sheet.delete_rows(3)

        found = back(about, plans, edit)
        assert found.made == () and found.absent == ("Bergen",)
        assert found.wanted == design().sites

    def test_what_somebody_saved_since_it_went_out_stays(self, about: Subject, plans: Plans) -> None:
        out = sheet_out(about, opened(plans))
        save(plans, replace(design(), sites=(replace(design().sites[0], provider="Fibre Co"), design().sites[1])))
        found = read_back(about, plans, opened(plans), edited(out, put_in(2, "Users", 55)), "sites.xlsx")
        assert [one.key for one in found.made] == ["users"]
        take_over(plans, opened(plans), found, "Bo Lind")
        assert (opened(plans).plan.sites[0].provider, opened(plans).plan.sites[0].users) == ("Fibre Co", 55)

    def test_what_both_changed_is_refused_with_both_values(self, about: Subject, plans: Plans) -> None:
        out = sheet_out(about, opened(plans))
        save(plans, replace(design(), sites=(replace(design().sites[0], users=70), design().sites[1])))
        found = read_back(about, plans, opened(plans), edited(out, put_in(2, "Users", 55)), "sites.xlsx")
        with pytest.raises(PlanChangedMeanwhile, match="Users 70, yours 55"):
            take_over(plans, opened(plans), found, "Bo Lind")
        assert opened(plans).plan.sites[0].users == 70

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("Survey", "perhaps", "should be one of To be ordered, Ordered, Done, Not needed, not “perhaps”"),
            ("Users", "many", "should be a number such as 1200, not “many”"),
            ("Users", -3, "should be 0 or more, not -3"),
            ("Users", "1_000", "should be a number such as 1200, not “1_000”"),
            ("Users", "１２３", "should be a number such as 1200, not “１２３”"),
            ("Paid today", -900, "should be 0 or more, not -900"),
            ("Contract until", "soon", "should be a date such as 2026-12-31, not “soon”"),
            ("Address", "x" * 600, "has 600 signs, and 500 are enough"),
            ("Site id", "elsewhere", "there is no site “elsewhere”"),
        ],
    )
    def test_a_cell_that_cannot_be_read_is_told_with_its_line_and_the_rest_counts(
        self, about: Subject, plans: Plans, name: str, value: object, told: str
    ) -> None:
        def edit(sheet: Any) -> None:
            put_in(3, "Present provider", "Cable Co")(sheet)
            put_in(2, name, value)(sheet)

        found = back(about, plans, edit)
        (wrong,) = found.wrong
        assert wrong.startswith("Line 2") and told in wrong
        assert [(one.entry, one.key, one.after) for one in found.made] == [("bergen", "provider", "Cable Co")]

    def test_a_column_of_another_heading_or_twice_of_one_is_told_and_nothing_of_it_taken(
        self, about: Subject, plans: Plans
    ) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(1, column(sheet, "Paid today")).value = "Paid today (EUR)"
            put_in(2, "Paid today (EUR)", 12_345)(sheet)
            place = sheet.max_column + 1
            sheet.cell(1, place).value, sheet.cell(2, place).value = "Users", 777
            sheet.cell(2, place + 1).value = "a note"
            put_in(2, "Circuit", "C-1")(sheet)

        found = back(about, plans, edit)
        assert [(one.key, one.after) for one in found.made] == [("circuit", "C-1")]
        assert found.wrong == (
            "“Users” heads 2 columns: nothing of them is taken.",
            "The column “Paid today (EUR)” is none of this table: nothing of it is taken.",
            f"The column without a heading, the {len(KEYS) + 2}th, is none of this table: nothing of it is taken.",
        )

    def test_a_formula_that_nobody_worked_out_is_told(self, about: Subject, plans: Plans) -> None:
        found = back(about, plans, put_in(2, "Users", "=1+1"))
        place = get_column_letter(list(KEYS).index("users") + 1)
        assert found.wrong == (f"Cell {place}2: a formula that Excel has not worked out yet holds no value.",)
        assert found.made == ()

    def test_an_error_of_excels_is_told_and_nothing_is_taken_of_it(self, about: Subject, plans: Plans) -> None:
        found = back(about, plans, put_in(2, "Users", "#REF!"))
        place = get_column_letter(list(KEYS).index("users") + 1)
        assert (found.wrong, found.made) == ((f"Cell {place}2: Excel shows an error there, and no value.",), ())

    def test_a_site_without_its_id_and_with_another_name_is_told(self, about: Subject, plans: Plans) -> None:
        def edit(sheet: Any) -> None:
            put_in(2, "Site id", None)(sheet)
            put_in(2, "Site", "Oslo HQ")(sheet)

        found = back(about, plans, edit)
        assert (found.added, found.absent) == (("Oslo HQ",), ("Oslo",))
        (told,) = found.told
        assert told.startswith("“Oslo HQ” has no site id and counts as new, while Oslo is not in the file")

    def test_the_sheet_of_another_design_is_refused(self, about: Subject, plans: Plans) -> None:
        put(plans.folder.parent, design(), design_id="second")
        content = sheet_out(about, opened(plans))
        with pytest.raises(FileUnreadable, match="is the site table of another design: A1/branches"):
            read_back(about, plans, open_design(plans, "A1", "second"), content, "sites.xlsx")

    @pytest.mark.parametrize("gone", [True, False], ids=["no guide", "a state nobody knows"])
    def test_without_its_state_it_is_taken_over_only_once_somebody_has_looked(
        self, about: Subject, plans: Plans, gone: bool
    ) -> None:
        def edit(sheet: Any) -> None:
            put_in(2, "Users", 55)(sheet)
            guide = sheet.parent[GUIDE]
            if gone:
                sheet.parent.remove(guide)
            else:
                next(row for row in guide.iter_rows() if row[0].value == "State")[1].value = "x" * 64

        found = back(about, plans, edit)
        assert found.base_unknown and [one.key for one in found.made] == ["users"]
        with pytest.raises(PlanNotSaved, match="Say first that you looked"):
            take_over(plans, opened(plans), found, "Bo Lind")
        assert opened(plans).plan.sites[0].users == 40
        take_over(plans, opened(plans), found, "Bo Lind", confirmed=True)
        assert opened(plans).plan.sites[0].users == 55

    def test_a_site_that_stands_there_twice_counts_once(self, about: Subject, plans: Plans) -> None:
        def edit(sheet: Any) -> None:
            put_in(4, "Site id", "oslo")(sheet)
            put_in(4, "Users", 1)(sheet)

        found = back(about, plans, edit)
        assert found.wrong == ("Line 4: “Oslo” stands in the file twice; the first counts.",) and found.made == ()

    def test_text_is_read_as_text_also_where_it_looks_like_a_formula(self, about: Subject, plans: Plans) -> None:
        content = edited(sheet_out(about, opened(plans)), put_in(2, "Circuit", "'=1+1"))
        assert read_back(about, plans, opened(plans), content, "sites.xlsx").wanted[0].circuit == "'=1+1"

    @given(users=st.integers(0, 10**6), mbps=st.floats(0, 10**6).map(lambda one: round(one, 2)), words=st.text(
        st.characters(whitelist_categories=("L", "N", "P")), max_size=40))  # fmt: skip
    def test_what_is_typed_is_what_is_read(self, users: int, mbps: float, words: str) -> None:
        assert from_cell("users", float(users), {}) == users
        assert from_cell("bandwidth", mbps, {}) == mbps
        assert from_cell("circuit", f"  {words} ", {}) == words


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    return held.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return held.getvalue()


class TestHostile:
    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "is not an Excel workbook"),
            (b"id,name\n1,Oslo\n", "is not an Excel workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "protected by a password"),
            (b"PK\x03\x04" + b"\0" * 60, "is not an Excel workbook"),
            (b"x" * 6_000_000, "6 MB, which no site table does"),
        ],
        ids=["empty", "csv", "old", "torn zip", "large"],
    )
    def test_what_is_no_site_table_is_refused_in_a_sentence(
        self, about: Subject, plans: Plans, content: bytes, told: str
    ) -> None:
        with pytest.raises(FileUnreadable, match=re.escape(told)):
            read_back(about, plans, opened(plans), content, "sites.xlsx")

    def test_what_would_fill_the_memory_is_not_unpacked(self, about: Subject, plans: Plans) -> None:
        with pytest.raises(FileUnreadable, match="would unpack to 200 MB"):
            read_back(about, plans, opened(plans), bomb(), "sites.xlsx")

    def test_entities_other_sheets_and_other_columns_are_refused(self, about: Subject, plans: Plans) -> None:
        out = sheet_out(about, opened(plans))
        entities = with_part(out, "xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>')
        with pytest.raises(FileUnreadable, match="defines XML entities"):
            read_back(about, plans, opened(plans), entities, "sites.xlsx")
        other = openpyxl.Workbook()
        other.active.title = "Prices"
        held = io.BytesIO()
        other.save(held)
        with pytest.raises(FileUnreadable, match="has no sheet “Sites”"):
            read_back(about, plans, opened(plans), held.getvalue(), "sites.xlsx")
        with pytest.raises(FileUnreadable, match="has no column “Site”"):
            back(about, plans, lambda sheet: sheet.delete_rows(1, 9))

    @given(data=st.data())
    def test_a_damaged_file_is_read_or_refused_and_never_breaks(
        self, about: Subject, sent: tuple[bytes, Plans], data: st.DataObject
    ) -> None:
        content, plans = bytearray(sent[0]), sent[1]
        for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
            content[place] ^= data.draw(st.integers(1, 255))
        cut = bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
        try:
            found = read_back(about, plans, opened(plans), cut, "sites.xlsx")
            assert isinstance(found, SheetReport)
        except FileUnreadable as refused:
            assert "sites.xlsx" in str(refused)


def test_sites_added_at_once_are_written_as_those_added_one_by_one(plans: Plans) -> None:
    new = [DesignSite(id=f"s{number}", name=f"Site {number}", users=number) for number in range(3)]
    path, before = plans.of("A1") / file_of(ID), opened(plans).plan
    start = path.read_text()
    for number in range(1, len(new) + 1):
        save(plans, replace(before, sites=(*before.sites, *new[:number])))
    one_by_one = path.read_text()
    path.write_text(start)
    save(plans, replace(before, sites=(*before.sites, *new)))
    assert path.read_text() == one_by_one and one_by_one.count("[[sites]]") == 5
