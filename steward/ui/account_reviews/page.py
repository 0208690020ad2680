"""Account reviews of the book on a page: a row leads to the account whose plan is tested."""

from steward.services.account_reviews.desk import AccountReviewBook
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.selection import open_account

ADDRESS = "account_review"


def show_account_reviews(brief: AccountReviewBook) -> None:
    """What is under way first, then whose turn it is, then what was closed."""
    show.unusable([one.said for one in brief.rules.problems], "Something in account_review_rules.toml cannot be used.")
    tables = (brief.under_way, brief.due_accounts, brief.closed)
    ticked = [show.table(one, selectable=True, headed=True, whole=True) for one in tables if one]
    if not any(tables):
        show.empty("An account is reviewed once its strategy says which kind of plan it has.")
    show.nothing_of(
        {
            "reviews under way": brief.under_way,
            "accounts due for a review": brief.due_accounts,
            "closed reviews": brief.closed,
        }
    )
    for key in filter(None, ticked):
        account_id, _, review_id = key.partition("/")
        asked = {ADDRESS: key} if review_id else {}
        open_account(account_id, pages.ACCOUNT_REVIEW.path, **asked)
