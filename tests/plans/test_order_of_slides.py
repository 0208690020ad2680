"""The order of a review's slides says something, so it is saved, told and merged as any other change."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from steward.errors import PlanChangedMeanwhile
from steward.plans.customer.review import Review, SlideChoice, file_of
from steward.plans.files.history import history
from steward.plans.files.store import Opened, Plans
from steward.plans.files.together import WHOLE, save, take_back
from tests.examples import times

FILE = file_of("2026-Q2")
LAW = settings(max_examples=times(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
IDS = some.lists(some.sampled_from("abcdefgh"), min_size=1, max_size=7, unique=True)


def review(ids: Sequence[str]) -> Review:
    return Review(account_id="A1", slides=tuple(SlideChoice(id=name) for name in ids))


def now(plans: Plans) -> Opened[Review]:
    return plans.open(Review, FILE, "A1")


def ids(plans: Plans) -> list[str]:
    return [slide.id for slide in now(plans).plan.slides]


def begun(folder: Path, first: Sequence[str]) -> Plans:
    plans = Plans.whole(folder)
    plans.save(now(plans), review(first), "Ida")
    return plans


@LAW
@given(first=IDS, wanted=IDS)
def test_slides_are_in_the_order_that_was_saved_and_back_again(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], wanted: list[str]
) -> None:
    plans = begun(tmp_path_factory.mktemp("home"), first)
    step = save(plans, now(plans), WHOLE, now(plans).plan, review(wanted), "Ida")
    assert ids(plans) == wanted
    take_back(plans, step, "Ida")
    assert ids(plans) == first


def test_each_slide_takes_its_words_and_the_comment_above_it_along(tmp_path: Path) -> None:
    plans = Plans.whole(tmp_path)
    path = plans.of("A1") / FILE
    path.parent.mkdir(parents=True)
    head = 'account_id = "A1"\n\n# How it stands\n'
    service = '[[slides]]\nid = "service"  # the breach\ntitle = "It broke"'
    usage = '# Ask Mia first\n[[slides]]\nid = "usage"\nso_what = """\nTwo\nlines"""'
    voice = '[[slides]]\nid = "nps"'
    path.write_text(head.removesuffix("# How it stands\n") + "\n\n".join([service, usage, voice]) + "\n\n# The end\n")
    there = now(plans).plan
    plans.save(now(plans), replace(there, slides=there.slides[1:] + there.slides[:1]), "Ida")
    assert path.read_text().split("\n\n", 1)[1] == "\n\n".join([usage, voice, service]) + "\n\n# The end\n"


def test_the_history_tells_it(tmp_path: Path) -> None:
    plans = begun(tmp_path, "abc")
    plans.save(now(plans), review("cab"), "Ben")
    [made] = history(plans, now(plans))[0].changes
    assert made.orders and (list(made.before), list(made.after)) == (list("abc"), list("cab"))


def test_an_order_and_words_of_two_people_both_stay(tmp_path: Path) -> None:
    plans = begun(tmp_path, "abc")
    seen = now(plans)
    titled = replace(seen.plan, slides=(replace(seen.plan.slides[0], title="Mine"), *seen.plan.slides[1:]))
    save(plans, seen, WHOLE, seen.plan, titled, "Ben")
    save(plans, seen, WHOLE, seen.plan, review("cbad"), "Ida")
    assert ids(plans) == list("cbad")
    assert next(slide.title for slide in now(plans).plan.slides if slide.id == "a") == "Mine"


def test_a_slide_that_somebody_added_meanwhile_stays_behind_the_one_it_was_put_behind(tmp_path: Path) -> None:
    plans = begun(tmp_path, "abc")
    seen = now(plans)
    save(plans, seen, WHOLE, seen.plan, review("axbc"), "Ben")
    save(plans, seen, WHOLE, seen.plan, review("cab"), "Ida", [now(plans).plan])
    assert ids(plans) == list("caxb")


def test_two_orders_are_refused(tmp_path: Path) -> None:
    plans = begun(tmp_path, "abc")
    seen = now(plans)
    save(plans, seen, WHOLE, seen.plan, review("bac"), "Ben")
    with pytest.raises(PlanChangedMeanwhile, match="Slides: another order"):
        save(plans, seen, WHOLE, seen.plan, review("cab"), "Ida")
    assert ids(plans) == list("bac")
