"""The commitments of the book on a page: what is overdue first, then how many were kept."""

from steward.briefings.internal.commitments.book import CommitmentsBook
from steward.exhibits import Table
from steward.services.reviews.follow_up import open_tasks
from steward.ui import pages
from steward.ui.commitments.form import show_overdue
from steward.ui.kit import show
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse
from steward.ui.kit.selection import open_account
from steward.ui.plans.files import plans
from steward.ui.reviews.documents import task_buttons


def show_commitments(brief: CommitmentsBook) -> None:
    """Tables to pick from: a commitment is worked on beside them, an account opens."""
    if not brief.rows:
        show.empty("Commitments are written on the page Account plan, section Commitments, or noted in a review.")
    show_overdue(brief)
    _tasks(brief)
    show.exhibits([one for one in (brief.quarters, brief.teams, brief.managers) if one])
    by_whom = _pick_from(brief.accounts) or _pick_from(brief.ratings)
    show.nothing_of(
        {
            "commitments by quarter": brief.quarters,
            "by team": brief.teams,
            "by account manager": brief.managers,
            "by account": brief.accounts,
            "reviews rated by ourselves": brief.ratings,
        }
    )
    if by_whom:
        open_account(by_whom, pages.DEBRIEF.path)


def _pick_from(table: Table | None) -> str | None:
    """A table below its title, where there is one; the account of the row that was picked."""
    return show.table(table, selectable=True, headed=True) if table else None


def _tasks(brief: CommitmentsBook) -> None:
    """The open commitments and questions of these accounts as files, made when they are asked for."""
    accounts = [one.row.account_id for one in brief.rows]
    label, of = "Make tasks of what is open", f"tasks.{brief.quarter}.{'.'.join(accounts)}"
    if accounts and kept_button(label, "commitments.tasks", of=of, icon=":material/checklist:"):
        task_buttons(open_tasks(warehouse(), plans(), accounts), f"tasks-{brief.quarter}")
