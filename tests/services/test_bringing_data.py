"""Files that somebody brings: kept until they are saved, saved beside what others saved, loaded, and taken back."""

import io
import time
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from steward.domain.access.scope import ALL, NONE, Role, Scope
from steward.errors import ChangeNotAllowed, DataOvertaken
from steward.plans.files.sources_text import drop_section, put_column, put_files, put_section, put_settings
from steward.services.data.bring.accounts import accounts_from, take_accounts
from steward.services.data.bring.arriving import take_in, take_out
from steward.services.data.bring.draft import Draft, draft_of, keep
from steward.services.data.bring.looks import look_at
from steward.services.data.bring.mapping import accept, choose, feeds, take_as
from steward.services.data.bring.saving import go_on_from_now, last_step, overtaken, save, take_back
from steward.services.data.bring.trying import begin_trial, trial_found, trial_told, try_all, try_table
from steward.warehouse.files import current_warehouse
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.homes import home
from tests.pages.bringing import CUSTOMERS, LINES, ODD

MAPPED = """# Exports of the ERP, made on the first of each month.
[accounts]                      # debtors
file = "Debitoren.csv"
[accounts.columns]
account_id = "No"               # never changes
name = "Name"
"""
FILES = {"Debitoren.csv": "No,Name\nA1,Alpha\n"}


def brought(workspace: Workspace, who: str = "me", **files: str | bytes) -> Draft:
    """A draft with these files, taken for what they look like."""
    given = [(name, io.BytesIO(text if isinstance(text, bytes) else text.encode())) for name, text in files.items()]
    draft, _, _ = take_in(draft_of(workspace, who), given)
    return accept(draft, [look for name in draft.names for look in look_at(draft.path(name), draft.folder)])


def content(workspace: Workspace) -> dict[str, bytes]:
    """Every file of `data/` that people own."""
    return {path.name: path.read_bytes() for path in workspace.data.iterdir() if path.is_file()}


def begun(folder: Path, mapping: str = MAPPED, **files: str) -> Workspace:
    """A home with a mapping and files of its own."""
    workspace = home(folder)
    for name, text in {**FILES, **files, "sources.toml": mapping}.items():
        (workspace.data / name).write_text(text, encoding="utf-8")
    return Workspace.whole(folder)


