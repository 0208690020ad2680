"""From exports whose columns nobody prepared to the first deck, without an editor: three shapes, and a large one."""

import random
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from playwright.sync_api import expect

from benchmarks.app import drawn
from benchmarks.reader import Reader

AIM = 25
CUSTOMERS, MONTHS = 12, 30
FIRST = date(2024, 1, 1)
NAMES = (
    "Alpenbahn", "Brückner & Söhne", "Café Zentral", "Dachwerk", "Elbtor", "Fjord", "Gipfel", "Hafen", "Isar", "Jade",
    "Kante", "Lindenhof",
)  # fmt: skip


def german(folder: Path) -> list[Path]:
    """An ERP: customers, lines of contracts and invoices, with semicolons, umlauts and decimal commas."""
    customers = ["Kd-Nr;Firmenname;Branche;Ort;Kundenbetreuer;Kunde seit"]
    customers += [f"{10_001 + n};{name} GmbH;Handel;Köln;Anna;01.0{1 + n % 9}.2019" for n, name in enumerate(NAMES)]
    lines = ["Pos;Kd-Nr;Tarif;Monatspreis;Laufzeitbeginn;Laufzeitende;Menge"]
    lines += [
        f"P{n};{10_001 + n % CUSTOMERS};WAN {n % 3};{1 + n % 4}.{100 + n},50;{day:%d.%m.%Y};;{1 + n % 5}"
        for n, day in enumerate(_days(36))
    ]
    invoices = ["Belegnummer;Debitor;Leistungsmonat;Nettobetrag;Artikel;Erlösart"]
    invoices += [
        f"R{n}{month:%y%m};{10_001 + n};{month:%m.%Y};{3 + n % 4}.{200 + n},00;WAN {n % 3};wiederkehrend"
        for month in _months() for n in range(CUSTOMERS)
    ]  # fmt: skip
    named = {"Kundenstamm Export.csv": customers, "Vertragspositionen.csv": lines, "Faktura 2024-2026.csv": invoices}
    return [_written(folder / name, "\r\n".join(rows).encode("cp1252")) for name, rows in named.items()]


def workbook(folder: Path) -> list[Path]:
    """One workbook of three sheets, as somebody keeps it by hand."""
    path = folder / "Client base.xlsx"
    sheets: Mapping[str, Sequence[Sequence[object]]] = {
        "Clients": [
            ["Client No", "Trading name", "Sector", "Account manager"],
            *([f"C-{n:03}", name, "Retail", "Ben"] for n, name in enumerate(NAMES)),
        ],
        "Services in force": [
            ["Circuit ID", "Client No", "Service", "MRC", "In service date", "Termination date"],
            *(
                [f"L{n}", f"C-{n % CUSTOMERS:03}", f"Fibre {n % 3}", 250.5 + n, f"{day:%Y-%m-%d}", ""]
                for n, day in enumerate(_days(36))
            ),
        ],
        "Cases": [
            ["Case Number", "Client No", "Date opened", "Date closed", "Subject"],
            *(
                [f"T{n}", f"C-{n % CUSTOMERS:03}", f"{day:%Y-%m-%d} 10:00", f"{day:%Y-%m-%d} 16:00", "Line down"]
                for n, day in enumerate(_days(40))
            ),
        ],
    }  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return [path]


def ledger(folder: Path) -> list[Path]:
    """Invoice lines alone, a file a year, in a zip: who the customers are stands in them."""
    path = folder / "export.zip"
    head = "Doc No,Customer No,Customer Name,Posting Date,Line Total,Item"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for year in (2024, 2025, 2026):
            rows = [
                f'D{n}{month:%y%m},{700 + n},"{name}, Ltd",{month:%d/%m/%Y},"{1 + n % 4},{300 + n}.25",Line {n % 3}'
                for month in _months() if month.year == year for n, name in enumerate(NAMES)
            ]  # fmt: skip
            archive.writestr(f"books/Sales ledger {year}.csv", "\n".join([head, *rows]) + "\n")
    return [path]


def large(folder: Path, megabytes: int = 200) -> list[Path]:
    """The German shape with so many megabytes of invoices."""
    found, chance = german(folder), random.Random(1)
    months = [f"{month:%m.%Y}" for month in _months()]
    path = next(one for one in found if one.name.startswith("Faktura"))
    with path.open("a", encoding="cp1252", newline="") as stream:
        stream.write("\r\n")
        number = 0
        while stream.tell() < megabytes * 1_000_000:
            rows = (
                f"X{number + n};{10_001 + chance.randrange(CUSTOMERS)};{chance.choice(months)};"
                f"{chance.randrange(9)},25;WAN {n % 3};wiederkehrend\r\n"
                for n in range(20_000)
            )
            stream.write("".join(rows))
            number += 20_000
    return found


SHAPES: Mapping[str, Callable[[Path], list[Path]]] = {"an ERP": german, "a workbook": workbook, "a ledger": ledger}


def files_to_first_deck(reader: Reader, files: list[Path], deck: Path) -> None:
    """Drop, look, name the company, save and load, and the deck of the first account."""
    page = reader.page
    reader.opens()
    page.locator("input[type=file]").first.set_input_files([str(one) for one in files])
    reader.count += 1
    save = page.get_by_role("button", name="Save and load")
    expect(save).to_be_visible()
    drawn(page)
    accounts = page.get_by_role("button", name="Take the accounts from there")
    if accounts.count():
        reader.presses(accounts)
        expect(accounts).to_have_count(0)
    for table in ("Accounts", "Subscriptions", "Charges"):
        _looks_at(reader, table)
    drawn(page)  # while the last table is drawn the form below it may stand there twice
    reader.presses(page.get_by_role("textbox", name="Name, as decks show it"))
    page.keyboard.type("Acme Networks")
    page.keyboard.press("Tab")
    drawn(page)
    reader.presses(save)
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible()
    reader.enters("Accounts")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{CUSTOMERS} accounts")
    reader.ticks(".*", row=1)
    reader.turns_to("Reviews")
    reader.presses(page.get_by_role("link", name="QBR deck"))
    with page.expect_download() as taken:
        reader.presses(page.get_by_role("button", name="Download the deck"))
    taken.value.save_as(deck)


def _looks_at(reader: Reader, table: str) -> None:
    """A table of the preview, and what has to be said of its dates."""
    tab = reader.page.get_by_role("radio", name=table, exact=True)
    if not tab.count():
        return
    reader.presses(tab)
    told = reader.page.get_by_text(f"{table}: ", exact=False).first
    expect(told).to_contain_text("would load")
    drawn(reader.page)
    day_first = reader.page.get_by_role("button", name="The day", exact=True)
    if day_first.count():
        reader.presses(day_first)
    expect(told).to_contain_text("none is rejected")


def _days(count: int) -> Iterator[date]:
    return (FIRST + timedelta(days=25 * number) for number in range(count))


def _months() -> Iterator[date]:
    return (date(FIRST.year + number // 12, 1 + number % 12, 1) for number in range(MONTHS))


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
