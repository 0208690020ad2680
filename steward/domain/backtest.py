"""Would the warnings have helped? Scores of the past held against what was lost afterwards."""

from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from steward.domain.shares import Share, wilson

HORIZON = 6
"""Months in which a loss has to follow a warning, and a warning has to come before a loss."""
FEW = 10
"""Under so many losses the counts are told and nothing is concluded."""
MONTH = 30.4
SEVERAL = 2.4
"""The z of 95 % for three thresholds looked at together (Bonferroni)."""


@dataclass(frozen=True)
class BacktestOutcome:
    """What one threshold would have done.

    `found`: losses that a warning came before; `chance`: percent of all account-months that one came before, which is
    what losses dealt out at random would show. `warned`: account-months under the threshold with a loss within the
    horizon. `quiet`: the same for account-months at or above it. `lead_days`: from the first warning of an unbroken
    row of them to the loss, in the middle; None where none came before."""

    threshold: float
    found: Share
    chance: float | None
    warned: Share
    quiet: Share
    lead_days: int | None

    @property
    def false_alarms(self) -> int:
        """Account-months warned of that lost nothing within the horizon."""
        return self.warned.of - self.warned.hits

    @property
    def enough(self) -> bool:
        """Whether there were losses enough to conclude anything."""
        return self.found.of >= FEW

    @property
    def tells(self) -> bool:
        """Whether more losses were warned of than chance explains. Losses are of different accounts, so they are held
        against chance; months of one account resemble each other, and their shares would prove too much."""
        if not self.enough or self.chance is None:
            return False
        return wilson(self.found.hits, self.found.of, SEVERAL)[0] > self.chance


def backtest(
    scores: NDArray[np.float64], lost: NDArray[np.bool_], threshold: float, horizon: int = HORIZON
) -> BacktestOutcome:  # fmt: skip
    """Hold a threshold against the past. `scores`: account × month, NaN where it was no customer; `lost`: the same
    shape, True in the month of a loss. A warning of the month itself does not count: it may know of the loss.

    | month | 1  | 2  | 3  | 4    |
    |-------|----|----|----|------|
    | score | 80 | 40 | 45 | 30   |
    | lost  |    |    |    | True |

    At 50 with a horizon of 3: the loss was found, its warnings began two months before.
    """
    under = np.round(scores) < threshold  # as bands are held against the score that is shown
    leads = [_lead(under[row], month, horizon) for row, month in np.argwhere(lost)]
    told = [lead for lead in leads if lead]
    within, whole = _followed(lost, horizon)
    known = ~np.isnan(scores) & (whole | within)
    warned, quiet = known & under, known & ~under
    return BacktestOutcome(
        threshold=threshold,
        found=Share(len(told), len(leads)),
        chance=_chance(under, ~np.isnan(scores), horizon),
        warned=Share(int((warned & within).sum()), int(warned.sum())),
        quiet=Share(int((quiet & within).sum()), int(quiet.sum())),
        lead_days=round(median(told) * MONTH) if told else None,
    )


def _chance(under: NDArray[np.bool_], known: NDArray[np.bool_], horizon: int) -> float | None:
    """Percent of account-months with a warning in the months of the horizon before; the first month has none before."""
    before, months = np.zeros_like(under), under.shape[1]
    for back in range(1, min(horizon, months - 1) + 1):
        before[:, back:] |= under[:, : months - back]
    whole = known[:, 1:].sum()
    return float((before & known)[:, 1:].sum() / whole * 100) if whole else None


def _lead(under: NDArray[np.bool_], month: int, horizon: int) -> int:
    """How many months before a loss the latest unbroken row of warnings began; 0 where none came in time."""
    before = [back for back in range(1, min(horizon, month) + 1) if under[month - back]]
    if not before:
        return 0
    first = before[0]
    while first < month and under[month - first - 1]:
        first += 1
    return first


def _followed(lost: NDArray[np.bool_], horizon: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each month: whether a loss follows within the horizon, and whether the whole horizon is in the data."""
    within, months = np.zeros_like(lost), lost.shape[1]
    for ahead in range(1, min(horizon, months - 1) + 1):
        within[:, : months - ahead] |= lost[:, ahead:]
    whole = np.zeros_like(lost)
    whole[:, : max(months - horizon, 0)] = True
    return within, whole