def test_a_draft_is_there_again_in_another_session_and_is_its_owners_alone(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    draft = choose(brought(workspace, **{"Vertragspositionen.csv": LINES}), "subscriptions", "quantity", "1")
    assert draft_of(Workspace.whole(tmp_path), "me") == replace(draft, home=draft_of(workspace, "me").home)
    assert draft_of(workspace, "someone else").brought == ()
    assert (tmp_path / "data" / ".bring").stat().st_mode & 0o077 == 0


def test_the_mapping_keeps_its_comments_and_loads_the_same_by_hand(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    lines = {"Vertragspositionen.csv": LINES.replace("1000", "A")}
    draft = choose(brought(workspace, **lines), "accounts", "name", "upper(Name)")
    tried = try_all(draft)
    save(draft, "Lena")
    text = (workspace.data / "sources.toml").read_text(encoding="utf-8")
    for comment in ("# Exports of the ERP, made on the first of each month.", "# debtors", "# never changes"):
        assert comment in text
    said = tomllib.loads(text)
    assert said["accounts"]["columns"] == {"account_id": "No", "name": "upper(Name)"}
    assert said["subscriptions"]["columns"]["mrr"] == "Monatspreis"
    report = load(Workspace.whole(tmp_path))
    assert {one.table: one.loaded for one in report.tables if one.present} == {
        one.report.table: one.report.loaded for one in tried.tables
    }


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_what_is_added_ends_its_lines_as_the_file_does(tmp_path: Path, ends: str) -> None:
    """Also what came from a field of a browser, which knows one kind of line."""
    workspace = begun(tmp_path)
    for file, text in {"sources.toml": MAPPED, "workspace.toml": 'company = "C"\ncurrency = "EUR"\n'}.items():
        (workspace.data / file).write_bytes(text.replace("\n", ends).encode())
    draft = choose(brought(Workspace.whole(tmp_path), **{"Vertragspositionen.csv": LINES}), "accounts", "region", "'N'")
    draft = draft.with_text(f"{draft.text.replace(ends, chr(10))}# by hand\n")
    save(keep(replace(draft, settings=put_settings(draft.settings, {"fiscal_year_starts": 4}))), "Lena")
    for file, words in (("sources.toml", "# by hand"), ("workspace.toml", "fiscal_year_starts = 4")):
        held = (workspace.data / file).read_bytes().decode()
        assert words in held and len(held.splitlines()) > 2
        assert held.replace(ends, "").isprintable(), held
    assert tomllib.loads((workspace.data / "sources.toml").read_text())["subscriptions"]["file"]


def test_a_mapping_of_a_file_that_was_renamed_meanwhile_is_not_saved(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    draft = choose(brought(workspace, **{"Vertragspositionen.csv": LINES}), "accounts", "region", "'North'")
    (workspace.data / "Debitoren.csv").rename(workspace.data / "Debitoren 2026.csv")
    before = content(workspace)
    with pytest.raises(DataOvertaken, match=r"accounts reads data/Debitoren\.csv.*mean “Debitoren 2026\.csv”"):
        save(draft, "Me")
    assert content(workspace) == before and draft.brought
    save(draft.with_text(draft.text.replace("Debitoren.csv", "Debitoren*.csv")), "Me")


def test_a_link_is_tried_as_it_is_loaded(tmp_path: Path) -> None:
    """One within `data/`, as mounted volumes have them, is read; one that leads out of it is refused."""
    workspace = begun(tmp_path)
    (workspace.data / "..kept").mkdir()
    (workspace.data / "Debitoren.csv").rename(workspace.data / "..kept" / "Debitoren.csv")
    (workspace.data / "Debitoren.csv").symlink_to(Path("..kept") / "Debitoren.csv")
    (table,) = try_all(draft_of(workspace, "me")).tables
    assert table.report.loaded == 1
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "Debitoren.csv").write_text(FILES["Debitoren.csv"], encoding="utf-8")
    (workspace.data / "more").symlink_to(tmp_path / "elsewhere")
    mapping = MAPPED.replace("Debitoren.csv", "more/Debitoren.csv")
    (workspace.data / "sources.toml").write_text(mapping, encoding="utf-8")
    assert "leads to a file elsewhere" in try_all(draft_of(workspace, "they")).refused


def test_of_two_people_the_second_is_refused_and_goes_on_from_what_the_first_saved(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    mine = choose(brought(workspace, "me", **{"Vertragspositionen.csv": LINES}), "accounts", "country", "'DE'")
    theirs = choose(draft_of(workspace, "they"), "accounts", "region", "'North'")
    save(theirs, "They")
    before = content(workspace)
    assert "sources.toml was changed" in overtaken(mine)
    with pytest.raises(DataOvertaken):
        save(mine, "Me")
    assert content(workspace) == before
    now, both = go_on_from_now(mine)
    assert both == ("accounts",) and not overtaken(now)
    said = tomllib.loads(now.text)
    assert said["accounts"]["columns"]["region"] == "'North'" and "country" not in said["accounts"]["columns"]
    assert said["subscriptions"]["file"] == "Vertragspositionen.csv"
    save(now, "Me")


def test_a_file_that_somebody_else_put_there_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    draft = brought(workspace, **{"Debitoren.csv": "No,Name\nA1,Mine\n"})
    (workspace.data / "Debitoren.csv").write_text("No,Name\nA1,Theirs of another length\n", encoding="utf-8")
    with pytest.raises(DataOvertaken, match=r"Debitoren\.csv was changed"):
        save(draft, "Me")
    assert b"Theirs" in content(workspace)["Debitoren.csv"]


def test_undo_brings_files_mapping_warehouse_and_what_loads_remembered_back(tmp_path: Path) -> None:
    workspace = begun(tmp_path, **{"charges.csv": "account_id,month,amount\nA1,2026-01,10\n"})
    load(workspace)
    before, warehouse = content(workspace), current_warehouse(workspace)
    remembered = {path.name: path.read_bytes() for path in workspace.history.iterdir()}
    wrong = brought(workspace, **{"Debitoren.csv": "No,Name\nA1,Other\n", "Vertragspositionen.csv": LINES})
    wrong = choose(wrong, "accounts", "owner_id", "Name")
    save(wrong, "Me")
    load(Workspace.whole(tmp_path))
    assert content(workspace) != before and current_warehouse(workspace) != warehouse
    assert take_back(Workspace.whole(tmp_path))
    assert content(workspace) == before and current_warehouse(workspace) == warehouse
    assert {path.name: path.read_bytes() for path in workspace.history.iterdir()} == remembered
    again = draft_of(Workspace.whole(tmp_path), "me")
    assert again.brought == ("Debitoren.csv", "Vertragspositionen.csv") and again.text == wrong.text
    assert last_step(workspace) is None


@pytest.mark.every
def test_where_nothing_was_loaded_before_undo_leaves_nothing_loaded(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    workspace = Workspace.whole(tmp_path)
    save(brought(workspace, **ODD), "")
    load(workspace)
    assert current_warehouse(workspace) and take_back(workspace)
    assert current_warehouse(workspace) is None and content(workspace) == {}


def test_what_was_changed_since_a_save_is_not_taken_back_with_it(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    save(brought(workspace, **{"Vertragspositionen.csv": LINES}), "Me")
    with (workspace.data / "sources.toml").open("a", encoding="utf-8") as file:
        file.write("# by hand\n")
    with pytest.raises(DataOvertaken, match="changed since"):
        take_back(workspace)
    assert "Vertragspositionen.csv" in content(workspace)


def test_the_fictional_companys_files_are_put_aside_and_come_back(tmp_path: Path) -> None:
    settings = 'company = "Fiction"\ncurrency = "EUR"\nsample = true\ntoday = 2026-09-30\n'
    tickets = "ticket_id|account_id|opened_at\nT|X1|2026-01-01"
    home(tmp_path, settings=settings, accounts="account_id|name\nX1|Fiction", tickets=tickets)
    workspace = Workspace.whole(tmp_path)
    before = content(workspace)
    draft = brought(workspace, **ODD)
    assert {one.report.table for one in try_all(draft).tables} == {"accounts", "subscriptions"}
    save(draft, "")
    now = Workspace.whole(tmp_path)
    assert set(content(now)) == {*ODD, "sources.toml", "workspace.toml"} and not now.settings.sample
    take_back(now)
    assert content(now) == before


def test_only_who_may_change_all_data_brings_any(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    draft = brought(workspace, **{"Vertragspositionen.csv": LINES})
    leader = Scope(read=ALL, change=NONE, export=ALL, roles=frozenset({Role.LEADERSHIP}))
    for scope in (leader, Scope(), Scope(change=ALL), Scope(roles=frozenset({Role.ADMINISTRATOR}))):
        with pytest.raises(ChangeNotAllowed):
            draft_of(replace(workspace, scope=scope), "me")
        with pytest.raises(ChangeNotAllowed):
            save(replace(draft, home=replace(workspace, scope=scope)), "me")
    both = replace(leader, roles=frozenset({Role.LEADERSHIP, Role.ADMINISTRATOR}))
    assert draft_of(replace(workspace, scope=both), "me").brought


def _zip(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_a_zip_is_unpacked_under_plain_names_and_never_outside(tmp_path: Path) -> None:
    workspace = begun(tmp_path)
    packed = _zip(
        **{
            "../../evil.csv": b"a\n1\n", "deep/er/Abos.csv": LINES.encode(), "C:\\x\\Kunden.csv": CUSTOMERS.encode(),
            "sources.toml": b"[x]", ".hidden.csv": b"a\n", "con.csv": b"a\n", "b\a.csv": b"a\n",
            "deep/Abos.csv": b"x\n", "deep/ABOS.csv": b"x\n",
        }
    )  # fmt: skip
    draft, taken, left = take_in(draft_of(workspace, "me"), [("all.zip", io.BytesIO(packed))])
    assert sorted(taken) == ["Abos.csv", "Kunden.csv", "evil.csv"] and len(left) == 6
    assert draft.path("Abos.csv").read_text(encoding="utf-8") == LINES
    assert [path.name for path in tmp_path.rglob("evil.csv")] == ["evil.csv"]
    assert draft.path("evil.csv").parent == draft.files


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("bomb.zip", _zip(**{"zeros.csv": b"0" * 60_000_000}), "would unpack to 60 MB"),
        ("many.zip", _zip(**{f"{number}.csv": b"a\n" for number in range(300)}), "300 files"),
        ("no.zip", b"PK no zip", "cannot be unpacked"),
        ("run.exe", b"MZ", "left out"),
        ("../.csv", b"a\n", "left out"),
    ],
)
def test_what_is_hostile_is_left_out_in_one_sentence(name: str, text: bytes, words: str, tmp_path: Path) -> None:
    draft, taken, left = take_in(draft_of(begun(tmp_path), "me"), [(name, io.BytesIO(text))])
    assert taken == [] and len(left) == 1 and words in left[0]
    assert draft.brought == () and not any(draft.files.iterdir())


def test_where_no_file_lists_the_accounts_another_names_them(tmp_path: Path) -> None:
    workspace = home(tmp_path)
    text = "Debitor;Firma;Monat;Netto\nA1;Alpha;01.2026;10,50\nA2;Beta;01.2026;11,50\nA1;Alpha;02.2026;12,50\n"
    draft = brought(workspace, **{"Faktura 2026.csv": text})
    looks = [look for name in draft.names for look in look_at(draft.path(name), draft.folder)]
    found = accounts_from(draft, looks)
    assert found is not None and (found.account, found.name) == ("Debitor", "Firma")
    tried = try_all(take_accounts(draft, found))
    accounts, charges = tried.of("accounts"), tried.of("charges")
    assert accounts is not None and sorted(row[:2] for row in accounts.rows) == [("A1", "Alpha"), ("A2", "Beta")]
    assert charges is not None and charges.total == 34.5


def test_a_file_is_taken_for_another_table_for_none_and_out(tmp_path: Path) -> None:
    draft = brought(home(tmp_path), **{"Vertragspositionen.csv": LINES})
    (look,) = look_at(draft.path("Vertragspositionen.csv"), draft.folder)
    assert [one.table for one in feeds(draft)] == ["subscriptions"]
    other = take_as(draft, look, "contracts", [look])
    assert [one.table for one in feeds(other)] == ["contracts"]
    assert feeds(take_as(other, look, "", [look])) == ()
    assert take_out(other, look.file).names == ()


def test_a_file_more_or_less_changes_nothing_else_that_a_section_says(tmp_path: Path) -> None:
    """Neither which rows it leaves out, nor what is joined, nor its comments: that of another month is one more."""
    lines = "No,Customer,Month,Value,Deleted\n1,A1,2025-01-01,1,false\n"
    charges = (
        '\n[charges]\nfile = "jan.csv"\nwhere = "Deleted = \'false\'"     # cancelled ones\nencoding = "cp1252"\n'
        '[charges.join.names]\nfile = "Debitoren.csv"\non = "Customer = names.No"\n'
        '[charges.columns]\ncharge_id = "No"\naccount_id = "Customer"\nmonth = "Month"\namount = "Value"  # net\n'
    )
    workspace = begun(tmp_path, MAPPED + charges, **{"jan.csv": lines})
    both = MAPPED + charges.replace('"jan.csv"', '["jan.csv", "feb.csv"]')
    draft = brought(workspace, **{"feb.csv": lines.replace("2025-01", "2025-02")})
    assert draft.text == both
    (look,) = look_at(draft.path("feb.csv"), draft.folder)
    less = take_as(draft, look, "", [look])
    assert less.text == MAPPED + charges
    assert take_as(less, look, "charges", [look]).text == both


def test_what_stands_above_a_section_stays_with_it_whatever_becomes_of_the_one_before() -> None:
    """And a section that is said with points swallows none of the lines below it."""
    charges = '# billing: of the ERP\n[charges]  # two\nfile = "jan.csv"\nwhere = """\n# no\n[accounts]\n"""\n'
    text = MAPPED + "\n" + charges
    for changed in (drop_section(text, "accounts"), put_section(text, "accounts", {"preset": "stripe"}, {})):
        assert changed.endswith("\n" + charges)
    assert drop_section(text, "nothing") == text
    pointed = 'accounts.file = "a.csv"\nusage.file = "u.csv"\n'
    for changed in (put_column(pointed, "accounts", "name", "N"), put_files(pointed, "accounts", ["b.csv"])):
        assert tomllib.loads(changed)["usage"] == {"file": "u.csv"} and len(tomllib.loads(changed)) == 2


@pytest.mark.every
def test_of_a_large_file_the_beginning_is_read_as_the_load_reads_it(tmp_path: Path) -> None:
    rows = "".join(f"P{number};1000{1 + number % 3};WAN;1.100,50;01.03.2024;\n" for number in range(90_000))
    many = {"Vertragspositionen.csv": LINES.splitlines()[0] + "\n" + rows}
    draft = brought(home(tmp_path), **{**many, "Kundenstamm Export.csv": CUSTOMERS})
    told = try_table(draft, "subscriptions").of("subscriptions")
    assert told is not None and 1_000 < told.report.read < 10_000 and told.report.rejected == 0
    assert told.rows[0][:4] == ("P0", "10001", "WAN", "1100.5000")


@pytest.mark.every
def test_a_trial_of_all_goes_on_whatever_is_looked_at_meanwhile_and_ends_where_the_draft_changes(
    tmp_path: Path,
) -> None:
    draft = brought(home(tmp_path), **ODD)
    begin_trial(draft)
    assert trial_told(draft).running
    try_table(draft, "accounts")
    assert trial_told(draft).running or trial_found(draft)
    for _ in range(1200):
        if trial_told(draft).ended:
            break
        time.sleep(0.05)
    found = trial_found(draft)
    assert found is not None
    told = [(one.rows, one.rejects, one.months, one.total, one.accounts) for one in found.tables]
    assert told == [(one.rows, one.rejects, one.months, one.total, one.accounts) for one in try_all(draft).tables]
    other = choose(draft, "accounts", "region", "'North'")
    assert trial_found(other) is None and not trial_told(other).running
    begin_trial(other)
    assert trial_found(draft) is None
