"""Requests are seen and moved by who may: a ticket of another's account is in no list, no count and no form."""

from dataclasses import replace
from pathlib import Path

import pytest

from steward.domain.access.scope import Accounts, Scope
from steward.domain.requests.words import RequestAct
from steward.errors import AccountNotFound, ChangeNotAllowed
from steward.plans.files.store import Plans
from steward.services.requests import acting
from steward.services.requests.files import one_of
from tests.asked.office import ANN, DISPUTE, TODAY, brief, office, raised

MINE = Accounts(frozenset({"B1"}))


def test_outside_of_a_scope_there_is_no_ticket_and_no_request(tmp_path: Path) -> None:
    where = office(tmp_path)
    raised(where, DISPUTE, amount=1000)
    raised(where, DISPUTE, amount=7, account="B1")
    seen = replace(where, scope=Scope(read=MINE))
    found = brief(seen)
    assert [one.key for one in found.listed] == ["B1/R1"]
    assert {one.id: one.value for one in found.figures}["requests.disputed"] == 7
    with pytest.raises(AccountNotFound):
        one_of(Plans.within(seen), "A1", "R1")


def test_who_may_only_read_moves_nothing_and_raises_nothing(tmp_path: Path) -> None:
    where = office(tmp_path)
    raised(where, account="B1")
    plans = Plans.within(replace(where, scope=Scope(read=MINE)))
    one = one_of(plans, "B1", "R1")
    with pytest.raises(ChangeNotAllowed):
        acting.act(plans, one, RequestAct.RESOLVE, ANN, TODAY)
    with pytest.raises(ChangeNotAllowed):
        acting.raise_request(plans, "B1", acting.NewRequest(said=DISPUTE, amount=1), ANN, TODAY)
    assert one_of(plans, "B1", "R1").record == one.record
