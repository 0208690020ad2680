"""A save changes the lines it has to, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from steward.errors import PlanBroken, PlanChangedMeanwhile, VersionNotFound
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.history import history, state_on
from steward.plans.files.merge import Merge
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import AccountKind, Objective, Risk, Strategy
from steward.plans.internal.templates import begun

THE_PLAN = '''\
# Our plan, written on the train
account_id = "A1"

# Where we are
[position]
kind = "growth"   # since spring
ambition = """
Be their only
network supplier."""

# The big one first
[[risks]]
risk = "Champion leaves"  # who knows
likelihood = "high"
mrr_at_stake = 12_000

# Then money
[[risks]]
id = "price"
risk = "Price"

# About people
[[readings]]
person = "K1"
colour = "not a key, but mine"
'''


def written(folder: Path, text: str = THE_PLAN) -> tuple[Plans, Opened[Strategy]]:
    """A plan on the disk, opened."""
    plans = Plans.whole(folder)
    plans.of("A1").mkdir(parents=True, exist_ok=True)
    (plans.of("A1") / ours.FILE).write_bytes(text.encode())
    return plans, _open(plans)


def _open(plans: Plans) -> Opened[Strategy]:
    return plans.open(Strategy, ours.FILE, "A1")


def differing(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_changed_value_keeps_its_comment_and_every_other_line(tmp_path: Path) -> None:
    plans, before = written(tmp_path)
    plan = replace(before.plan, position=replace(before.plan.position, kind=AccountKind.AT_RISK))
    after = plans.save(before, plan, "Anna")
    assert differing(before.text, after.text) == (
        ['kind = "growth"   # since spring'],
        ['kind = "at risk"   # since spring'],
    )


def test_a_new_key_stands_with_its_table_and_not_below_the_next_ones_comment(tmp_path: Path) -> None:
    plans, before = written(tmp_path)
    plan = replace(before.plan, position=replace(before.plan.position, situation="Quiet"))
    after = plans.save(before, plan, "Anna")
    assert 'network supplier."""\nsituation = "Quiet"\n\n# The big one first\n[[risks]]' in after.text


def test_a_new_entry_stands_behind_its_like(tmp_path: Path) -> None:
    plans, before = written(tmp_path)
    after = plans.save(before, replace(before.plan, risks=(*before.plan.risks, Risk(id="new", risk="New"))), "Anna")
    assert 'risk = "Price"\n\n[[risks]]\nid = "new"\nrisk = "New"\nstatus = "open"\n\n# About people' in after.text


def test_a_removed_entry_takes_its_own_lines_and_leaves_the_comments(tmp_path: Path) -> None:
    plans, before = written(tmp_path)
    after = plans.save(before, replace(before.plan, risks=before.plan.risks[1:]), "Anna")
    gone, came = differing(before.text, after.text)
    assert gone == ['risk = "Champion leaves"  # who knows', 'likelihood = "high"', "mrr_at_stake = 12_000"]
    assert came == []
    assert "# The big one first" in after.text
    assert "# Then money" in after.text


