"""Account plans of the fictional company: the same stories as its tables, told as account managers write them."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from steward.domain.identifiers import slug
from steward.plans.customer.design import file_of as design_file
from steward.plans.customer.review import FOLDER, Review
from steward.plans.customer.success_plan import FILE as SUCCESS_PLAN
from steward.plans.files.text import written
from steward.plans.internal.activities import FILE as ACTIVITIES
from steward.plans.internal.design_states import content_digest
from steward.plans.internal.design_states import file_of as ledger_file
from steward.plans.internal.education import FILE as EDUCATION
from steward.plans.internal.engineering import file_of as engineering_file
from steward.plans.internal.nps import FILE as NPS
from steward.plans.internal.opportunities import FILE as PIPELINE
from steward.plans.internal.renewals import FILE as RENEWALS
from steward.plans.internal.renewals import RenewalForecast
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import Strategy
from steward.sample.model import STRATEGIC_ABOVE, Customer
from steward.sample.plans import deliveries
from steward.sample.plans.account_reviews import write_account_reviews
from steward.sample.plans.books import write_books
from steward.sample.plans.channel import write_channel, write_commission_plans
from steward.sample.plans.decisions import write_decisions
from steward.sample.plans.designs import DesignDraft, designs
from steward.sample.plans.drafts import PlanDrafts, as_in_life, draft
from steward.sample.plans.education import introductions, write_offerings
from steward.sample.plans.follow_ups import follow_ups
from steward.sample.plans.forecasts import write_forecasts
from steward.sample.plans.handovers import write_handovers
from steward.sample.plans.logged import logged
from steward.sample.plans.opportunity_changes import opportunity_changes_of
from steward.sample.plans.options import options
from steward.sample.plans.partner_logo import write_logo
from steward.sample.plans.quote_files import write_policy, write_quotes
from steward.sample.plans.renewals import renewals
from steward.sample.plans.requests import write_requests
from steward.sample.plans.reviews import reviews
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories import TELLERS
from steward.sample.plans.targets import write_targets
from steward.sample.plans.tidy import tidy
from steward.sample.tables import World
from steward.whole_files import make_folder, swap
from steward.workflow import ledger

__all__ = ["plan", "write_plans"]

COMMENT = "# A fictional plan. `python -m steward sample` writes it where there is none.\n"


def write_plans(folder: Path, world: World, told: Callable[[float], None]) -> None:
    """Write the plans of a world into `account_plans/`; a file that is there is somebody's own and stays."""
    wanted = _with_plans(world)
    write_commission_plans(folder)
    write_targets(folder, world)
    of_contracts: dict[str, RenewalForecast] = {}
    write_decisions(folder, world)
    for number, customer in enumerate(wanted):
        told(number / len(wanted))
        home = folder / slug(customer.profile.account_id)
        if not all((home / name).exists() for name in (SUCCESS_PLAN, STRATEGY)):
            _write(home, plan(world, customer))
        if not (home / FOLDER).exists():
            _write_reviews(home, world, customer)
        for drafted in designs(_scene(world, customer)):
            _write_design(home, drafted)
        if heard := follow_ups(_scene(world, customer)):
            _begin(home / NPS, heard)
        if forecasts := renewals(_scene(world, customer)):
            _begin(home / RENEWALS, forecasts)
            of_contracts |= {one.contract: one for one in forecasts.calls}
        if log := logged(_scene(world, customer)):
            _begin(home / ACTIVITIES, log)
        if changed := opportunity_changes_of(_scene(world, customer)):
            _begin(home / PIPELINE, changed)
        for name, content in deliveries.files_of(_scene(world, customer)):
            _begin(home / name, content)
        if taught := introductions(_scene(world, customer)):
            _begin(home / EDUCATION, taught)
        write_offerings(folder)
        write_policy(folder, _scene(world, customer))
        write_quotes(folder, _scene(world, customer))
        write_requests(folder, _scene(world, customer))
        write_channel(folder, _scene(world, customer))
        write_account_reviews(folder, _scene(world, customer), partial(_strategy, world, customer))
    write_forecasts(folder, world, of_contracts)
    scenes = [_scene(world, one) for one in world.customers]
    write_handovers(folder, scenes)
    write_books(folder, scenes)
    told(1.0)


def plan(world: World, customer: Customer) -> PlanDrafts:
    """The plan of one account."""
    return _told(_scene(world, customer))


def _strategy(world: World, customer: Customer) -> Strategy | None:
    return plan(world, customer).strategy


def _scene(world: World, customer: Customer) -> Scene:
    account_id = customer.profile.account_id
    children = tuple(one for one in world.customers if one.profile.parent_id == account_id)
    return Scene(world.seed, customer, world.window, world.staff, children)


def _told(scene: Scene) -> PlanDrafts:
    teller = TELLERS.get(scene.profile.story.key)
    found = tidy(teller(scene, draft(scene)) if teller else as_in_life(scene, draft(scene)))
    # Stories write goals anew, and an option serves a goal that is there.
    return found.with_success(options=options(scene, found.success.goals)) if found.success else found


def _with_plans(world: World) -> list[Customer]:
    """The strategic customers, by their own MRR or by their family's, and who is to be won back."""
    until = world.window.until
    families: dict[str, Decimal] = defaultdict(Decimal)
    for one in world.customers:
        families[one.profile.family_id] += one.mrr(until)
    return [
        one
        for one in world.customers
        if (one.is_customer(until) and max(one.mrr(until), families[one.profile.family_id]) > STRATEGIC_ABOVE)
        or _is_won_back(one, world)
    ]


def _is_won_back(customer: Customer, world: World) -> bool:
    """Whether they left and are to be won back."""
    return customer.profile.story.key == "churned" and not customer.is_customer(world.window.until)


def _write(home: Path, found: PlanDrafts) -> None:
    for name, content in ((SUCCESS_PLAN, found.success), (STRATEGY, found.strategy)):
        if content is not None:
            _begin(home / name, content)


def _write_reviews(home: Path, world: World, customer: Customer) -> None:
    """The reviews of an account with which anything is agreed."""
    scene = _scene(world, customer)
    agreed = _told(scene).success
    for name, content in (reviews(scene, agreed) if agreed else {}).items():
        _begin(home / name, content)
        if isinstance(content, Review) and content.meeting.partner_logo:
            write_logo(home / name)


def _write_design(home: Path, drafted: DesignDraft) -> None:
    """Its two files, and what happened to it; a ledger that is there is somebody's own."""
    _begin(home / design_file(drafted.design_id), drafted.design)
    _begin(home / engineering_file(drafted.design_id), drafted.engineering)
    path = home / ledger_file(drafted.design_id)
    if not path.exists():
        digest = content_digest(drafted.design)
        for event, who, at in drafted.events:
            ledger.add(path, who, event.value, content=digest, at=at)


def _begin(path: Path, content: Any) -> None:
    """A file where there is none, whole or not at all."""
    if not path.exists():
        make_folder(path.parent)
        swap(path, (COMMENT + written(content)).encode())
