"""What people wrote around the values they change in the app: comments, order, shapes of every kind."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from steward.errors import PlanNotSaved
from steward.plans.files.changes import changes
from steward.plans.files.editing import edited
from steward.plans.files.lines import blocks, section_blocks
from steward.plans.files.reading import read_plan
from steward.plans.files.text import written
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import AccountKind, Reading, Risk, Strategy
from tests.examples import times
from tests.plans.plans_made import any_plan

HEAD = 'account_id = "A1"\n'
Edit = Callable[[Strategy], Strategy]


def after(text: str, edit: Edit) -> str:
    """The file's text after an edit of its plan."""
    before = read_plan(Strategy, ours.FILE, "A1", HEAD + text)
    made = changes(before.plan, edit(before.plan))
    return edited(HEAD + text, ours.FILE, before, made).removeprefix(HEAD)


def first_risk(**said: object) -> Edit:
    return lambda plan: replace(plan, risks=(replace(plan.risks[0], **said), *plan.risks[1:]))  # type: ignore[arg-type]


def without(number: int) -> Edit:
    return lambda plan: replace(plan, risks=plan.risks[:number] + plan.risks[number + 1 :])


def one_more(risk: str) -> Edit:
    return lambda plan: replace(plan, risks=(*plan.risks, Risk(id=risk.lower(), risk=risk)))


def test_a_list_keeps_the_comments_beside_its_texts() -> None:
    text = '[swot]\nstrengths = [\n  "a",  # since 2024\n  "b",\n  "c",  # the best\n]  # all of them\n'
    new = after(text, lambda plan: replace(plan, swot=replace(plan.swot, strengths=("a", "B", "c", "d"))))
    assert new == '[swot]\nstrengths = [\n  "a",  # since 2024\n  "B",\n  "c",  # the best\n  "d",\n]  # all of them\n'
    shorter = after(text, lambda plan: replace(plan, swot=replace(plan.swot, strengths=("c",))))
    assert '"c",  # the best' in shorter


def test_places_of_a_table_of_their_own_keep_their_comments() -> None:
    text = '[[maps]]\nname = "M"\n[maps.places]  # seats\nK1 = [1, 2]  # head\nK2 = [2, 2]  # left\n\n# Risks\n'
    places = (("K1", 1, 2), ("K2", 5.5, 1), ("K3", 0, 0))
    new = after(text, lambda plan: replace(plan, maps=(replace(plan.maps[0], places=places),)))
    assert new == text.replace("[2, 2]", "[5.5, 1]").replace("# left\n", "# left\nK3 = [0, 0]\n")


