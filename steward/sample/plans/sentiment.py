"""How an account stands towards us when no story says so: well, half and half, or badly."""

from dataclasses import dataclass
from random import Random

from steward.domain.stakeholders import Support
from steward.plans.customer.success_plan import Kept
from steward.plans.internal.strategy import AccountKind
from steward.sample.chance import weighted
from steward.sample.plans.roles import CFO, CIO, COO, INFRASTRUCTURE, NETWORK, PROCUREMENT, SECURITY, SERVICE
from steward.sample.plans.scene import Scene

MENTOR, SUPPORTER, NEUTRAL, SCEPTIC, OPPOSED = Support


@dataclass(frozen=True)
class Sentiment:
    """`progress`: how much of the way to a goal is gone; `kept`: how commitments end; `support`: by post."""

    key: str
    kind: AccountKind
    progress: tuple[float, float]
    notes: tuple[str, ...]
    kept: dict[Kept, float]
    support: dict[int, tuple[Support, ...]]
    others: tuple[Support, ...]
    board: bool = False


_GOOD = {
    CIO: (SUPPORTER, SUPPORTER, MENTOR), CFO: (NEUTRAL, SUPPORTER), COO: (NEUTRAL, SUPPORTER),
    INFRASTRUCTURE: (MENTOR, SUPPORTER), PROCUREMENT: (NEUTRAL, NEUTRAL, SCEPTIC), NETWORK: (SUPPORTER, MENTOR),
    SECURITY: (SUPPORTER, NEUTRAL), SERVICE: (SUPPORTER, NEUTRAL),
}  # fmt: skip
_MIXED = {
    CIO: (NEUTRAL,), CFO: (NEUTRAL, SCEPTIC), COO: (NEUTRAL,), INFRASTRUCTURE: (SUPPORTER,),
    PROCUREMENT: (SCEPTIC, NEUTRAL), NETWORK: (SUPPORTER, NEUTRAL), SECURITY: (NEUTRAL, SCEPTIC),
    SERVICE: (NEUTRAL, SUPPORTER),
}  # fmt: skip
_BAD = {
    CIO: (SCEPTIC, NEUTRAL), CFO: (SCEPTIC, NEUTRAL), COO: (NEUTRAL, SCEPTIC), INFRASTRUCTURE: (NEUTRAL, SCEPTIC),
    PROCUREMENT: (OPPOSED, SCEPTIC), NETWORK: (NEUTRAL,), SECURITY: (SCEPTIC, NEUTRAL), SERVICE: (NEUTRAL,),
}  # fmt: skip

_GOOD_NOTES = ("", "Ahead of the plan since the summer.", "On track; the last step is the smallest.", "")
_MIXED_NOTES = ("", "The second half depends on the sites' own dates.", "Slower since the summer break.", "")
_BAD_NOTES = (
    "Behind; both sides look at the reasons in October.",
    "Little has moved since spring.",
    "",
    "Stopped for two months for lack of people on either side.",
)


def sentiment(scene: Scene) -> Sentiment:
    """The sentiment of an account: from how its people feel, with some chance, because plans lag behind moods."""
    rng, mood = scene.dice("tone"), scene.profile.mood_now
    board = scene.profile.segment == "enterprise" and rng.random() < 0.3
    felt = mood + rng.gauss(0, 0.35)
    if felt > 8.75:
        kept = {Kept.KEPT: 0.8, Kept.PARTLY: 0.14, Kept.MISSED: 0.06}
        return Sentiment("good", _kind(scene, rng), (0.6, 1.1), _GOOD_NOTES, kept, _GOOD, (SUPPORTER, NEUTRAL), board)
    if felt > 7.75:
        kept = {Kept.KEPT: 0.6, Kept.PARTLY: 0.22, Kept.MISSED: 0.18}
        return Sentiment(
            "mixed", _kind(scene, rng), (0.3, 0.8), _MIXED_NOTES, kept, _MIXED, (NEUTRAL, SUPPORTER), board
        )
    kept = {Kept.KEPT: 0.4, Kept.PARTLY: 0.3, Kept.MISSED: 0.3}
    return Sentiment("bad", AccountKind.AT_RISK, (-0.1, 0.35), _BAD_NOTES, kept, _BAD, (NEUTRAL, SCEPTIC), board)


def _kind(scene: Scene, rng: Random) -> AccountKind:
    """Large accounts are kept and widened; smaller ones that are being sold to are to grow."""
    large = scene.profile.segment == "enterprise"
    return weighted(rng, {AccountKind.STRATEGIC: 3.0 if large else 1.0, AccountKind.GROWTH: 1.0 if large else 2.0})
