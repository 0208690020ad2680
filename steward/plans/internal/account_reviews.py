"""`account_reviews.toml`: reviews of an account's plan by colleagues, and the vulnerabilities found in it. Ours alone.

What happened to a review stands in its ledger, which also keeps a closed one as it was: what is edited in this file
afterwards changes nothing that was closed.
"""

from dataclasses import dataclass
from datetime import date

from steward.domain.account_reviews.words import ReviewVerdict
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    entry,
    ident,
    key,
    many,
    markdown,
    number,
    text,
)

FILE = "account_reviews.toml"
MINUTES = 90


@dataclass(frozen=True, kw_only=True)
class AccountReview(Record):
    """One review: who presents the plan, who helps them prepare, who tests it, and when."""

    id: str = ident()
    held_on: date | None = day("On", "The day it is held.", required=True)
    minutes: float | None = number("Minutes", "How long it takes; empty = 90.", low=15, high=480)
    presenter: str = colleague("Presenter", "Who presents the plan.", required=True)
    coach: str = colleague("Coach", "Who helps the presenter prepare, and leads the review.")
    reviewers: tuple[str, ...] = key(
        Kind.LIST, "Reviewers", "Who tests the plan: a person_id of the people feed, or a name, each."
    )
    focus: str = text("Focus", "What the presenter asks the reviewers to look at.")
    learnt: str = markdown("What we learnt", "In a few sentences, for whoever reviews the account next.")


@dataclass(frozen=True, kw_only=True)
class Vulnerability(Record):
    """A weak spot of a plan, and what the review says of it."""

    id: str = ident()
    review: str = entry("reviews", "Review", "The review in which it was found.")
    what: str = text("Vulnerability", "What could fail.", required=True)
    evidence: str = text("Evidence", "What it rests on, as it was known on the day of the test.")
    rule: str = text("Proposed by", "The rule that proposed it, with what it is about; empty = a reviewer.")
    found_by: str = colleague("Found by", "Who wrote it down.", goes_along=True)
    verdict: ReviewVerdict = choice(
        ReviewVerdict,
        "Verdict",
        f"What the review says of it. On screen: {' · '.join(one.label for one in ReviewVerdict)}.",
        default=ReviewVerdict.OPEN,
    )
    words: str = text("In other words", "How the reviewers put it, where it was reworded.")
    reason: str = text("Reason", "Why it is dismissed, or why nothing is done about it.")
    action: str = text("Action", "The id of the action of the plan that closes it.")

    @property
    def said(self) -> str:
        """It in words, those of the reviewers before those that were proposed."""
        return self.words if self.verdict is ReviewVerdict.REWORDED and self.words.strip() else self.what

    @property
    def lacks(self) -> str:
        """What it needs before its review can be closed, in words; empty where nothing is open."""
        if self.verdict is ReviewVerdict.OPEN:
            return "is not judged yet"
        if self.verdict is ReviewVerdict.DISMISSED and not self.reason.strip():
            return "is dismissed without a reason"
        if self.verdict is ReviewVerdict.REWORDED and not self.words.strip():
            return "is reworded without other words"
        if self.verdict.stands and not (self.action or self.reason.strip()):
            return "is accepted and has neither an action nor a reason why none is needed"
        return ""


@dataclass(frozen=True, kw_only=True)
class AccountReviews:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    reviews: tuple[AccountReview, ...] = many(AccountReview, "Account reviews", "Reviews of our plan by colleagues.")
    vulnerabilities: tuple[Vulnerability, ...] = many(
        Vulnerability, "Vulnerabilities", "Weak spots of the plan, and what a review says of each."
    )

    def found_in(self, review_id: str) -> tuple[Vulnerability, ...]:
        """The vulnerabilities of one review."""
        return tuple(one for one in self.vulnerabilities if one.review == review_id)
