"""The plan of a fiscal year, as it is kept until a file of it, of a plan or of what was worked out changes."""

from steward.briefings.internal.scope.book import Book
from steward.services.books import desk
from steward.services.books.desk import BooksBriefing
from steward.ui.kit.cache import workspace
from steward.ui.plans.cache import kept_with_plans, state_of


def briefed_books(book: Book, fy: str) -> BooksBriefing:
    """The briefing of a year's books."""
    home = workspace()
    return kept_with_plans(
        f"books {fy}",
        lambda plan_cache: desk.written(plan_cache, (), book),
        lambda plan_cache: desk.brief(book, plan_cache, home, fy),
        desk.stamp(home, fy),
        *(state_of(file) for file in desk.COMPANY_FILES),
    )
