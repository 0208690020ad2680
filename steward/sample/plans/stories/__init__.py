"""The plans of the accounts with a story."""

from collections.abc import Callable

from steward.sample.plans.drafts import PlanDrafts
from steward.sample.plans.scene import Scene
from steward.sample.plans.stories import (
    bandwidth,
    came_back,
    champion_left,
    chronic,
    detractors,
    family,
    model,
    price,
    quiet,
    terms,
    win_back,
)

TELLERS: dict[str, Callable[[Scene, PlanDrafts], PlanDrafts]] = {
    "champion_left": champion_left.tell,
    "bandwidth_outgrown": bandwidth.tell,
    "price_dispute": price.tell,
    "chronic_site": chronic.tell,
    "nps_falls_spend_rises": detractors.tell,
    "quiet": quiet.tell,
    "model_account": model.tell,
    "churned": win_back.tell,
    "came_back": came_back.tell,
    "through_partner": terms.tell_partner,
    "notice_near": terms.tell_notice,
    "parent": family.tell,
    "child": family.tell_child,
}
