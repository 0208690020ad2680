"""What customers write beside their score. None names a person, so that any may be shown to the customer."""

PROMOTER = (
    "Rock solid since the last migration.",
    "The service review gives us exactly what our board asks for.",
    "Quick, honest answers whenever something breaks.",
    "Rollout of the new sites went without a single missed date.",
    "Best network supplier we have worked with so far.",
    "Support knows our set-up and does not ask the same questions twice.",
    "The portal finally shows me usage per site.",
    "Stable, and cheaper than what we had before.",
    "Proactive: you called us before we noticed the fault.",
    "Einfach zuverlässig. Gern mehr davon.",
    "Très bon suivi, équipe à l’écoute.",
    "Bardzo dobra współpraca przy wdrożeniu.",
    "Muy buen soporte, responden rápido.",
    "Support på riktigt bra nivå.",
    "Fijne samenwerking en duidelijke rapportage.",
    "Failover works: we lost a line and nobody in the office noticed.",
    "The quarterly numbers match what we see ourselves, which I cannot say of others.",
    "Good value, and the contract is easy to read.",
)
PASSIVE = (
    "All fine, nothing special.",
    "Works well. I would like more notice of maintenance.",
    "Good service; the invoices are hard to read.",
    "Changes take a little too long to be scheduled.",
    "Satisfied overall, but the portal is slow in the mornings.",
    "Technically good, commercially average.",
    "Gut, aber Änderungen dauern oft zu lange.",
    "Correct, mais le portail pourrait être plus clair.",
    "Solid network. Voice quality to one branch is still not perfect.",
    "Reports come a week late.",
    "Please offer one point of contact for moves and changes.",
    "Dobrze, ale mogłoby być taniej.",
    "OK for us at the moment; we will compare at renewal.",
    "Voldoet. Meer uitleg bij storingen zou helpen.",
)
DETRACTOR = (
    "Three tickets on the same problem and still no root cause.",
    "We had to chase you for every update during the outage.",
    "The delivery date of the new site moved twice.",
    "Too expensive for what we get.",
    "Support reads from a script before it listens.",
    "Nobody told us that the maintenance would take the voice lines down.",
    "Die Rechnung stimmt seit Monaten nicht.",
    "Trop de relances nécessaires pour une simple modification.",
    "The portal shows green while our branch is offline.",
    "Changing a phone number should not take nine days.",
    "Zbyt długi czas reakcji na zgłoszenia.",
)

# By story: what promoters (9–10), passives (7–8) and detractors (0–6) of that account say in its last year.
OF_STORY = {
    "champion_left": (
        ("The technical service is as good as ever.",),
        ("Since the change in our team we hardly hear from you.", "Who looks after the roadmap with us now?"),
        ("The planned project has stood still since spring.", "Our new management does not know what you do for us."),
    ),
    "bandwidth_outgrown": (
        ("Great network when it is not full.", "Production relies on you every day."),
        (
            "We need more bandwidth at the studios.",
            "Uploads crawl in the afternoon.",
            "Capacity is our topic this year.",
        ),
        (
            "Render transfers fail every evening because the line is full.",
            "We told you in spring that the line is too small.",
        ),
    ),
    "price_dispute": (
        ("The network itself is excellent.",),
        ("Good technology, wrong invoices.", "Please settle the pricing question."),
        (
            "Billed above the agreed price again.",
            "Four credit notes this year, and the next invoice is wrong again.",
            "We pay for lines that we cancelled.",
            "The price increase was never agreed with us.",
            "Your prices are above what two other suppliers offer us.",
        ),
    ),
    "chronic_site": (
        ("At our other sites everything runs well.",),
        ("Fine in the offices; the plant is another story.", "Please find a lasting repair for the plant."),
        (
            "The same site is down every month.",
            "Packing line stopped twice this quarter because of the network.",
            "Credits do not bring back a lost shift.",
            "A second path to the plant was promised and has not come.",
        ),
    ),
    "nps_falls_spend_rises": (
        ("Scales with us.",),
        ("We buy more and more and get less attention.", "Good products, thin support."),
        (
            "We spend a fifth more than last year, and the answers got slower.",
            "Every new product comes with a new hotline.",
            "Rollouts are sold faster than they are delivered.",
            "Nobody has the whole picture of what we bought.",
            "Implementation overruns on each of the last projects.",
        ),
    ),
    "quiet": (
        ("It works, so we never call.",),
        ("No news from you for months.", "Have not seen anybody this year."),
        ("We do not know whom to call about the renewal.",),
    ),
    "model_account": (
        (
            "Moving the contact centre to you was the best decision of the year.",
            "One supplier for network, voice and security: it just works.",
            "You understand our stores.",
            "The security rollout in 140 stores went like clockwork.",
            "I recommend you to our sister cooperatives.",
        ),
        ("Very good. A quicker portal would make it perfect.",),
        ("One store waited three weeks for its line.",),
    ),
    "churned": (
        ("The engineers on site were good.",),
        ("We are looking at the market.",),
        (
            "Outages in peak season and no plan for the next.",
            "Too late, too little.",
            "The renewal offer came after we decided.",
        ),
    ),
    "came_back": (
        (
            "Glad to be back: the other supplier could not run our hotels.",
            "You listened this time.",
            "Guest Wi-Fi is stable again.",
        ),
        ("Good restart. Let us see how the season goes.",),
        ("Two hotels are still waiting for voice.",),
    ),
    "through_partner": (
        ("The partner and you work as one team.", "Clinics are online all the time, that is what counts."),
        ("Sometimes unclear who is responsible, the partner or you.",),
        ("A fault went back and forth between the partner and your support.",),
    ),
    "notice_near": (
        ("Reliable through the whole season.",),
        ("We need to talk about the contract before it renews by itself.", "Good service; terms should be reviewed."),
        ("The automatic renewal does not suit us.",),
    ),
}