SHAPES = {
    "dotted": ('position.kind = "growth"  # a\nposition.value = "v"\n', 'position.situation = "S"'),
    "in braces": ('position = { kind = "growth" }  # a\n', 'situation = "S"'),
    "indented": ('[position]\n  kind = "growth"  # a\n', '\n  situation = "S"\n'),
    "only a header": ("[position]  # a\n# nothing yet\n", '[position]  # a\nsituation = "S"\n# nothing yet'),
    "not there, with its place kept": ("# Where we stand\n# [position]\n\n# a\n", '\n[position]\nsituation = "S"\n\n#'),
    "not there at all": ('[[risks]]\nrisk = "A"  # a\n', '# a\n\n[position]\nsituation = "S"\n'),
    "without a last line end": ('[position]\nkind = "growth"  # a', '# a\nsituation = "S"'),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_new_key_goes_into_a_section_that_is_written(shape: str) -> None:
    text, expected = SHAPES[shape]
    new = after(text, lambda plan: replace(plan, position=replace(plan.position, situation="S")))
    assert expected in new
    assert "# a" in new


IN_BRACES = 'risks = [\n  { id = "a", risk = "A" },  # one\n  { id = "b", risk = "B" },  # two\n]  # all\n'


def test_entries_in_braces_are_changed_added_and_removed_where_they_stand() -> None:
    assert after(IN_BRACES, first_risk(risk="AA")) == IN_BRACES.replace('"A"', '"AA"')
    assert '# two\n  {id = "c", risk = "C", status = "open"},\n]  # all' in after(IN_BRACES, one_more("C"))
    assert after(IN_BRACES, without(1)).startswith('risks = [\n  { id = "a", risk = "A" },  # one\n')
    assert '"b"' not in after(IN_BRACES, without(1))


SCATTERED = (
    '[[risks]]\nid = "a"\nrisk = "A"\n\n# between\n[swot]\nstrengths = ["x"]\n\n[[risks]]\nid = "b"\nrisk = "B"\n'
)


def test_entries_with_other_sections_between_stay_where_they_are() -> None:
    assert after(SCATTERED, first_risk(play="P")) == SCATTERED.replace('risk = "A"\n', 'risk = "A"\nplay = "P"\n')
    assert after(SCATTERED, without(0)) == SCATTERED.removeprefix('[[risks]]\nid = "a"\nrisk = "A"\n')
    assert after(SCATTERED, one_more("C")).startswith(SCATTERED)


THREE = (
    '# first\n[[risks]]\nrisk = "A"\n\n# second\n[[risks]]\nrisk = "B"\n# inside\nplay = "P"\n\n'
    '# third\n[[risks]]\nrisk = "C"\n# at the foot\n'
)
OWN_LINES = {
    0: ('[[risks]]\nrisk = "A"\n', ""),
    1: ('[[risks]]\nrisk = "B"\n# inside\nplay = "P"\n', ""),
    2: ('[[risks]]\nrisk = "C"\n', ""),
}


@pytest.mark.parametrize("number", OWN_LINES)
def test_an_entry_that_goes_takes_its_own_lines_and_no_other(number: int) -> None:
    assert after(THREE, without(number)) == THREE.replace(*OWN_LINES[number])


def test_the_only_entry_leaves_its_place_to_the_next_one() -> None:
    text = '# Risks: what could cost us money\n[[risks]]\nrisk = "A"\n\n# Team\n[[team]]\ncolleague = "P1"\n'
    empty = after(text, without(0))
    assert empty == text.replace('[[risks]]\nrisk = "A"\n', "# [[risks]]\n")
    assert "money\n[[risks]]\nid =" in after(empty, one_more("B"))


def test_an_entry_that_somebody_commented_out_stays_commented_out() -> None:
    text = '# [[risks]]\n# risk = "Not any more"\n\n[[team]]\ncolleague = "P1"\n'
    assert after(text, one_more("B")).startswith(text)


def test_a_key_that_goes_takes_its_line_alone() -> None:
    text = '[[risks]]\nrisk = "A"\n# how\nplay = "P"  # soon\nowner = "P1"\n'
    assert after(text, first_risk(play="")) == text.replace('play = "P"  # soon\n', "")


def test_an_entry_without_an_id_gets_one_and_stays_the_same_entry() -> None:
    text = '[[risks]]\nrisk = "Price is high"  # mine\n'
    assert after(text, first_risk(id="price-is-high")) == f'{text}id = "price-is-high"\n'


def test_what_is_beyond_the_app_in_one_section_does_not_hinder_another() -> None:
    text = f'x = {"[" * 300}{"]" * 300}\n[position]\nkind = "growth"\n'
    new = after(text, lambda plan: replace(plan, position=replace(plan.position, kind=AccountKind.AT_RISK)))
    assert new == text.replace("growth", "at risk")


REFUSED = {
    "a number that is none": (first_risk(mrr_at_stake=float("nan")), "“mrr_at_stake” should be a number"),
    "a number beyond counting": (first_risk(mrr_at_stake=1e300), "“mrr_at_stake” should be a number"),
    "a reading of nobody": (
        lambda plan: replace(plan, readings=(Reading(person="", note="Hm"),)),
        "Without “person” this entry is left out",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_value_that_would_not_read_back_is_refused_by_its_name(what: str) -> None:
    edit, words = REFUSED[what]
    with pytest.raises(PlanNotSaved, match=words):
        after('[[risks]]\nrisk = "A"\n', edit)


def test_a_section_that_holds_something_else_is_left_to_its_writer() -> None:
    with pytest.raises(PlanNotSaved, match="change it in the file itself"):
        after('risks = "many"\n', one_more("B"))


@settings(max_examples=times(60), phases=[Phase.explicit, Phase.generate])
@given(before=any_plan(Strategy), wanted=any_plan(Strategy))
def test_no_comment_between_entries_is_ever_lost(before: Strategy, wanted: Strategy) -> None:
    text = _commented(written(before))
    found = read_plan(Strategy, ours.FILE, "NW-1", text)
    made = changes(before, wanted)
    new = edited(text, ours.FILE, found, made)
    kept = [line for line in new.split("\n") if line.startswith("# kept ")]
    assert sorted(kept) == sorted(line for line in text.split("\n") if line.startswith("# kept "))


def _commented(text: str) -> str:
    """The text with a comment above every header."""
    lines = text.split("\n")
    for block in reversed(blocks(text)):
        lines.insert(block.start, f"# kept {block.start}")
    return "\n".join(lines)


@settings(max_examples=times(60), phases=[Phase.explicit, Phase.generate])
@given(before=any_plan(Strategy), wanted=any_plan(Strategy), data=st.data())
def test_the_lines_of_a_section_nobody_touched_are_the_same(
    before: Strategy, wanted: Strategy, data: st.DataObject
) -> None:
    text = written(before)
    touched = data.draw(st.sampled_from(["risks", "readings", "maps", "swot", "position"]))
    plan = replace(before, **{touched: getattr(wanted, touched)})
    new = edited(text, ours.FILE, read_plan(Strategy, ours.FILE, "NW-1", text), changes(before, plan))
    others = {block.name for block in blocks(text)} - {touched, "", "maps.places"}
    for section in others:
        assert _said(new, section) == _said(text, section)


def _said(text: str, section: str) -> list[str]:
    """The lines of a section that say something."""
    lines = text.split("\n")
    return [line for block in section_blocks(text, section) for line in lines[block.start : block.end]]
