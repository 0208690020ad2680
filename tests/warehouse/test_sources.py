"""`sources.toml`: a company's own files, explained in SQL that can read them and nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest

from steward.errors import LoadFailed, SourcesUnreadable
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import CHARGES, desk, rejects, rows, table

LEDGER = "No,Customer Name,When,Value,is_trial\n007,A-1,2025-01-01,100,FALSE\n008,A-2,2025-02-01,50.5,TRUE\n"
MAPPED = """
[charges]
file = "ledger.csv"
[charges.columns]
charge_id = "No"
account_id = "Customer Name"
month = '"When"'
"""


def _mapped(folder: Path, sources: str, **files: str | bytes) -> Workspace:
    return desk(folder, ledger__csv=LEDGER, sources__toml=sources, **files)


def test_columns_are_mapped_by_name_quoted_or_not(tmp_path: Path) -> None:
    workspace = _mapped(tmp_path, MAPPED + 'amount = "VALUE"\n')
    load(workspace)
    assert rows(workspace, "select charge_id, account_id, amount from staging.charges order by 1") == [
        ("007", "A-1", Decimal(100)),
        ("008", "A-2", Decimal("50.5")),
    ]


def test_an_expression_sees_numbers_and_flags_as_such_and_ids_as_text(tmp_path: Path) -> None:
    workspace = _mapped(
        tmp_path, MAPPED.replace('"No"', "\"'L' || No\"") + 'amount = "case when is_trial then 0 else Value / 2 end"\n'
    )
    load(workspace)
    assert rows(workspace, "select charge_id, amount from staging.charges order by 1") == [("L007", 50), ("L008", 0)]


def test_rejected_rows_of_a_mapped_file_have_the_files_own_line_and_columns(tmp_path: Path) -> None:
    workspace = _mapped(tmp_path, MAPPED + 'amount = "Value * 1"\n')
    (workspace.data / "ledger.csv").write_text(LEDGER + "\n009,A-9,2025-01-01,1,TRUE\n")
    load(workspace)
    (row,) = rejects(workspace, "charges")
    assert (row["line"], row["Customer Name"], row["No"]) == ("5", "A-9", "009")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('file = "ledger.csv"\nencoding = "cp125O"\n', "line 3: there is no encoding “cp125O”; did you mean “cp125"),
        ('file = "ledger.csv"\nencoding = "utf-16"\n', "ledger.csv cannot be read as utf-16: its bytes are no such"),
        ('file = "ledger.csv"\n\nfill_down = ["Customr"]', "line 4: fill_down names “Customr”, no column of ledger.csv;"
                                                              " did you mean “Customer Name”."),
        ('sql = """\nselect "Customer Name" as account_id, "When" as month,\n  sum(Value) as amount from ledger\n'
         'group by "Customer Name" """\n', "line 3: “When” has many values in a group: name it behind group by, take"
                                          " any_value(\"When\"), or write group by all."),
        ('sql = """select "Customer Name" as account_id, "When" as month,\n  sum(Value) as amount from ledger"""\n',
         "line 2: “Customer Name” has many values in a group: name it behind group by, take any_value(\"Customer"),
        ('file = "ledger.csv"\n[charges.columns]\naccount_id = "Customer Name"\nmonth = "When"\namount = "sum(Value)"',
         "line 6: amount = 'sum(Value)': an expression makes one value of one row"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands_with_what_is_near(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(SourcesUnreadable) as problem:
        load(_mapped(tmp_path, "[charges]\n" + lines))
    assert said in str(problem.value)


def test_a_time_with_a_zone_that_a_query_gives_is_shown_where_its_row_is_rejected(tmp_path: Path) -> None:
    query = "select 'T' || No as ticket_id, 'A-9' as account_id, timestamptz '2025-06-01 10:00:00+02' as opened_at from"
    workspace = _mapped(tmp_path, f'[tickets]\nsql = "{query} ledger"\n')
    load(workspace)
    assert [each["opened_at"] for each in rejects(workspace, "tickets")] == ["2025-06-01 08:00:00+00"] * 2


QUERY = '''
[charges]
sql = """
select l."Customer Name" as account_id, l."When" as month, sum(l.Value) as amount -- in euros
from ledger as l join accounts as a on a.account_id = l."Customer Name"
where not l.is_trial group by all;"""
'''


def test_a_query_sees_every_file_under_its_stem(tmp_path: Path) -> None:
    workspace = _mapped(tmp_path, QUERY)
    report = load(workspace)
    assert rows(workspace, "select sum(amount) from staging.charges") == [(100,)]
    assert {each.file: each.used_by for each in report.files}["ledger.csv"] == "charges"


def test_ragged_rows_of_a_file_behind_a_query_are_counted_too(tmp_path: Path) -> None:
    sources = (
        '[charges]\nsql = \'select "Customer Name" as account_id, "When" as month, Value as amount from ledger\'\n'
    )
    workspace = _mapped(tmp_path, sources)
    (workspace.data / "ledger.csv").write_text(LEDGER + "009,A-9\n010,A-9,2025-01-01,1,TRUE\n")
    found = table(load(workspace), "charges")
    assert (found.read, found.loaded, found.rejected) == (4, 2, 2)
    assert [(each["file"], each["line"]) for each in rejects(workspace, "charges")] == [
        ("ledger.csv", "4"),
        ("sources.toml [charges]", "3"),
    ]


def test_several_files_and_patterns_feed_one_table(tmp_path: Path) -> None:
    workspace = desk(
        tmp_path,
        sources__toml='[charges]\nfile = "bills-*.csv"\n',
        **{"bills-1__csv": CHARGES, "bills-2__csv": "amount,account_id,month\nx,A-1,2025-03-01\n7,A-1,2025-03-01\n"},
    )
    report = load(workspace)
    assert rows(workspace, "select sum(amount) from staging.charges") == [(307,)]
    (row,) = rejects(workspace, "charges")
    assert (row["file"], row["line"], row["amount"]) == ("bills-2.csv", "2", "x")
    assert table(report, "charges").source == "bills-1.csv, bills-2.csv"


def test_a_key_that_repeats_in_another_file_names_that_file(tmp_path: Path) -> None:
    one, two = "account_id,name\nA-1,x\n", "account_id,name\nA-2,y\nA-1,z\n"
    workspace = desk(
        tmp_path,
        sources__toml='[accounts]\nfile = ["a.csv", "b.csv"]\n',
        **{"a__csv": one, "b__csv": two, "accounts__txt": ""},
    )
    load(workspace)
    assert rejects(workspace, "accounts")[0]["reason"] == "“A-1” is there already, in line 2 of a.csv"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ("[acounts]\nfile = 'x.csv'", r"\[acounts\] is not a table; did you mean “accounts”"),
        ("[charges]\nfile = 'ledgr.csv'", r"there is no file ledgr.csv in data/; did you mean “ledger.csv”"),
        (
            "[charges]\nfile = 'ledger.csv'\n[charges.columns]\nacount_id = 'x'",
            "“acount_id” is not a column; did you mean “account_id”",
        ),
        (
            "[charges]\nfile = 'ledger.csv'\n[charges.columns]\naccount_id = 'No'\nmonth='No'",
            "amount is required and not mapped",
        ),
        ("[charges]\nfil = 'ledger.csv'", "“fil” is not a setting; did you mean “file”"),
        ("[charges]\nfile = '../ledger.csv'", "lies outside data/"),
        ("[charges]\nfile = '/etc/passwd'", "lies outside data/"),
        ("[charges]\nfile = 'workspace.toml'", "there is no file|is none of"),
        ("[charges]\nfile = 3", "file should be a file name"),
        ("[charges]\nfile = []", "file should be a file name"),
        ("[charges]\n", "give either file or sql"),
        ("charges = 1", r"should be a section \[charges\]"),
        ("[charges", "sources.toml is not valid TOML"),
        ("[charges]\nfile = 'ledger.csv'\ndelimiter = 'ab'", "delimiter should be one character"),
        ("[charges]\nsql = 'select 1 as account_id'", "the query has no column “month”"),
        ("[charges]\nsql = 'select 1 as acount_id'", "“acount_id” is not a column; did you mean “account_id”"),
        (
            "[charges]\nsql = 'select nothing from ledger'",
            r"sources.toml \[charges\] line 2: there is no column “nothing”",
        ),
        ("[charges]\nsql = 'selec'", r"sources.toml \[charges\] line 2: syntax error near “selec”"),
        (
            "[charges]\nsql = 'select * from nowhere'",
            r"sources.toml \[charges\] line 2: there is no file called “nowhere” in data/; there are accounts, charges",
        ),
    ],
)
def test_a_mistake_in_sources_toml_is_one_sentence(tmp_path: Path, sources: str, said: str) -> None:
    with pytest.raises(SourcesUnreadable, match=said) as failure:
        load(_mapped(tmp_path, sources))
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    "amount", ["Valu", "sum(", "Value, 1", "1) from ledger; drop table x --", "Value /*", "cast('x' as int)"]
)
def test_a_mistake_in_an_expression_names_the_column(tmp_path: Path, amount: str) -> None:
    with pytest.raises(LoadFailed, match=r"ledger\.csv|sources\.toml \[charges\.columns\] line 8: amount"):
        load(_mapped(tmp_path, MAPPED + f'amount = "{amount}"\n'))


def test_an_expression_that_changes_the_number_of_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadFailed):
        load(_mapped(tmp_path, MAPPED + 'amount = "unnest([1, 2])"\n'))


@pytest.mark.parametrize("stem", first(3, ['a"b', "x; drop table y", "日本", "a'b", "select", "with space"]))
def test_names_of_files_and_columns_are_only_names(tmp_path: Path, stem: str) -> None:
    column = stem.replace('"', '""')
    text = f'account_id,month,"{column}"\nA-1,2025-01-01,5\n'
    quoted = '"' + column + '"'
    sql = f"select account_id, month, {quoted} as amount from {quoted}"
    workspace = desk(tmp_path, sources__toml=f"[charges]\nsql = '''{sql}'''\n")
    (workspace.data / f"{stem}.csv").write_text(text, encoding="utf-8")
    load(workspace)
    assert rows(workspace, "select amount from staging.charges") == [(5,)]
