"""Contacts that `data/forgotten.toml` names: no load brings them back, and it says so."""

from datetime import date
from pathlib import Path

import pytest

from steward.errors import SourcesUnreadable
from steward.warehouse.forgotten import Forgotten, forget_at_every_load, forgotten
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.warehouse.desks import desk, loaded, rows

_DAY = date(2026, 11, 28)
FILES = {
    "contacts__csv": "contact_id,account_id,name,title,email,reports_to_id\n"
    "K1,A-1,Łucja Will,CIO,lu@acme.example,\nK2,A-1,Bob Roy,Deputy of Łucja Will,bob@acme.example,K1\n"
    "K3,A-2,Łucja Will,CEO,other@bolt.example,\n",
    "nps_responses__csv": "response_id,account_id,score,answered_on,comment,may_quote\n"
    + "".join(f"R{n},A-1,9,2025-01-1{n},Fine,\n" for n in range(5))
    + "R6,A-1,2,2025-01-16,Lucja Will is rude,\nR7,A-1,3,2025-01-17,Will knows,\nR8,A-1,9,2025-01-18,we will see,\n"
    "R9,A-1,9,2025-01-18,LUCJA WILL rocks,yes\nR10,A-2,9,2025-01-18,Łucja Will,\n",
    "opportunities__csv": "opportunity_id,account_id,name,stage,status,amount,next_step\n"
    "O1,A-1,Opportunity,Talks,open,10,Call lu@acme.example\n",
    "tickets__csv": "ticket_id,account_id,opened_at,subject\nT1,A-1,2025-01-01,\"For WILL, ŁUCJA\"\n",
    "activities__csv": "activity_id,account_id,happened_at,subject\nC1,A-1,Łucja Will,Call\n",
    "forgotten__toml": '[[contacts]]\naccount_id = "A-1"\ncontact_id = "K1"\n',
}  # fmt: skip


def test_a_contact_is_loaded_without_personal_data_and_out_of_their_accounts_texts(tmp_path: Path) -> None:
    workspace, report = loaded(tmp_path, **FILES)
    sql = "select name, title, department, email, reports_to_id from staging.contacts order by contact_id"
    assert rows(workspace, sql) == [
        ("a former contact", None, None, None, None),
        ("Bob Roy", "Deputy of a former contact", None, "bob@acme.example", "K1"),
        ("Łucja Will", "CEO", None, "other@bolt.example", None),
    ]  # fmt: skip
    assert "a former contact" in next(one.reason for one in report.problems if one.severity == "rejected")
    assert rows(workspace, "select next_step from internal.opportunities") == [("Call ",)]
    said = [one for one in report.warnings if one.startswith("forgotten.toml")]
    assert said == [
        "forgotten.toml: 1 contact forgotten: without name, title, department and e-mail, "
        "and taken out of 5 other texts"
    ]


ORDERS = {
    "orders__csv": "order_id,account_id,title\nO1,A-1,Rack for Łucja Will\nO2,A-2,Rack for Łucja Will\n",
    "order_lines__csv": "order_line_id,order_id,product_id,mrc,state\nL1,O1,P,1,held\nL2,O2,P,1,held\n",
    "order_date_changes__csv": "order_line_id,changed_on,now,was,reason\n"
    + "".join(f"{line},2025-01-01,2025-03-01,2025-02-01,Łucja Will is ill\n" for line in ("L1", "L2")),
}


def test_orders_and_why_their_days_were_moved_lose_the_name_at_their_own_account(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path, **FILES, **ORDERS)
    assert rows(workspace, "select title, reason from internal.order_lines order by order_id") == [
        ("Rack for a former contact", "a former contact is ill"),
        ("Rack for Łucja Will", "Łucja Will is ill"),
    ]


def test_a_comment_that_may_name_them_is_still_not_shown_to_the_customer(tmp_path: Path) -> None:
    without, _ = loaded(tmp_path / "before", **{name: text for name, text in FILES.items() if "forgotten" not in name})
    workspace, _ = loaded(tmp_path / "after", **FILES)
    sql = "select comment, count(*) from customer.answers where account_id = 'A-1' group by all order by 1"
    assert rows(without, sql) == [("Fine", 5), ("LUCJA WILL rocks", 1), ("we will see", 1)]
    assert rows(workspace, sql) == [("Fine", 5), ("a former contact rocks", 1), ("we will see", 1)]


def test_whoever_left_the_feed_is_told(tmp_path: Path) -> None:
    _, report = loaded(tmp_path, forgotten__toml='[[contacts]]\naccount_id = "A-1"\ncontact_id = "K9"\n')
    (said,) = [one for one in report.warnings if one.startswith("forgotten.toml")]
    assert "K9 of A-1 is no contact in this data" in said


def test_what_loads_remember_of_an_opportunity_loses_the_name_and_tells_no_change(tmp_path: Path) -> None:
    workspace = desk(tmp_path, **{name: text for name, text in FILES.items() if "forgotten" not in name})
    load(workspace)
    assert forget_at_every_load(workspace, Forgotten("A-1", "K1"), on=_DAY)
    load(workspace)
    sql = "select value from staging.opportunity_memory where field = 'next step'"
    assert rows(workspace, sql) == [("Call ",)]
    assert len(list(workspace.warehouse.glob("*.duckdb"))) == 1


BROKEN = {
    "no toml": "[[contacts]\n",
    "no ids": '[[contacts]]\naccount_id = "A-1"\n',
    "a number": '[[contacts]]\naccount_id = "A-1"\ncontact_id = 7\n',
    "a word": 'contacts = "K1"\n',
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_cannot_be_read_loads_nothing(how: str, tmp_path: Path) -> None:
    workspace = desk(tmp_path, forgotten__toml=BROKEN[how])
    with pytest.raises(SourcesUnreadable, match=r"forgotten\.toml"):
        load(workspace)


def test_ids_of_any_letters_are_written_once_and_comments_stay(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "forgotten.toml").write_text("# ours\n", encoding="utf-8")
    workspace, strange = Workspace.whole(tmp_path), Forgotten('A "1"\n', "K\\\x7fé")
    assert forget_at_every_load(workspace, strange, on=_DAY) and not forget_at_every_load(workspace, strange, on=_DAY)
    assert forgotten(workspace.data) == (strange,)
    assert (workspace.data / "forgotten.toml").read_text(encoding="utf-8").startswith("# ours\n")
