"""What tickets are about; `{site}` and `{product}` are filled in."""

SUPPORT = (
    "Slow connection at {site}",
    "Packet loss on {product}, {site}",
    "Firewall rule request for {site}",
    "Portal login fails after password reset",
    "Question on the usage report of {product}",
    "One-way audio on calls from {site}",
    "VPN users at {site} drop after one hour",
    "DNS change for {product}",
    "Alarm flapping on the edge device, {site}",
    "Number porting question",
    "Intermittent loss of the backup line, {site}",
    "Reason for outage report requested, {site}",
)
IMPLEMENTATION = (
    "Delivery date for {product} at {site}",
    "Change window for {site}",
    "Move of the comms room at {site}",
    "Site survey at {site}",
    "Acceptance test {product}, {site}",
    "Additional users on {product}",
)
ACCOUNTING = (
    "Invoice copy requested",
    "Purchase order number missing on invoice",
    "Cost centre split for {site}",
    "VAT number changed",
    "Question on call charges",
    "Bank details confirmation",
)
DISPUTE = (
    "Disputed invoice: price above contract",
    "Credit note still missing",
    "Cancelled line at {site} is still billed",
    "Price increase not agreed",
    "Dunning letter for a disputed amount",
    "Second reminder: correct the rate for {product}",
)
STORY_SUPPORT = {
    "bandwidth_outgrown": ("Line full at {site} in the afternoon", "Upload queue grows, {site}"),
    "nps_falls_spend_rises": ("No answer on earlier ticket, {product}", "Escalation: open question on {product}"),
    "churned": ("Export of configuration requested", "Repeated outage at {site}, escalation"),
}  # fmt: skip
