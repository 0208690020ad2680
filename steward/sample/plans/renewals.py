"""How account managers of the fictional company forecast their renewals: about every third yet; and their plays."""

from collections.abc import Callable, Iterator

from steward.domain.renewals import Category
from steward.exhibits import day_text
from steward.plans.files.changes import entry_id
from steward.plans.internal.renewals import Play, PlayState, RenewalForecast, Renewals
from steward.sample.model import Contract
from steward.sample.plans.roles import BILLING, CFO, CONTRACTS, EXECUTIVE, MANAGER, NETWORK, PAYABLE, PRICING
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import sentiment

TWO_QUARTERS, THREE_QUARTERS = 184, 270
"""Days ahead whose renewals have a forecast; days back whose plays are remembered."""
FORECAST, REMEMBERED = 0.3, 0.6
WORKED = (
    ("Price of the new term held against the index for a year", 0.03),
    ("Sponsors met a month before procurement could ask for bids", 0.06),
    ("Outages of the year answered one by one, with credits, before the offer", 0.05),
)


def renewals(scene: Scene) -> Renewals | None:
    """The file of an account; None where nobody has written anything."""
    ahead = [one for one in scene.customer.contracts if 0 < (one.ends_on - scene.until).days <= TWO_QUARTERS]
    teller = _TELLERS.get(scene.profile.story.key, _in_life)
    told = [teller(scene, contract) for contract in ahead if scene.under(contract)]
    forecasts = tuple(forecast for forecast, _ in told if forecast)
    plays = (*_remembered(scene), *(play for _, found in told for play in found))
    return Renewals(account_id=scene.account_id, calls=forecasts, plays=plays) if forecasts or plays else None


Told = tuple[RenewalForecast | None, tuple[Play, ...]]


def _in_life(scene: Scene, contract: Contract) -> Told:
    """Some have a forecast, most as the account feels; somebody is always too hopeful."""
    rng, mood = scene.dice(f"renewal {contract.contract_id}"), sentiment(scene).key
    if rng.random() > FORECAST:
        return None, ()
    if mood == "good" or rng.random() < 0.25:
        note = (
            f"{scene.called(NETWORK)} asks for the order form." if mood == "good" else "They have nowhere else to go."
        )
        return _forecast(scene, contract, Category.WILL_RENEW, note), ()
    if mood == "mixed":
        note = f"{scene.called(CFO)} wants to see it smaller before it is signed."
        forecast = _forecast(scene, contract, Category.CONTRACT_ACTIONABLE, note, remaining=0.9)
        return forecast, (_play(scene, contract, "What each line is used for, on one page", CONTRACTS, 35),)
    forecast = _forecast(
        scene, contract, Category.CHURN_ACTIONABLE, "They listen to others. It is not lost yet.", swing=0.6
    )
    return forecast, (
        _play(scene, contract, f"Our sponsor calls {scene.called(CFO)}", EXECUTIVE, 20, PlayState.UNDER_WAY),
    )


def _quiet(scene: Scene, contract: Contract) -> Told:
    note = "Nobody has spoken with them for a quarter; we do not know what they think."
    return _forecast(scene, contract, Category.CHURN_ACTIONABLE, note, swing=0.75), (
        _play(scene, contract, "Visit to two ports, before the offer", MANAGER, 28, PlayState.UNDER_WAY),
        _play(scene, contract, "Offer for three years, ready to be sent", CONTRACTS, 40),
    )


def _notice(scene: Scene, contract: Contract) -> Told:
    day = day_text(scene.notice or contract.ends_on)
    note = f"They are content. Notice may come by {day} all the same, as a matter of form."
    return _forecast(scene, contract, Category.WILL_RENEW, note), (
        _play(scene, contract, f"Letter of intent to {scene.called(CFO)}", MANAGER, 7, PlayState.UNDER_WAY),
    )


def _disputed(scene: Scene, contract: Contract) -> Told:
    note = "A tenth off is asked for; the invoices decide how much of it."
    return _forecast(scene, contract, Category.CONTRACT_ACTIONABLE, note, remaining=0.9), (
        _play(
            scene, contract, f"Invoices of the year line by line with {scene.called(PAYABLE)}", BILLING, 25,
            PlayState.UNDER_WAY,
        ),
        _play(scene, contract, "Price history of four years, on one page", PRICING, -6, PlayState.PLANNED),
    )  # fmt: skip


_TELLERS: dict[str, Callable[[Scene, Contract], Told]] = {
    "quiet": _quiet,
    "notice_near": _notice,
    "price_dispute": _disputed,
}


def _remembered(scene: Scene) -> Iterator[Play]:
    """Plays for contracts that were renewed lately, and what each saved."""
    for contract in scene.customer.contracts:
        successors = [
            one for one in scene.customer.contracts
            if one.chain == contract.chain and 0 <= (one.starts_on - contract.ends_on).days <= 1
        ]  # fmt: skip
        rng, ago = scene.dice(f"play {contract.contract_id}"), (scene.until - contract.ends_on).days
        if successors and 0 < ago <= THREE_QUARTERS and rng.random() < REMEMBERED:
            words, share = rng.choice(WORKED)
            saved = _rounded(scene.under(successors[0]) * share)
            yield _play(scene, contract, words, PRICING, -ago - 20, PlayState.WORKED, saved)


def _forecast(
    scene: Scene, contract: Contract, category: Category, note: str, remaining: float | None = None,
    swing: float | None = None,
) -> RenewalForecast:  # fmt: skip
    """What the account manager says; `remaining` and `swing`: shares of what the contract brings."""
    under, rng = scene.under(contract), scene.dice(f"call {contract.contract_id}")
    return RenewalForecast(
        contract=contract.contract_id, category=category, note=note, set_by=scene.us(MANAGER),
        expected_mrr=None if remaining is None else _rounded(under * remaining),
        swing_mrr=None if swing is None else _rounded(under * swing), set_on=scene.day(0, rng.randint(2, 25)),
    )  # fmt: skip


def _play(
    scene: Scene, contract: Contract, words: str, role: str, days: int, status: PlayState = PlayState.PLANNED,
    saved: float | None = None,
) -> Play:  # fmt: skip
    return Play(
        id=entry_id(f"{contract.contract_id} {words}"), contract=contract.contract_id, play=words,
        owner=scene.us(role), due=scene.ahead(days), status=status, saved_mrr=saved,
    )  # fmt: skip


def _rounded(amount: float) -> int:
    """To hundreds, as people estimate."""
    return round(amount / 100) * 100
