"""Rows that a section leaves out, and files beside its own: none is lost, none comes twice, and both are said."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.errors import NothingToLoad, SourcesUnreadable
from tests.examples import times
from tests.warehouse.desks import desk, loaded, rejects, rows, table
from tests.warehouse.tables_alone import tables_alone

LEDGER = """No,Customer,Month,Value,IsDeleted,Seller
1,A-1,2025-01-01,100,false,7
2,A-1,2025-02-01,200,TRUE,7
3,A-2,2025-02-01,50,False,8
4,A-9,2025-02-01,70,false,
5,A-2,2025-03-01,30,,7
"""
SELLERS = "Id,Full Name,Left\n7,Ann,\n8,Bob,yes\n8,Bobby,\nx9,Cid,\n"
COLUMNS = """[charges.columns]
charge_id = "No"
account_id = "Customer"
month = "Month"
"""
FILE = '[charges]\nfile = "ledger.csv"\n'
SOLD = '[charges.join.sellers]\nfile = "sellers.csv"\non = "Seller = sellers.Id"\n'
AMOUNT = 'amount = "Value"\n'
CHARGES = "select charge_id, account_id, amount, product_id from staging.charges order by 1"


def test_rows_that_where_leaves_out_are_counted_and_said_and_neither_loaded_nor_rejected(tmp_path: Path) -> None:
    where = "where = \"IsDeleted = 'false'\"\n"
    workspace, report = loaded(tmp_path, ledger__csv=LEDGER, sources__toml=FILE + where + COLUMNS + AMOUNT)
    told = table(report, "charges")
    assert (told.read, told.loaded, told.rejected, told.left_out) == (5, 2, 1, 2)
    assert rows(workspace, CHARGES) == [("1", "A-1", Decimal(100), None), ("3", "A-2", Decimal(50), None)]
    (row,) = rejects(workspace, "charges")
    assert (row["line"], row["No"], row["reason"]) == ("5", "4", "“A-9” is not a known account")
    assert [each.reason for each in report.problems if each.severity == "note"] == ["left out by where: 2 of 5 rows"]
    assert next(file for file in report.files if file.file == "ledger.csv").rows == 5


def test_a_condition_that_draws_lots_is_asked_once_for_each_row(tmp_path: Path) -> None:
    ledger = "No,Customer,Month,Value\n" + "".join(f"{number},A-1,2025-01-01,{number}\n" for number in range(400))
    where = 'where = "random() < 0.5"\n'
    with tables_alone(desk(tmp_path, ledger__csv=ledger, sources__toml=FILE + where + COLUMNS + AMOUNT)) as found:
        read, kept, rejected, left = found.counts("charges")
        assert (read, rejected) == (400, 0) and kept + left == 400 and 0 < kept < 400
        assert found.rows("select count(*) from staging.charges where charge_id::int <> amount") == [(0,)]


def test_a_cell_of_another_kind_costs_its_row_and_not_the_load(tmp_path: Path) -> None:
    text = LEDGER + "6,A-1,2025-04-01,n/k,false,7\n7,A-1,2025-04-01,500,false,7\n"
    where = "where = \"IsDeleted = 'false' and Value::int > 60\"\n"
    workspace, report = loaded(tmp_path, ledger__csv=text, sources__toml=FILE + where + COLUMNS + AMOUNT)
    told = table(report, "charges")
    assert (told.read, told.loaded, told.rejected, told.left_out) == (7, 2, 1, 4)
    assert [row[0] for row in rows(workspace, CHARGES)] == ["1", "7"]
    assert "left out by where: 4 of 7 rows; of 1 of them it cannot be worked out" in " ".join(
        each.reason for each in report.problems if each.severity == "note"
    )


@pytest.mark.parametrize(
    ("where", "odd", "taken"),
    [
        ("Value > 60", "n/k", ["2", "3", "5"]),
        ("Value <> 60.4", "n/k", ["1", "3", "4", "5"]),
        ("month(Month) = 2 and Value * 2 > 120", "n/k", ["3"]),
        pytest.param(
            "Value in (50, 60.4) or Value between 1000 and 2000", "$5", ["1", "2", "3"], marks=pytest.mark.every
        ),
        pytest.param("Value not in (50, 60.4)", "n/k", ["3", "4", "5"], marks=pytest.mark.every),
    ],
)
def test_what_a_condition_makes_of_a_row_is_the_same_beside_an_odd_cell(
    tmp_path: Path, where: str, odd: str, taken: list[str]
) -> None:
    """A column of numbers or days is one for a condition, also where one of its cells makes it a column of texts."""
    ledger = (
        "No,Customer,Month,Value\n1,A-1,2025-01-01,50\n2,A-1,2025-01-01,60.4\n"
        '3,A-2,2025-02-01,"1,200"\n4,A-2,2025-02-01,60\n5,A-2,2025-03-01,61\n'
    )
    said = FILE + f'where = "{where}"\n' + COLUMNS + AMOUNT
    with tables_alone(desk(tmp_path, ledger__csv=ledger + f"6,A-1,tbd,{odd}\n", sources__toml=said)) as found:
        assert [row[0] for row in found.rows(CHARGES)] == taken
        assert found.counts("charges") == (6, len(taken), 0, 6 - len(taken))
        assert any("of 1 of them it cannot be worked out, as what stands in" in one for one in found.said("charges"))


@pytest.mark.parametrize(
    "where",
    [
        "Month >= '2025-02-01' and Month < current_date",
        pytest.param("Month::date between '2025-02-01' and '2025-12-31'", marks=pytest.mark.every),
        pytest.param("not Month in ('2025-01-31')", marks=pytest.mark.every),
    ],
)
def test_a_condition_holds_days_of_any_form_against_a_day(tmp_path: Path, where: str) -> None:
    ledger = "No,Customer,Month,Value\n1,A-1,1/31/2025,1\n2,A-1,2/28/2025,2\n3,A-2,12/31/2025,3\n"
    said = FILE + f'where = "{where}"\n' + COLUMNS + AMOUNT
    with tables_alone(desk(tmp_path, ledger__csv=ledger, sources__toml=said)) as found:
        assert [row[0] for row in found.rows(CHARGES)] == ["2", "3"]


def test_days_of_which_the_month_is_not_known_are_held_against_none(tmp_path: Path) -> None:
    ledger = (
        "No,Customer,Month,Value,Due\n1,A-1,2025-01-01,1,1/2/2025\n2,A-1,2025-02-01,2,3/4/2025\n3,A-1,2025-02-01,2,\n"
    )
    said = FILE + "where = \"coalesce(Due < '2025-03-01', true)\"\n" + COLUMNS + AMOUNT
    with tables_alone(desk(tmp_path, ledger__csv=ledger, sources__toml=said)) as found:
        assert found.counts("charges") == (3, 3, 0, 0)
    with tables_alone(
        desk(tmp_path, sources__toml=said.replace("coalesce(Due < '2025-03-01', true)", "Due < '2025-03-01'"))
    ) as found:
        assert found.counts("charges") == (3, 0, 0, 3)
        assert any("of 2 of them it cannot be worked out" in one for one in found.said("charges"))


def test_a_condition_that_cannot_be_worked_out_of_any_row_is_a_fault_of_it(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match="where = 'Customer::int > 5'"):
        loaded(tmp_path, ledger__csv=LEDGER, sources__toml=FILE + 'where = "Customer::int > 5"\n' + COLUMNS + AMOUNT)


def test_a_condition_that_leaves_every_row_out_is_what_a_load_failed_of(tmp_path: Path) -> None:
    with pytest.raises(NothingToLoad) as failed:
        loaded(tmp_path, ledger__csv=LEDGER, sources__toml=FILE + 'where = "Value > 999"\n' + COLUMNS + AMOUNT)
    assert str(failed.value) == (
        "None of the 5 rows of subscriptions or charges is taken; ledger.csv: left out by where: 5 of 5 rows; those"
        " are all."
    )


def test_what_is_left_out_decides_nothing_about_the_rows_that_stay(tmp_path: Path) -> None:
    """Neither how dates are written, nor whose key it is, nor whether a value is one."""
    deleted = "6,A-1,31.12.2025,n/k,true,\n1,A-1,2025-01-01,999,true,\n"
    where = 'where = "not coalesce(try_cast(IsDeleted as boolean), false)"\n'
    said = FILE + where + COLUMNS + AMOUNT
    first = "No,Customer,Month,Value,IsDeleted,Seller\n"
    text = first + deleted + LEDGER.removeprefix(first)
    with tables_alone(desk(tmp_path, ledger__csv=text, sources__toml=said)) as found:
        assert found.counts("charges") == (7, 3, 1, 3)
        assert found.rows("select sum(amount) from staging.charges") == [(Decimal(180),)]


def test_a_joined_row_tells_what_the_row_does_not_hold(tmp_path: Path) -> None:
    """
    | row | seller | found                                   |
    |-----|--------|-----------------------------------------|
    | 1   | 7      | Ann                                     |
    | 3   | 8      | Bob, the first of two, which is said    |
    | 4   |        | nothing, and nothing is said            |
    """
    columns = COLUMNS + AMOUNT + "product_id = 'sellers.\"Full Name\"'\n"
    ledger = LEDGER.replace("A-9", "A-1").replace("30,,7", "30,,77")
    twice = "the join “sellers” finds “8” in 2 rows of sellers.csv; the first, in line 3, was taken"
    files = {"ledger__csv": ledger, "sellers__csv": SELLERS}
    with tables_alone(desk(tmp_path, **files, sources__toml=FILE + SOLD + columns)) as found:
        told = {charge: seller for charge, _, _, seller in found.rows(CHARGES)}
        assert told == {"1": "Ann", "2": "Ann", "3": "Bob", "4": None, "5": None}
        assert found.counts("charges") == (5, 5, 0, 0)
        (warned,) = [each for each in found.outcomes["charges"].problems if each.reason == twice]
        assert (warned.severity, warned.file, warned.line, warned.count) == ("warning", "ledger.csv", 4, 1)
        assert any(
            "found no row of sellers.csv for 1 of 4 rows that name one" in said for said in found.said("charges")
        )
        assert "sellers.csv" in {part.feed.name for part in found.outcomes["charges"].parts}


def test_a_condition_may_ask_what_a_joined_file_says_and_a_join_what_another_says(tmp_path: Path) -> None:
    joins = (
        SOLD
        + 'where = "sellers.Left is null"\n'
        + ('[charges.join.teams]\nfile = "teams.csv"\non = "lower(teams.Lead) = lower(sellers.\\"Full Name\\")"\n')
    )
    said = FILE + "where = \"teams.Name <> 'South'\"\n" + joins + COLUMNS + AMOUNT + 'product_id = "teams.Name"\n'
    files = {"ledger__csv": LEDGER, "sellers__csv": SELLERS, "teams__csv": "Name,Lead\nNorth,ANN\nSouth,bobby\n"}
    with tables_alone(desk(tmp_path, **files, sources__toml=said)) as found:
        told = found.rows("select charge_id, product_id from staging.charges order by 1")
        assert told == [("1", "North"), ("2", "North"), ("5", "North")]
        assert found.counts("charges") == (5, 3, 0, 2)


def test_a_workbook_and_several_files_are_sifted_and_joined_alike(tmp_path: Path) -> None:
    written = BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet()
    for number, line in enumerate(LEDGER.splitlines()):
        sheet.write_row(number, 0, [int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.close()
    columns = COLUMNS.replace('"No"', '"No || coalesce(sellers.\\"Full Name\\", \'\')"') + AMOUNT
    said = '[charges]\nfile = ["a.csv", "b.xlsx"]\nwhere = "IsDeleted is null"\n' + SOLD + columns
    more = LEDGER.replace("5,A-2", "15,A-2")
    files = {"a__csv": more, "b__xlsx": written.getvalue(), "sellers__csv": SELLERS}
    with tables_alone(desk(tmp_path, **files, sources__toml=said)) as found:
        assert found.counts("charges") == (10, 2, 0, 8)
        assert [row[0] for row in found.rows(CHARGES)] == ["15Ann", "5Ann"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('where = "IsDelted = 1"\n', "[charges] line 3: where = 'IsDelted = 1': there is no column “IsDelted”;"
                                     " did you mean “IsDeleted”."),
        ('where = "Value > >"\n', "[charges] line 3: where = 'Value > >': syntax error near"),
        ('where = "sum(Value) > 1"\n', "[charges] line 3: where = 'sum(Value) > 1': "),
        ('where = "Customer"\n', "[charges] line 3: where = 'Customer': Could not convert string 'A-1' to BOOL"),
        ("where = ' '\n", "[charges] line 3: where should be a text in quotes."),
        ("where = 3\n", "[charges] line 3: where should be a text in quotes."),
        (SOLD.replace("Seller =", "Seler ="), "[charges.join.sellers] line 5: on = 'Seler = sellers.Id': there is no"
                                              " column “Seler”; did you mean “Seller”."),
        (SOLD.replace("sellers.Id", "sellers.Idd"), "line 5: on = 'Seller = sellers.Idd': there is no column"
                                                    " “Idd”; did you mean “Id”."),
        (SOLD.replace(" = sellers", " < sellers"), "line 5: on = 'Seller < sellers.Id': a join is on what is equal"),
        (SOLD.replace("sellers.csv", "seller.csv"), "[charges.join.sellers] line 4: there is no file seller.csv in"
                                                    " data/; did you mean “sellers.csv”."),
        (SOLD.replace("on =", "onn ="), "[charges.join.sellers] line 5: “onn” is not a setting; did you mean “on”."),
        ("join = 3\n", "[charges] line 3: a join is a section with a name of its own, such as [charges.join.users]."),
        (SOLD.replace("join.sellers", "join.Customer").replace("sellers.Id", "Customer.Id"),
         "[charges.join.Customer] line 3: the file has a column “Customer”; give the join another name."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_with_its_line_and_what_is_near(tmp_path: Path, said: str, sentence: str) -> None:
    files = {"ledger__csv": LEDGER, "sellers__csv": SELLERS}
    workspace = desk(tmp_path, **files, sources__toml=FILE + said + COLUMNS + AMOUNT)
    with pytest.raises(SourcesUnreadable) as raised, tables_alone(workspace):
        pass
    assert sentence in str(raised.value)


@pytest.mark.parametrize("odd", ["7.5", pytest.param("99999999999999999999", marks=pytest.mark.every)])
def test_a_key_of_another_kind_changes_no_other(tmp_path: Path, odd: str) -> None:
    said = FILE + SOLD + COLUMNS + AMOUNT + "product_id = 'sellers.\"Full Name\"'\n"
    ledger = "No,Customer,Month,Value,Seller\n1,A-1,2025-01-01,1,7\n" + f"2,A-1,2025-01-01,1,{odd}\n"
    with tables_alone(
        desk(tmp_path, ledger__csv=ledger, sellers__csv="Id,Full Name\n7,Ann\n", sources__toml=said)
    ) as found:
        assert found.rows("select charge_id, product_id from staging.charges order by 1") == [("1", "Ann"), ("2", None)]


def test_an_expression_of_several_values_is_told(tmp_path: Path) -> None:
    said = FILE + COLUMNS + AMOUNT + "product_id = 'columns(*)'\n"
    with pytest.raises(SourcesUnreadable, match="makes one value of a row, and this one makes several"):
        loaded(tmp_path, ledger__csv=LEDGER, sources__toml=said)


KEYS = st.sampled_from(["1", "2", "02", "x", ""])


@given(
    ours=st.lists(st.tuples(KEYS, st.sampled_from(["true", "false", ""])), min_size=1, max_size=30),
    theirs=st.lists(KEYS, max_size=12),
)
@settings(max_examples=times(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_law_every_row_is_loaded_or_left_out_once_however_files_and_columns_are_ordered(
    ours: list[tuple[str, str]], theirs: list[str]
) -> None:
    """Whatever stands twice or nowhere on the other side, and in whichever order columns and files come."""
    lines = [f"c{number},A-1,2025-01-01,1,{flag},{key}" for number, (key, flag) in enumerate(ours)]
    head = "No,Customer,Month,Value,IsDeleted,Seller"
    turned = [",".join(reversed(line.split(","))) for line in (head, *lines)]
    half = len(lines) // 2
    whole = _charges_of({"ledger__csv": [head, *lines]}, '"ledger.csv"', theirs)
    parts = {"a__csv": [turned[0], *turned[half + 1 :]], "b__csv": [head, *lines[:half]]}
    kept = {f"c{number}": key for number, (key, flag) in enumerate(ours) if flag != "true"}
    counts = (len(ours), len(kept), 0, len(ours) - len(kept))
    found = [
        (charge, str(theirs.index(key)) if key and key in theirs else None) for charge, key in sorted(kept.items())
    ]
    assert whole == _charges_of(parts, '["a.csv", "b.csv"]', theirs) == (counts, found)


def _charges_of(
    files: dict[str, list[str]], named: str, theirs: list[str]
) -> tuple[tuple[int, int, int, int], list[tuple[str, str | None]]]:
    """Counts of a ledger that is joined and sifted, and of each charge what it found."""
    sellers = "\n".join(["Id,N", *(f"{key},{number}" for number, key in enumerate(theirs))])
    said = (
        f"[charges]\nfile = {named}\nwhere = \"coalesce(IsDeleted::varchar, '') <> 'true'\"\n{SOLD}{COLUMNS}{AMOUNT}"
        "product_id = \"'n' || sellers.N\"\n"
    )
    texts = {name: "\n".join(lines) + "\n" for name, lines in files.items()}
    with TemporaryDirectory() as folder:
        workspace = desk(Path(folder), **texts, sellers__csv=sellers + "\n", sources__toml=said)
        with tables_alone(workspace) as found:
            told = found.rows("select charge_id, product_id[2:] from staging.charges order by 1")
            return found.counts("charges"), [(str(charge), seller) for charge, seller in told]


@pytest.mark.parametrize(
    ("on", "where"),
    [
        ("Seller::int = sellers.Id::int", ""),
        ("Seller = sellers.Id", "sellers.Id > 0"),
        pytest.param("Seller = sellers.Id", "sellers.Id::int > 0", marks=pytest.mark.every),
    ],
)
def test_a_cell_of_another_kind_costs_a_join_its_row_and_not_the_load(tmp_path: Path, on: str, where: str) -> None:
    joined = f'[charges.join.sellers]\nfile = "sellers.csv"\non = "{on}"\n' + (f'where = "{where}"\n' if where else "")
    said = FILE + COLUMNS + AMOUNT + "invoice_id = 'sellers.\"Full Name\"'\n" + joined
    workspace, report = loaded(tmp_path, ledger__csv=LEDGER, sellers__csv=SELLERS, sources__toml=said)
    assert rows(workspace, "select charge_id, invoice_id from staging.charges order by 1") == [
        ("1", "Ann"), ("2", "Ann"), ("3", "Bob"), ("5", "Ann"),
    ]  # fmt: skip
    assert "the join “sellers” cannot be worked out of some rows" in " ".join(one.reason for one in report.problems)
