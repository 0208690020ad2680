"""Every page there is: where its script lies, what it is called and its picture. The one place that names a page."""

from pathlib import PurePosixPath
from typing import NamedTuple, assert_never

from steward.briefings.internal.todo import Reason, Todo
from steward.briefings.internal.week.my_week import MyWeek


class PageOf(NamedTuple):
    """One page, as the navigation and every link to it show it. `called`: its name in an address where that is not its
    file's, because links to it are older than the file's name."""

    path: str
    title: str
    icon: str = ""
    called: str = ""

    @property
    def address(self) -> str:
        """Its name in an address."""
        return self.called or PurePosixPath(self.path).stem


MY_BOOK = PageOf("pages/internal/book.py", "My book", ":material/menu_book:", "my_book")
PARTNERS = PageOf("pages/internal/partners.py", "Partners", ":material/diversity_3:")
FAMILIES = PageOf("pages/internal/families.py", "Families", ":material/account_tree:")
TOUCHES = PageOf("pages/internal/touches.py", "Touches", ":material/call:")
MY_WEEK = PageOf("pages/internal/week.py", "Home", ":material/home:", "my_week")
ACTIONS = PageOf("pages/internal/actions.py", "Actions", ":material/task_alt:")
ACCOUNT_ACTIONS = PageOf("pages/internal/account_actions.py", "Account actions", ":material/task_alt:")
REVIEWS = PageOf("pages/internal/reviews.py", "Reviews", ":material/checklist:")
ACCOUNT_REVIEWS = PageOf("pages/internal/account_reviews.py", "Account reviews", ":material/fact_check:")
ACCOUNT_REVIEW = PageOf("pages/internal/account_review.py", "Account review", ":material/fact_check:")
COMMITMENTS = PageOf("pages/internal/commitments.py", "Commitments", ":material/handshake:", "promises")
MAPS_OF_THE_BOOK = PageOf("pages/internal/maps.py", "Relationship coverage", ":material/groups:")
HEALTH = PageOf("pages/internal/health.py", "Health", ":material/ecg_heart:")
RETENTION = PageOf("pages/internal/retention.py", "Retention", ":material/savings:")
RENEWALS = PageOf("pages/internal/renewals.py", "Renewals", ":material/event_repeat:")
PIPELINE = PageOf("pages/internal/opportunities.py", "Pipeline", ":material/filter_alt:", "pipeline")
FORECAST = PageOf("pages/internal/forecast.py", "Forecast", ":material/query_stats:")
TARGETS = PageOf("pages/internal/targets.py", "Targets", ":material/flag_circle:")
WHITESPACE = PageOf("pages/internal/whitespace.py", "Whitespace", ":material/grid_on:")
EDUCATION = PageOf("pages/internal/education.py", "Education", ":material/school:")
ACCOUNT_EDUCATION = PageOf("pages/internal/account_education.py", "Account education", ":material/school:")
NPS = PageOf("pages/internal/nps.py", "NPS", ":material/sentiment_satisfied:")
SERVICE_WATCH = PageOf("pages/internal/service.py", "Service watch", ":material/monitor_heart:", "service_watch")

QUOTES = PageOf("pages/internal/quotes.py", "Quotes", ":material/request_quote:")
QUOTE = PageOf("pages/internal/quote.py", "Account quotes", ":material/request_quote:")

HANDOVERS = PageOf("pages/internal/handover.py", "Handovers", ":material/swap_horiz:")

ORDERS = PageOf("pages/internal/orders.py", "Orders", ":material/local_shipping:")
ACCOUNT_ORDERS = PageOf("pages/internal/account_orders.py", "Account delivery", ":material/local_shipping:")
REQUESTS = PageOf("pages/internal/requests.py", "Requests", ":material/support_agent:")
ACCOUNT_REQUESTS = PageOf("pages/internal/account_requests.py", "Account requests", ":material/support_agent:")
YOUR_REQUESTS = PageOf("pages/customer/requests.py", "Your requests", ":material/support_agent:", "your_requests")

BOOKS = PageOf("pages/internal/books.py", "Books", ":material/balance:")

ACCOUNT = PageOf("pages/internal/account.py", "Account", ":material/domain:")
STRATEGY = PageOf("pages/internal/strategy.py", "Strategy", ":material/explore:")
RELATIONSHIP_MAP = PageOf("pages/internal/account_maps.py", "Relationship map", ":material/hub:", "relationship_map")
ACCOUNT_PLAN = PageOf("pages/internal/plan.py", "Account plan", ":material/edit_note:")
PLAN_HISTORY = PageOf("pages/internal/history.py", "Plan history", ":material/history:")
COMMERCIAL = PageOf("pages/internal/commercial.py", "Commercial", ":material/request_quote:")
DISCOVERY = PageOf("pages/internal/discovery.py", "Discovery", ":material/architecture:")
ACCOUNT_SERVICE = PageOf("pages/internal/account_service.py", "Service (internal)", ":material/monitor_heart:")
TIMELINE = PageOf("pages/internal/timeline.py", "Timeline", ":material/timeline:")
REVIEW = PageOf("pages/internal/review.py", "Review", ":material/slideshow:")
DEBRIEF = PageOf("pages/internal/debrief.py", "Debrief", ":material/rate_review:")

