"""What moves people: notes on how somebody in a post thinks, by how they stand towards us."""

from random import Random

from steward.domain.stakeholders import Support
from steward.sample.plans.roles import CFO, CIO, COO, INFRASTRUCTURE, NETWORK, PROCUREMENT, SECURITY, SERVICE, TELECOMS

WARM, COOL = {
    CIO: (
        "Told two colleagues at other companies about us.",
        "Wants one page before a meeting, never ten.",
        "Came from operations; asks about people first.",
    ),
    CFO: (
        "Likes costs that are the same every month.",
        "Reads the report to the end and quotes from it.",
        "Came to the executive dinner and stayed.",
    ),
    COO: ("Remembers the night our engineer drove out.", "Cares about sites, not about technology."),
    INFRASTRUCTURE: (
        "Tells us what was said about us.",
        "Defends our design against every new idea.",
        "Would like to speak about it at a conference.",
    ),
    NETWORK: ("Calls our engineers directly and is right to.", "Sends us drawings before anybody inside sees them."),
    PROCUREMENT: ("Correct and quick once the rules are kept.", "Likes terms without exceptions."),
    SECURITY: ("Values that we report our own mistakes.", "Wants logs, gets logs."),
    SERVICE: ("Counts lost calls every morning; ours is the report.",),
    TELECOMS: ("Glad to be rid of the old exchange.",),
}, {
    CIO: (
        "Believes that every supplier says the same.",
        "Has a consultant who does not know us.",
        "Wants fewer suppliers; whether we are among them is open.",
        "Leaves the network to others until it fails.",
    ),
    CFO: (
        "Knows us as a line in the budget.",
        "Wants to see what others would charge.",
        "Has never met anybody of us.",
    ),
    COO: ("Blames the network first.", "Does not answer mails; visit the site instead."),
    INFRASTRUCTURE: ("Tired of chasing answers.", "Careful; waits to see what the others say."),
    NETWORK: ("Likes another maker's devices better and says so.", "Overworked; anything new is more work."),
    PROCUREMENT: (
        "Paid by savings; opens every talk with a rival's price.",
        "Wants to put everything out to tender.",
    ),
    SECURITY: ("Thinks that security and network should not come from one hand.", "Asks for papers we are slow with."),
    SERVICE: ("Was promised a report that came late.",),
    TELECOMS: ("Fears for the post when telephones move to the cloud.",),
}  # fmt: skip
ANYBODY = (
    "Friendly, says little.", "New in the post; find out what for.", "Knows everybody in the house.",
    "Prefers mail to meetings.", "Speaks for the sites.", "Always there, rarely heard.",
)  # fmt: skip


def mind(rng: Random, post: int, support: Support) -> str:
    """A note on somebody in a post."""
    known = (WARM if support.supportive else COOL).get(post, ())
    return rng.choice(known or ANYBODY)
