"""The calendar of reviews after a save at one account: of the others it is the one that was made before."""

import shutil
from pathlib import Path

from steward.plans.customer import success_plan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.reviews.year import account_years
from steward.services.scope import book_of
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace


def test_a_save_has_the_year_of_its_account_made_again_and_of_no_other(small_sample: Path, tmp_path: Path) -> None:
    plans = Plans.whole(Path(shutil.copytree(small_sample / "account_plans", tmp_path / "plans")))
    book = book_of(open_warehouse(Workspace.whole(small_sample)))
    rows, plan_cache = book_rows.customers(book.warehouse, str(book.quarter)), PlanCache(plans)
    before = {one.row.account_id: one for one in account_years(book, rows, plan_cache)}
    saved = next(key for key in before if (plans.of(key) / success_plan.FILE).is_file())
    (plans.of(saved) / success_plan.FILE).write_text(f'account_id = "{saved}"\n[profile]\nrhythm = "every year"\n')
    after = account_years(book, rows, plan_cache)
    assert [one.row.account_id for one in after if one is not before[one.row.account_id]] == [saved]
