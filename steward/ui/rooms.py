"""The entries of the sidebar, and the tabs of each: which pages belong together."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from steward.ui import pages
from steward.ui.pages import PageOf


class Tab(NamedTuple):
    """One tab of a room: a page, or a few that are one topic. `title`: a word or two."""

    title: str
    pages: tuple[PageOf, ...]


class Room(NamedTuple):
    """One entry of the sidebar. `of_account`: it is about one account, whose name stands beside its title."""

    title: str
    icon: str
    tabs: tuple[Tab, ...]
    of_account: bool = False
    theirs: bool = False
    """Whether it shows what the customer sees."""

    @property
    def pages(self) -> tuple[PageOf, ...]:
        """All of them, in order."""
        return tuple(page for tab in self.tabs for page in tab.pages)

    def tab_of(self, page: PageOf) -> Tab:
        """The tab that a page of this room stands in."""
        return next(tab for tab in self.tabs if page in tab.pages)

    def open_to(self, allowed: Collection[PageOf]) -> "Room":
        """The room as somebody sees it who may open these pages alone."""
        tabs = (tab._replace(pages=tuple(page for page in tab.pages if page in allowed)) for tab in self.tabs)
        return self._replace(tabs=tuple(tab for tab in tabs if tab.pages))


def _tabs(**titles: PageOf) -> Iterator[Tab]:
    """A tab of each of these pages, called as given."""
    return (Tab(title.replace("_", " "), (page,)) for title, page in titles.items())


ROOMS: Sequence[Room] = (
    Room("Home", ":material/home:", tuple(_tabs(Home=pages.MY_WEEK, Actions=pages.ACTIONS))),
    Room(
        "Accounts",
        ":material/menu_book:",
        tuple(_tabs(Book=pages.MY_BOOK, Families=pages.FAMILIES, Touches=pages.TOUCHES, Partners=pages.PARTNERS)),
    ),
    Room("Renewals", ":material/event_repeat:", tuple(_tabs(Renewals=pages.RENEWALS, Retention=pages.RETENTION))),
    Room(
        "Pipeline",
        ":material/filter_alt:",
        tuple(
            _tabs(
                Opportunities=pages.PIPELINE, Forecast=pages.FORECAST, Whitespace=pages.WHITESPACE,
                Education=pages.EDUCATION,
            )
        ),
    ),
    Room("Deals", ":material/request_quote:", (Tab("Quotes", (pages.QUOTES,)),)),
    Room("Delivery", ":material/local_shipping:", tuple(_tabs(Orders=pages.ORDERS, Requests=pages.REQUESTS))),
    Room(
        "Customer health",
        ":material/ecg_heart:",
        tuple(
            _tabs(
                Health=pages.HEALTH, NPS=pages.NPS, Service=pages.SERVICE_WATCH,
                Relationship_coverage=pages.MAPS_OF_THE_BOOK,
            )
        ),
    ),
    Room(
        "Reviews",
        ":material/checklist:",
        tuple(
            _tabs(
                This_quarter=pages.REVIEWS, Account_reviews=pages.ACCOUNT_REVIEWS, Commitments=pages.COMMITMENTS,
                Compare_a_deck=pages.DECK_CHECK,
            )
        ),
    ),
    Room(
        "Account",
        ":material/domain:",
        (
            Tab("Overview", (pages.ACCOUNT, pages.ACCOUNT_ACTIONS)),
            Tab("Plan", (pages.ACCOUNT_PLAN, pages.STRATEGY, pages.PLAN_HISTORY)),
            Tab("People", (pages.RELATIONSHIP_MAP,)),
            Tab("Commercial", (pages.COMMERCIAL, pages.ACCOUNT_EDUCATION)),
            Tab("Design", (pages.DISCOVERY,)),
            Tab("Quotes", (pages.QUOTE,)),
            Tab("Delivery", (pages.ACCOUNT_ORDERS,)),
            Tab("Service", (pages.ACCOUNT_SERVICE,)),
            Tab("Requests", (pages.ACCOUNT_REQUESTS,)),
            Tab("Reviews", (pages.REVIEW, pages.QBR_DECK, pages.DEBRIEF, pages.ACCOUNT_REVIEW)),
            Tab("Timeline", (pages.TIMELINE,)),
        ),
        of_account=True,
    ),
    Room(
        "Customer view",
        ":material/visibility:",
        tuple(
            _tabs(
                Summary=pages.SUMMARY, Success_plan=pages.SUCCESS_PLAN, Spend=pages.SPEND, Service=pages.SERVICE,
                Adoption=pages.ADOPTION, Design=pages.DESIGN, Feedback=pages.FEEDBACK, Proposals=pages.PROPOSALS,
                Delivery=pages.DELIVERY,
                Requests=pages.YOUR_REQUESTS,
            )
        ),
        of_account=True,
        theirs=True,
    ),
    Room(
        "Team",
        ":material/groups:",
        (
            Tab("Team", (pages.TEAM, pages.LEADERSHIP_REVIEW)),
            *_tabs(Targets=pages.TARGETS, Books=pages.BOOKS, Handovers=pages.HANDOVERS),
        ),
    ),
    Room(
        "Data",
        ":material/database:",
        tuple(
            _tabs(
                Loads=pages.DATA_HEALTH, Bring_your_data=pages.BRING_DATA, Definitions=pages.DEFINITIONS,
                Log=pages.LOG, Access=pages.ACCESS,
            )
        ),
    ),
)  # fmt: skip
EVERY_PAGE = tuple(page for room in ROOMS for page in room.pages)
