"""What a file nobody mapped is taken for: by the names of its columns, and by what stands in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.warehouse.canonical import BY_NAME, TABLES
from steward.warehouse.loading.sources.looking import FileLook, look_at
from steward.warehouse.loading.sources.matching import match_table, name_likeness
from steward.warehouse.loading.sources.proposing import propose
from steward.warehouse.loading.sources.vocabulary import words


def looks(folder: Path, **files: str) -> list[FileLook]:
    """Files of these texts, looked at."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [look for name in files for look in look_at(folder / name, folder)]


@pytest.mark.parametrize(
    ("column", "called"),
    [
        ("accounts.account_id", "Kd-Nr."), ("accounts.account_id", "CUSTOMER_NO"),
        ("charges.account_id", "Debitor (SAP)"), ("accounts.name", "Firmenname"),
        ("charges.amount", "Netto-Betrag"), ("charges.month", "Leistungsmonat"),
        ("subscriptions.mrr", "Preis pro Monat"), ("subscriptions.starts_on", "Gültig ab"),
        ("subscriptions.ends_on", "laufzeitEnde"), ("subscriptions.quantity", "Anzahl"),
        ("tickets.opened_at", "created_at"), ("accounts.name", "Raison sociale"), ("charges.amount", "Montant HT"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_what_others_call_it(column: str, called: str) -> None:
    table, _, name = column.partition(".")
    others = [other for other in BY_NAME[table].columns if other != name]
    assert name_likeness(table, name, called) > max(name_likeness(table, other, called) for other in others)


@given(st.sampled_from([(table.name, name) for table in TABLES for name in table.columns]))
def test_our_own_names_are_surest(place: tuple[str, str]) -> None:
    table, name = place
    assert name_likeness(table, name, name.upper()) == 1.0
    assert words(name) == words(name.replace("_", " ").title())


def test_a_file_that_a_load_reads_record_by_record_is_looked_at_so(tmp_path: Path) -> None:
    """A quotation mark that is never closed: its rows are rejected by the load, the others are there."""
    (look,) = looks(tmp_path, **{"x.csv": 'account_id,name\nA1,Alpha\nA2,"Beta\nA3,Gamma\n'})
    assert (look.problem, look.names) == ("", ("account_id", "name"))
    assert "A1" in look.columns[0].values


def test_what_stands_in_a_column_overrules_what_it_is_called(tmp_path: Path) -> None:
    """A column called like a day holds words, one called like nothing holds the ids of the accounts."""
    text = "Beginn;Xyz;Betrag;Monat\nText;A1;10,50;01.2026\nMehr;A2;11,50;02.2026\n"
    (look,) = looks(tmp_path, **{"x.csv": text})
    keys = {"accounts": frozenset({"A1", "A2", "A3"})}
    match = match_table(BY_NAME["charges"], look, keys)
    assert {one.column: one.found for one in match.matches} == {
        "account_id": "Xyz",
        "month": "Monat",
        "amount": "Betrag",
    }
    assert match_table(BY_NAME["subscriptions"], look, {}).of("starts_on") is None


def test_files_of_one_export_feed_one_table_and_ids_tell_who_is_meant(tmp_path: Path) -> None:
    files = {
        "Kunden.csv": "Nr,Firma\nA1,Alpha\nA2,Beta\n",
        "Rechnungen 2025.csv": "Wer,Monat,Netto,Art\nA1,2025-01,10,Einmalig\nA2,2025-02,11,laufend\n",
        "Rechnungen 2026.csv": "Wer,Monat,Netto,Art\nA2,2026-01,12,Einmalig\nA1,2026-02,11,laufend\n",
        "notes.csv": "a,b\nx,y\n",
    }
    found = {one.table: one for one in propose(looks(tmp_path, **files))}
    assert set(found) == {"accounts", "charges"}
    assert found["charges"].files == ("Rechnungen 2025.csv", "Rechnungen 2026.csv")
    columns = found["charges"].columns or {}
    assert columns["account_id"] == "Wer" and "when 'Einmalig' then 'one-off'" in columns["kind"]
    assert "'laufend' then 'recurring'" in columns["kind"]


def test_what_every_row_needs_is_made_of_others_where_a_file_has_none(tmp_path: Path) -> None:
    text = "Kunde;Tarif;Jahresbetrag;Beginn\nA1;WAN;120;2024-01-01\nA2;WAN;240;2024-02-01\n"
    (found,) = propose(looks(tmp_path, **{"Abos.csv": text}))
    columns = found.columns or {}
    assert (found.table, found.missing, found.made) == ("subscriptions", (), ("subscription_id",))
    assert columns["mrr"] == '"Jahresbetrag" / 12'
    assert '"Kunde"' in columns["subscription_id"] and '"Beginn"' in columns["subscription_id"]


def test_exports_in_french_are_matched_too(tmp_path: Path) -> None:
    files = {
        "Clients.csv": "N° client;Raison sociale;Pays;Client depuis\nC1;Dupont;FR;01/04/2019\n",
        "Abonnements.csv": "N° abonnement;N° client;Produit;Prix annuel;Date de début;Date de fin\n"
        "S1;C1;WAN;1 101,50;01/03/2024;\nS2;C1;WAN;12,00;31/03/2024;\n",
    }
    found = {one.table: dict(one.columns or {}) for one in propose(looks(tmp_path, **files))}
    assert found["accounts"] == {
        "account_id": "N° client", "name": "Raison sociale", "country": "Pays", "customer_since": "Client depuis",
    }  # fmt: skip
    assert found["subscriptions"] == {
        "subscription_id": "N° abonnement", "account_id": "N° client", "product_id": "Produit",
        "mrr": '"Prix annuel" / 12', "starts_on": "Date de début", "ends_on": "Date de fin",
    }  # fmt: skip


def test_a_file_with_our_own_names_is_no_export_of_a_product(tmp_path: Path) -> None:
    files = {"accounts.csv": "account_id,name\nA1,Alpha\n", "accounts (1).csv": "account_id,name,segment\nA1,Alpha,S\n"}
    for name, text in files.items():
        (found,) = propose(looks(tmp_path, **{name: text}))
        assert (found.table, found.preset) == ("accounts", ""), name


def test_every_sheet_of_a_workbook_is_looked_at(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "Export.xlsx") as book:
        for sheet, rows in {
            "Kunden": [["Kd-Nr", "Firma"], ["A1", "Alpha"]],
            "Faktura": [["Kd-Nr", "Monat", "Netto"], ["A1", "2026-01", 10.5]],
        }.items():
            for number, row in enumerate(rows):
                book_sheet = book.get_worksheet_by_name(sheet) or book.add_worksheet(sheet)
                book_sheet.write_row(number, 0, row)
    found = propose(look_at(tmp_path / "Export.xlsx", tmp_path))
    assert {(one.table, one.sheet) for one in found} == {("accounts", "Kunden"), ("charges", "Faktura")}


def test_an_export_of_a_known_product_is_read_by_its_preset(tmp_path: Path) -> None:
    text = "Issue key,Summary,Created,Status,Organizations,Priority\nSD-1,Down,2026-01-02 10:00,Done,A1,High\n"
    found = propose(looks(tmp_path, **{"jira.csv": text}))
    assert [(one.table, one.preset) for one in found] == [("tickets", "jira")]


def test_a_file_that_cannot_be_read_says_why_and_proposes_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    (look,) = look_at(tmp_path / "broken.xlsx", tmp_path)
    assert "is not an Excel workbook" in look.problem and propose([look]) == []


def test_of_a_large_file_whole_records_of_its_beginning_are_looked_at(tmp_path: Path) -> None:
    row = '{0},"a line\nand another, of {0}"\n'
    (tmp_path / "large.csv").write_text("account_id,name\n" + "".join(row.format(n) for n in range(70_000)), "utf-8")
    (look,) = look_at(tmp_path / "large.csv", tmp_path)
    assert not look.whole and look.rows > 1_000 and look.names == ("account_id", "name") and not look.problem
    assert look.columns[1].samples[0] == "a line\nand another, of 0"