def test_a_new_section_takes_the_place_its_comment_keeps(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    _, strategy = begun(AccountKind.GROWTH, "A1", date(2026, 11, 23), "P1")
    before = plans.save(_open(plans), strategy, "Anna")
    plan = replace(before.plan, objectives=(Objective(id="grow", objective="Grow"),))
    after = plans.save(before, plan, "Anna")
    assert '# Objectives: What we want to reach in 6, 12 and 18 months.\n[[objectives]]\nid = "grow"' in after.text


def test_line_ends_and_the_mark_at_the_head_stay_as_they_were(tmp_path: Path) -> None:
    plans, before = written(tmp_path, "\ufeff" + THE_PLAN.replace("\n", "\r\n"))
    plan = replace(before.plan, position=replace(before.plan.position, situation="One\nTwo"))
    content = plans.save(before, plan, "Anna").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert _open(plans).plan.position.situation == "One\nTwo"


RISK = '[[risks]]\nid = "a"\nrisk = "A"\n'
SHAPES = {
    "inline tables": 'risks = [ { id = "a", risk = "A" }, { id = "b", risk = "B" } ]  # two\n',
    "a table inside": f'[[maps]]\nid = "m"\nname = "M"\n[maps.places]\nK1 = [1, 2]\n\n{RISK}',
    "dotted keys": f'position.kind = "growth"\nposition.value = "x"\n{RISK}',
    "spread out": f'{RISK}[swot]\nstrengths = ["x"]\n[[risks]]\nid = "b"\nrisk = "B"\n',
    "quoted": '[["risks"]]\n"id" = "a"\n\'risk\' = "A"\n',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_another_shape_says_what_was_meant(shape: str, tmp_path: Path) -> None:
    plans, before = written(tmp_path, f'account_id = "A1"\n{SHAPES[shape]}')
    changed = replace(before.plan.risks[0], play="Talk", mrr_at_stake=5)
    plan = replace(before.plan, risks=(changed, *before.plan.risks[1:], Risk(id="new", risk="New")))
    after = plans.save(before, plan, "Anna")
    assert after.plan.risks == plan.risks
    assert after.plan.maps == before.plan.maps


def test_a_broken_file_is_never_saved_over(tmp_path: Path) -> None:
    plans, before = written(tmp_path, THE_PLAN + "\ndue = 2026-13-40\n")
    with pytest.raises(PlanBroken):
        plans.save(before, replace(before.plan, risks=()), "Anna")
    assert _open(plans).content == before.content
    assert not (plans.of("A1") / "journal.jsonl").exists()


Edit = Callable[[Strategy], Strategy]


def both(folder: Path, mine: Edit, theirs: Edit) -> tuple[Plans, Merge[Strategy]]:
    """Two people open one plan, they save first, I am refused: the merge of the two."""
    plans, base = written(folder)
    plans.save(base, theirs(base.plan), "Ben")
    wanted = mine(base.plan)
    with pytest.raises(PlanChangedMeanwhile):
        plans.save(base, wanted, "Anna")
    return plans, Merge(base.plan, wanted, _open(plans).plan)


def _first_risk(**said: Any) -> Edit:
    return lambda plan: replace(plan, risks=(replace(plan.risks[0], **said), *plan.risks[1:]))


def test_the_same_field_changed_twice_is_a_clash_with_both_versions(tmp_path: Path) -> None:
    _, merge = both(tmp_path, _first_risk(play="Mine"), _first_risk(play="Theirs"))
    found = merge.fields[0]
    assert (found.change.before, found.theirs, found.change.after, found.clash) == ("", "Theirs", "Mine", True)
    assert merge.resolved(set()).risks[0].play == "Theirs"
    assert merge.resolved({0}).risks[0].play == "Mine"


def test_different_fields_are_both_kept_when_i_keep_mine(tmp_path: Path) -> None:
    plans, merge = both(tmp_path, _first_risk(owner="P1"), _first_risk(play="Theirs"))
    assert [versions.clash for versions in merge.fields] == [False]
    after = plans.save(_open(plans), merge.resolved({0}), "Anna")
    assert (after.plan.risks[0].owner, after.plan.risks[0].play) == ("P1", "Theirs")


def test_an_entry_they_removed_comes_back_if_i_keep_my_change_of_it(tmp_path: Path) -> None:
    _, merge = both(tmp_path, _first_risk(play="Mine"), lambda plan: replace(plan, risks=plan.risks[1:]))
    assert merge.fields[0].clash
    assert [risk.risk for risk in merge.resolved(set()).risks] == ["Price"]
    assert {risk.risk for risk in merge.resolved({0}).risks} == {"Price", "Champion leaves"}


def test_an_entry_i_removed_and_they_changed_is_a_clash(tmp_path: Path) -> None:
    _, merge = both(tmp_path, lambda plan: replace(plan, risks=plan.risks[1:]), _first_risk(play="Theirs"))
    assert merge.fields[0].clash
    assert len(merge.resolved(set()).risks) == 2
    assert len(merge.resolved({0}).risks) == 1


def test_the_same_change_by_both_is_no_question(tmp_path: Path) -> None:
    talk = _first_risk(play="Talk")
    rival = (ours.Competitor(name="X"),)
    _, merge = both(tmp_path, talk, lambda plan: replace(talk(plan), competitors=rival))
    assert merge.fields == ()


def test_history_tells_who_did_what_and_what_was_done_by_hand(tmp_path: Path) -> None:
    plans, first = written(tmp_path)
    second = plans.save(first, _first_risk(play="Talk")(first.plan), "Anna")
    path = plans.of("A1") / ours.FILE
    path.write_text(second.text.replace("Be their only", "Be their best"), encoding="utf-8")
    assert [event.how for event in history(plans, _open(plans))] == ["edited by hand", "saved", "edited by hand"]
    third = plans.save(_open(plans), _first_risk(play="Shout")(_open(plans).plan), "Ben")
    told = history(plans, third)
    assert [(event.who, event.how) for event in told] == [
        ("Ben", "saved"), ("", "edited by hand"), ("Anna", "saved"), ("", "edited by hand"),
    ]  # fmt: skip
    assert all(event.came_about and event.readable for event in told)
    assert [(change.key, change.before, change.after) for change in told[0].changes] == [("play", "Talk", "Shout")]


def test_any_earlier_version_comes_back_to_the_byte(tmp_path: Path) -> None:
    plans, first = written(tmp_path)
    second = plans.save(first, replace(first.plan, risks=()), "Anna")
    again = plans.restore(second, first.digest, "Ben")
    assert again.content == first.content
    assert history(plans, again)[0].how == "restored"
    with pytest.raises(VersionNotFound):
        plans.restore(again, "../../etc/passwd", "Ben")


def test_the_state_of_a_day_is_the_last_one_before_its_end(tmp_path: Path) -> None:
    plans, first = written(tmp_path)
    saved = plans.save(first, _first_risk(play="Talk")(first.plan), "Anna")
    assert state_on(plans, saved, date(1999, 1, 1)) is None
    then = state_on(plans, saved, date(2999, 1, 1))
    assert then is not None
    assert then.plan.risks[0].play == "Talk"


def test_a_torn_journal_line_is_closed_off_and_passed_over(tmp_path: Path) -> None:
    plans, first = written(tmp_path)
    second = plans.save(first, _first_risk(play="Talk")(first.plan), "Anna")
    with (plans.of("A1") / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"at": "2026-11-23T10:00')
    third = plans.save(second, _first_risk(play="Shout")(second.plan), "Ben")
    assert [event.who for event in history(plans, third)] == ["Ben", "Anna", ""]


def test_hostile_ids_stay_in_their_own_folder(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path / "account_plans")
    for account_id in ("../../out", "/etc", "CON", "a" * 300, "ä", "Ä", ".", "x\x00y"):
        plan = SuccessPlan(account_id=account_id)
        opened = plans.open(SuccessPlan, "success_plan.toml", account_id)
        plans.save(opened, plan, "Anna")
        assert plans.open(SuccessPlan, "success_plan.toml", account_id).problems == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["account_plans"]
    assert len(list(plans.folder.iterdir())) == 8
