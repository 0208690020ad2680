"""`delivery.toml`: what the customer is told of the lines of their orders. The customer may read all of it.

What we do about a line, and why it is late in our words, stands in `orders.toml`, which customer code never opens."""

from dataclasses import dataclass
from datetime import date

from steward.domain.ordering.causes import DelayCause
from steward.plans.files.keys import Record, choice, day, many, text

FILE = "delivery.toml"


@dataclass(frozen=True, kw_only=True)
class LineWords(Record):
    """What is said of one line."""

    identity = ("line",)

    line: str = text("Order line", "The order_line_id of the order system.", required=True)
    promised_on: date | None = day(
        "Promised to the customer", "The day we told them; empty = that of the order system."
    )
    told_on: date | None = day("Told on", "The day on which we told them.")
    cause: DelayCause | None = choice(
        DelayCause, "Cause they are told", "Who had to act before it could go on; empty = that of the last new day."
    )
    words: str = text(
        "Words for the customer", "What they read beside the line: the cause in their words, what is next."
    )
    need: str = text("What we need from them", "What only they can do, such as opening the room; empty = nothing.")
    need_by: date | None = day("Needed by", "The day by which we need it.")


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    lines: tuple[LineWords, ...] = many(LineWords, "Lines", "What the customer is told of lines of their orders.")
