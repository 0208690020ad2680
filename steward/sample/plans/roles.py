"""Who is who: the posts of a customer by number, and the roles of our people."""

# The posts of `steward.sample.contacts`, by the number in a contact's id; the first twelve are at every account.
(
    CIO, INFRASTRUCTURE, CFO, PROCUREMENT, NETWORK, ENGINEER, TELECOMS, SECURITY, CATEGORY, DESK, PAYABLE, COO,
    SERVICE, CENTRE, CONTROLLER, ANALYST, SITE_OPS,
) = range(1, 18)  # fmt: skip

MANAGER, INSIDE, ENGINEERING, SUPPORT, ROLLOUT, EXECUTIVE, BILLING, PRICING, RETENTION, CONTRACTS = (
    "account manager", "inside account manager", "sales engineer", "support", "implementation", "executive",
    "accounting", "pricing", "retention manager", "contract admin",
)  # fmt: skip
