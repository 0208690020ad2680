"""What the fictional company sells, and what it promises for it."""

from dataclasses import dataclass

MBPS = (10, 20, 30, 50, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000, 10000)
SEATS = (*range(10, 200, 10), *range(200, 600, 25), *range(600, 3000, 50), *range(3000, 9001, 250))
ONE = (1,)


@dataclass(frozen=True)
class Product:
    """`list_mrr` is the list price of one `unit`; `usual` the quantity at an average site; `weekend` the share of a
    weekday's use on a weekend (0: not measured); `outages` per line and quarter."""

    product_id: str
    name: str
    family: str
    unit: str
    list_mrr: float
    usual: float
    sizes: tuple[int, ...]
    owned_by: float
    at_sites: float
    target: float
    weekend: float
    outages: float
    voice_or_cloud: bool = True
    needs: str = ""

    @property
    def measured(self) -> bool:
        """Whether there is daily usage of it."""
        return self.weekend > 0

    def size(self, wanted: float) -> int:
        """The size on offer nearest to what is wanted."""
        return min(self.sizes, key=lambda size: abs(size - wanted))

    def step_up(self, quantity: int) -> int:
        """The next larger size, about half as much again; the same where there is none."""
        return next((size for size in self.sizes if size >= quantity * 1.3), quantity)

    def step_down(self, quantity: int) -> int:
        """The next smaller size, about two thirds; the same where there is none."""
        return next((size for size in reversed(self.sizes) if size <= quantity * 0.75), quantity)


# fmt: off
PRODUCTS = (
    #        id   name   family   unit   list   usual   sizes   owned   sites   target   weekend   outages
    Product("SDW", "SD-WAN Edge",             "SD-WAN",          "Mbps",    6.40,   300, MBPS,  1.00, 1.00,  99.9,  0.74, 0.060, False),  # noqa: E501
    Product("LTE", "SD-WAN LTE Backup",       "SD-WAN",          "site",  290.00,     1, ONE,   0.50, 0.80,  99.5,  0.00, 0.020, False),  # noqa: E501
    Product("DIA", "Dedicated Internet",      "Internet access", "Mbps",    4.20,   300, MBPS,  1.00, 1.00,  99.95, 0.70, 0.060, False),  # noqa: E501
    Product("BBI", "Business Broadband",      "Internet access", "Mbps",    0.95,   250, MBPS,  0.55, 0.70,  99.5,  0.60, 0.060, False),  # noqa: E501
    Product("SIP", "SIP Trunking",            "Voice",           "channel", 14.0,    90, SEATS, 0.50, 0.85,  99.95, 0.30, 0.020),  # noqa: E501
    Product("UCV", "Cloud Telephony",         "Voice",           "seat",   11.50,   120, SEATS, 0.60, 0.90,  99.9,  0.45, 0.020),  # noqa: E501
    Product("CCC", "Contact Centre Cloud",    "Contact centre",  "seat",   96.00,    40, SEATS, 0.40, 0.00,  99.95, 0.62, 0.060),  # noqa: E501
    Product("CCA", "Contact Centre Insights", "Contact centre",  "seat",   27.00,    40, SEATS, 0.12, 0.00,  99.5,  0.00, 0.030, True, "CCC"),  # noqa: E501
    Product("FWM", "Managed Firewall",        "Security",        "site", 1150.00,     1, ONE,   0.60, 0.50,  99.9,  0.00, 0.020),  # noqa: E501
    Product("SWG", "Secure Web Gateway",      "Security",        "user",    4.80,   260, SEATS, 0.65, 0.90,  99.9,  0.50, 0.020),  # noqa: E501
)
# fmt: on

ONCE = {"SDW": 3.00, "DIA": 3.00, "LTE": 480.00}
"""What one unit costs once by the list; of the others nothing is on it."""
BY_ID = {product.product_id: product for product in PRODUCTS}


def sellable(owned: set[str]) -> list[Product]:
    """The products that make sense for an account that owns some: Insights only on top of a contact centre."""
    return [product for product in PRODUCTS if not product.needs or product.needs in owned]
