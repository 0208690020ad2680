"""A quote for the CRM: what is in its files, that they read back as the same quote, and what is never in them."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.domain.quoting.comparing import compare
from steward.domain.quoting.lines import Action
from steward.domain.quoting.pairing import paired
from steward.errors import PlanNotFound
from steward.plans.customer.offer import PriceLine
from steward.plans.files.store import Plans
from steward.services.quotes import acting
from steward.services.quotes.crm_files import quote_files
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.quoting.desk import again, begun, desk, said, submitted
from tests.quoting.imports import of_acme

ANN = "ann@example.com"
READ_BACK = """
[quotes]
file = "Quote.csv"
preset = "salesforce"
[quote_lines]
file = "QuoteLineItem.csv"
preset = "salesforce"
"""
RAMP = (
    PriceLine(line="1", product="SDW", site="S2", quantity=10, unit_mrc=95.125, unit_nrc=250, to_month=3),
    PriceLine(line="1", product="SDW", site="S2", quantity=10, unit_mrc=99, from_month=4),
    PriceLine(line="2", product="VOI", site="S1", quantity=40, unit_mrc=9.5, ends_with="C1", says="Until C1 ends",
              action=Action.MODIFY, replaces=("U2",)),
    PriceLine(line="3", product="SDW", unit_nrc=-100),
    PriceLine(line="4", product="SDW", site="S1", action=Action.DELETE, replaces=("U1",)),
)  # fmt: skip


def files(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of both, by the names of their columns."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            name: list(csv.DictReader(io.StringIO(package.read(name).decode("utf-8"), newline="")))
            for name in package.namelist()
        }


def approved(workspace: Workspace, title: str = "Ramp") -> bytes:
    plans, quote = Plans.within(workspace), begun(workspace)
    acting.edit_offer(
        plans, quote, lambda offer: replace(offer, offer=replace(offer.offer, title=title), lines=RAMP), ANN
    )
    quote = again(workspace, quote.quote_id)
    acting.submit(plans, quote, ANN)
    quote = again(workspace, quote.quote_id)
    if quote.state == "in_approval":
        quote = said(workspace, quote, "Pricing", "P3")
    return quote_files(plans, [quote])


def test_the_files_read_back_as_the_same_quote_to_the_cent(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    for name, text in zip(("Quote.csv", "QuoteLineItem.csv"), unzipped(approved(workspace)), strict=True):
        (workspace.data / name).write_bytes(text)
    (workspace.data / "sources.toml").write_text(READ_BACK, encoding="utf-8")
    load(workspace)
    written, (back,) = again(workspace, "Q1"), of_acme(workspace)
    assert (back.head.reference, back.state, back.read.faults) == ("A1-Q1", "approved", ())
    ours, theirs = written.worth.schedule, back.worth.schedule
    assert (theirs.monthly, theirs.once, theirs.mrr) == (ours.monthly, ours.once, ours.mrr)
    assert compare(ours.quote, paired(ours.quote, theirs.quote, "")).differences == ()
    assert back.worth.net_new_mrr == written.worth.net_new_mrr


def unzipped(content: bytes) -> tuple[bytes, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("Quote.csv"), package.read("QuoteLineItem.csv")


def test_nothing_of_ours_alone_is_in_them(tmp_path: Path) -> None:
    found = files(approved(desk(tmp_path)))
    named = {name for rows in found.values() for name in rows[0]}
    assert [name for name in named if any(word in name.lower() for word in ("list", "cost", "margin", "floor"))] == []
    cells = {cell for rows in found.values() for row in rows for cell in row.values()}
    assert "They compare." not in cells and "40" in cells  # a quantity; what it costs us is 40 too, in no other cell
    prices = [float(row["UnitPrice"]) for row in found["QuoteLineItem.csv"]]
    assert prices == [95.125, 250, 99, 9.5, 0, -100, 0]


def test_no_cell_of_text_begins_a_formula(tmp_path: Path) -> None:
    found = files(approved(desk(tmp_path), title='=HYPERLINK("http://x")'))
    assert found["Quote.csv"][0]["Name"] == '\'=HYPERLINK("http://x")'


def test_a_draft_changes_nothing_of_what_was_approved_and_alone_is_no_quote(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    plans, quote = Plans.within(workspace), submitted(workspace, 95)
    before = quote_files(plans, [quote])
    draft = begun(workspace, 80)
    assert quote_files(plans, [quote, draft]) == before
    with pytest.raises(PlanNotFound, match="approved and valid"):
        quote_files(plans, [draft])


def test_the_command_writes_them(tmp_path: Path) -> None:
    workspace = desk(tmp_path / "home")
    quote = submitted(workspace, 95)
    said = CliRunner().invoke(app, ["quotes", "A1", "--home", str(workspace.home), "--crm", str(tmp_path / "q.zip")])
    assert said.exit_code == 0, said.output
    assert (tmp_path / "q.zip").read_bytes() == quote_files(Plans.within(workspace), [quote])
    none = CliRunner().invoke(app, ["quotes", "B1", "--home", str(workspace.home), "--crm", str(tmp_path / "n.zip")])
    assert none.exit_code != 0 and "approved and valid" in none.output and not (tmp_path / "n.zip").exists()
