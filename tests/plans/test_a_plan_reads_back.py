"""A plan that was written reads back the same, and an edit of a file changes what was meant and nothing else."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from steward.plans.customer import success_plan
from steward.plans.files.changes import changed, changes
from steward.plans.files.editing import edited
from steward.plans.files.reading import read_plan
from steward.plans.files.text import written
from steward.plans.internal import strategy
from tests.examples import times
from tests.plans.plans_made import any_plan

KINDS = {success_plan.FILE: success_plan.SuccessPlan, strategy.FILE: strategy.Strategy}


@pytest.mark.parametrize("file", KINDS)
@settings(max_examples=times(60), phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_a_written_plan_reads_back_the_same(file: str, data: st.DataObject) -> None:
    plan = data.draw(any_plan(KINDS[file]))
    found = read_plan(KINDS[file], file, "NW-1", written(plan))
    assert found.plan == plan
    assert not found.broken


@pytest.mark.parametrize("file", KINDS)
@settings(max_examples=times(60), phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_an_edited_file_says_what_was_meant(file: str, data: st.DataObject) -> None:
    before, after = data.draw(any_plan(KINDS[file])), data.draw(any_plan(KINDS[file]))
    text = written(before)
    made = changes(before, after)
    new = edited(text, file, read_plan(KINDS[file], file, "NW-1", text), made)
    assert read_plan(KINDS[file], file, "NW-1", new).plan == changed(before, made)
    assert changes(changed(before, made), after) == ()