TEAM = PageOf("pages/internal/team.py", "Team", ":material/groups:")
LEADERSHIP_REVIEW = PageOf("pages/internal/leadership_review.py", "Leadership review", ":material/co_present:")

DECK_CHECK = PageOf("pages/internal/drift.py", "Compare a deck", ":material/rule:")
ACCESS = PageOf("pages/internal/access.py", "Access", ":material/admin_panel_settings:")
LOG = PageOf("pages/internal/log.py", "Log", ":material/receipt_long:")
DEFINITIONS = PageOf("pages/internal/definitions.py", "Definitions", ":material/dictionary:")
BRING_DATA = PageOf("pages/internal/bring_data.py", "Bring your data", ":material/upload_file:")
DATA_HEALTH = PageOf("pages/internal/data_health.py", "Data health", ":material/fact_check:")

SUMMARY = PageOf("pages/customer/summary.py", "Summary", ":material/summarize:")
SUCCESS_PLAN = PageOf("pages/customer/success_plan.py", "Success plan", ":material/flag:")
SPEND = PageOf("pages/customer/spend.py", "Spend", ":material/payments:")
SERVICE = PageOf("pages/customer/service.py", "Service", ":material/verified:")
ADOPTION = PageOf("pages/customer/adoption.py", "Adoption", ":material/trending_up:")
DESIGN = PageOf("pages/customer/design.py", "Design", ":material/architecture:")
DELIVERY = PageOf("pages/customer/delivery.py", "Delivery status", ":material/local_shipping:")
FEEDBACK = PageOf("pages/customer/nps.py", "Customer feedback", ":material/record_voice_over:", "voice")
PROPOSALS = PageOf("pages/customer/proposals.py", "Proposals", ":material/request_quote:")
QBR_DECK = PageOf("pages/customer/qbr_deck.py", "QBR deck", ":material/slideshow:")

CUSTOMER_VIEW = PageOf("pages/customer/customer_view.py", "Your account")
PRESENT = PageOf("pages/customer/present.py", "Review")
PRESENTER = PageOf("pages/internal/presenter.py", "Presenter")


def where_done(one: Todo, brief: MyWeek) -> tuple[PageOf, dict[str, str]]:
    """The page on which something is done, and what its address asks for: the account, and the quarter where the page
    would open on an earlier one. Reviews are held of a quarter that is over, on which their pages open by themselves.
    """
    page = BOOKS if one.books else dealt_with(one.reason)
    quarter = {"quarter": str(brief.quarter)} if brief.running and page not in (REVIEW, LEADERSHIP_REVIEW) else {}
    return page, {**one.query, **quarter}


def dealt_with(reason: Reason) -> PageOf:
    """The page on which what is to do for this reason is done."""
    match reason:
        case Reason.RENEWAL | Reason.NOTICE:
            return RENEWALS
        case Reason.COMMITMENT:
            return ACCOUNT_PLAN
        case Reason.DETRACTOR | Reason.SILENT:
            return NPS
        case Reason.SINGLE_THREADED | Reason.MAP | Reason.DEPARTURE:
            return RELATIONSHIP_MAP
        case Reason.STALLED:
            return PIPELINE
        case Reason.BREACH | Reason.NEAR_MISS:
            return SERVICE_WATCH
        case Reason.REVIEW | Reason.HOMEWORK | Reason.CLOSING:
            return REVIEW
        case Reason.HEALTH | Reason.HEALTH_SET:
            return HEALTH
        case Reason.APPROVAL | Reason.QUOTE | Reason.ORDER:
            return QUOTE
        case Reason.DESIGN:
            return DISCOVERY
        case Reason.DELIVERY | Reason.BILLING:
            return ACCOUNT_ORDERS
        case Reason.REQUEST:
            return ACCOUNT_REQUESTS
        case Reason.TOUCH:
            return TOUCHES
        case Reason.REGISTRATION | Reason.PROTECTION:
            return PARTNERS
        case Reason.FORECAST:
            return FORECAST
        case Reason.ACCOUNT_REVIEW:
            return ACCOUNT_REVIEW
        case Reason.HANDOVER:
            return HANDOVERS
        case Reason.CONTACT:
            return ACCOUNT
        case Reason.DECISION:
            return LEADERSHIP_REVIEW
    assert_never(reason)
