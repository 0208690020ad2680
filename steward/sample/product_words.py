"""What each product of the fictional company is for, as its customers may read it."""

USE_CASES = {
    "SDW": "All sites are run as one network, and a change takes minutes.",
    "DIA": "A line of your own to the internet, with an agreed level of service.",
    "BBI": "Small sites are on the network at the price of a household line.",
    "LTE": "A site stays reachable when its line is cut.",
    "SIP": "Peaks are carried without lines that stand idle the rest of the year.",
    "UCV": "One way to call, at the desk and on the road.",
    "CCC": "Callers reach who can help, whichever site answers.",
    "CCA": "Shows why people call, so that some need not.",
    "FWM": "Rules are kept in one place, and somebody watches them at night.",
    "SWG": "People are protected wherever they work.",
}
PROOFS = {
    "SDW": "A wholesaler with 60 sites opened a new one in three days.",
    "LTE": "A bank had no branch off the network in a year.",
    "CCC": "A parcel service answers nine of ten calls at once.",
    "FWM": "An insurer passed its audit without a finding.",
    "SWG": "A chain of clinics had no infected device for a year.",
}
NO_MATERIAL = ("CCA",)
"""Of which there is nothing to show yet."""
