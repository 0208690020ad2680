"""What is left of a claim, in whole cents: what is claimed is credited, declined, withdrawn or open; nothing else."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, kw_only=True)
class Claim:
    """An amount that is disputed, and what became of its parts, in cents."""

    claimed: int = 0
    credited: int = 0
    declined: int = 0
    withdrawn: int = 0

    @property
    def open(self) -> int:
        """What nothing is decided of. Below 0 where more was decided than is claimed, as after a lower claim."""
        return self.claimed - self.credited - self.declined - self.withdrawn

    def __add__(self, other: "Claim") -> "Claim":
        """Both together."""
        return Claim(
            claimed=self.claimed + other.claimed,
            credited=self.credited + other.credited,
            declined=self.declined + other.declined,
            withdrawn=self.withdrawn + other.withdrawn,
        )


def foreign(said: str, reporting: str) -> str | None:
    """The currency of a claim as it is kept: empty where it is the reporting one or nothing is said; None where it is
    no currency's code.

    >>> foreign(" usd ", "EUR"), foreign("eur", "EUR"), foreign("", "EUR"), foreign("dollars", "EUR")
    ('USD', '', '', None)
    """
    code = said.strip().upper()
    if code in ("", reporting.upper()):
        return ""
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None


def cents_of(amount: float | Decimal) -> int:
    """An amount as people write it, in whole cents.

    >>> cents_of(0.285), cents_of(1_200.5), cents_of(Decimal("4.50"))
    (29, 120050, 450)
    """
    return int((Decimal(str(amount)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def share_credited(credited: int, billed: Decimal | None) -> float | None:
    """Credits of what was billed, in percent; None where nothing was billed or that is not known."""
    return float(100 * Decimal(credited) / 100 / billed) if billed else None
