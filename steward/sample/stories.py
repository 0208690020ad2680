"""The accounts with a story: the first ones of every sample. What each table must tell follows from these values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """What is special about an account; every default is 'nothing'. Months count back from the last one."""

    key: str = ""
    name: str = ""
    country: str = "Germany"
    industry: str = ""
    opening_mrr: float = 0
    growth: tuple[float, ...] = ()
    mood_before: float = 8.4
    mood_now: float = 8.4
    sites: int = 0
    parent: str = ""
    through_partner: bool = False
    contract_left_days: int = 0
    notice_days: int = 0
    champion_left: int = 0
    quiet_days: int = 0
    left: int = 0
    returned: int = 0
    outgrown_sites: int = 0
    chronic_months: int = 0
    disputed_months: int = 0
    most_answers: int = 0
    first_products: tuple[str, ...] = ()


NONE = Story()

STORIES = (
    Story(
        "champion_left", "Lonechair Furniture", "Denmark", "Manufacturing", 84_000, (0.10, 0.06, 0.0),
        8.9, 7.7, 6, champion_left=5, contract_left_days=200, notice_days=90,
        first_products=("SDW", "DIA", "LTE", "FWM", "SWG"),
    ),
    Story(
        "bandwidth_outgrown", "Brimfull Studios", "United Kingdom", "Media", 96_000, (0.12, 0.09, 0.0),
        8.4, 7.9, 6, outgrown_sites=4, contract_left_days=420, notice_days=90,
    ),
    Story(
        "price_dispute", "Haggleton Mutual", "Ireland", "Insurance", 112_000, (0.05, 0.03, -0.06),
        8.2, 6.5, 7, disputed_months=7, contract_left_days=150, notice_days=60,
    ),
    Story(
        "chronic_site", "Flickerfield Foods", "Poland", "Food & beverage", 74_000, (0.06, 0.07, 0.02),
        8.3, 7.3, 5, chronic_months=14, contract_left_days=330, notice_days=90,
    ),
    Story(
        "nps_falls_spend_rises", "Bittersweet Confectionery", "Belgium", "Food & beverage", 105_000,
        (0.10, 0.17, 0.19), 9.2, 6.3, 7, contract_left_days=260, notice_days=90,
    ),
    Story(
        "quiet", "Hushwater Shipping", "Norway", "Logistics", 66_000, (0.04, 0.0, 0.0),
        8.1, 7.6, 5, quiet_days=104, most_answers=3, contract_left_days=81, notice_days=30,
    ),
    Story(
        "model_account", "Brightacre Cooperative", "Netherlands", "Retail", 98_000, (0.14, 0.16, 0.20),
        9.0, 9.3, 7, contract_left_days=640, notice_days=90,
        first_products=("SDW", "DIA", "LTE", "BBI", "UCV"),
    ),
    Story(
        "churned", "Partingway Freight", "Germany", "Logistics", 58_000, (0.02, -0.10, 0.0),
        7.4, 5.4, 4, left=6, notice_days=90,
    ),
    Story(
        "came_back", "Turnback Hotels", "Spain", "Hospitality", 74_000, (0.03, 0.0, 0.0),
        7.2, 8.8, 5, left=13, returned=5, contract_left_days=560, notice_days=90,
    ),
    Story(
        "through_partner", "Handinhand Clinics", "Austria", "Healthcare", 88_000, (0.08, 0.06, 0.07),
        8.5, 8.6, 6, through_partner=True, contract_left_days=380, notice_days=60,
    ),
    Story(
        "notice_near", "Lastcall Brewing", "Czechia", "Food & beverage", 79_000, (0.06, 0.05, 0.04),
        8.4, 8.1, 5, contract_left_days=102, notice_days=90,
    ),
    Story(
        "parent", "Kinsfolk Industries", "Germany", "Manufacturing", 168_000, (0.08, 0.07, 0.08),
        8.5, 8.6, 8, contract_left_days=480, notice_days=180,
    ),
    Story(
        "child", "Kinsfolk Automotive", "Hungary", "Manufacturing", 64_000, (0.07, 0.08, 0.10),
        8.5, 8.4, 5, parent="Kinsfolk Industries", contract_left_days=480, notice_days=180,
    ),
    Story(
        "child", "Kinsfolk Nordics", "Sweden", "Manufacturing", 37_000, (0.05, 0.04, 0.05),
        8.5, 8.3, 3, parent="Kinsfolk Industries", contract_left_days=480, notice_days=180,
    ),
)  # fmt: skip
