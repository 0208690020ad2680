"""What customers of an industry do, want and measure."""

from dataclasses import dataclass

Span = tuple[float, float]


@dataclass(frozen=True)
class Aim:
    """A goal of an industry. `start`, `target`: between what numbers; `step`: to what they are rounded."""

    key: str
    title: str
    measure: str
    unit: str
    start: Span
    target: Span
    step: float = 1


@dataclass(frozen=True)
class Industry:
    """`business`: sentences with {name}, {city}, {sites} and {country}; two of the `priorities` and one `success`."""

    business: tuple[str, ...]
    priorities: tuple[str, ...]
    success: tuple[str, ...]
    aims: tuple[Aim, ...]


# fmt: off
INDUSTRIES = {
    "Manufacturing": Industry(
        (
            "{name} builds machines and parts in {country} and ships them to customers in thirty countries. Planning, drawings and machine data run through {city}; {sites} sites depend on it.",  # noqa: E501
            "A maker of industrial goods with {sites} sites, led from {city}. Orders are smaller and more frequent than five years ago, so that every hour of a line counts.",  # noqa: E501
        ),
        (
            "Fewer unplanned stops on the lines",
            "Machine data from every hall in one place",
            "Service technicians who see a machine before they drive there",
            "One way of working in all halls, whoever is on shift",
            "Energy per part down by a fifth",
        ),
        (
            "No shift lost to the network, and new machines on line the day they are bolted down.",
            "The halls do not think about the network, and the audit finds nothing to write down.",
        ),
        (
            Aim("stops", "No production stop at {site} caused by the network", "Stops a quarter, from the shift log", "stops", (4, 9), (0, 1)),  # noqa: E501
            Aim("machines", "New machines on line when they arrive", "Days from bolting down to first data", "days", (9, 18), (1, 3)),  # noqa: E501
            Aim("connected", "Machines that report their own state", "Share of machines with live data", "%", (22, 45), (80, 95), 5),  # noqa: E501
            Aim("remote", "Faults solved without a drive", "Share of service calls closed remotely", "%", (18, 34), (45, 60)),  # noqa: E501
        ),
    ),
    "Media": Industry(
        (
            "{name} makes and sells content from {city}: editors, studios and archives at {sites} sites work on the same material at the same time.",  # noqa: E501
        ),
        (
            "Material available everywhere an hour after it was shot",
            "Fewer vans, more remote production",
            "An archive that earns money",
            "Reader and viewer data that editors trust",
        ),
        ("An evening's work leaves the building the same evening, from every site.",),
        (
            Aim("transfer", "An evening's material ready by morning", "Hours to move a day's material from {site}", "hours", (7, 12), (2, 4), 0.5),  # noqa: E501
            Aim("remote", "More programmes made remotely", "Remote productions a month", "a month", (6, 14), (24, 40)),
            Aim("archive", "The archive on line", "Share of the archive that can be reached from {site}", "%", (30, 48), (85, 100), 5),  # noqa: E501
            Aim("drops", "Live transmissions without a drop", "Drops a quarter", "drops", (5, 12), (0, 2)),
        ),
    ),
    "Insurance": Industry(
        (
            "{name} insures households and small firms in {country}. Claims and service are handled from {city}, with {sites} sites in the network.",  # noqa: E501
            "A mid-sized insurer led from {city}. Most business comes by telephone and through brokers; claims are settled at {sites} sites.",  # noqa: E501
        ),
        (
            "Claims settled in days, not weeks",
            "Customers who do not have to repeat themselves",
            "Ready for the supervisor's rules on outsourced IT",
            "Brokers who prefer us",
        ),
        (
            "After a storm everybody who calls gets through, and the supervisor's questions are answered in a day.",
            "Advisers see the whole customer during the call, at home or at the office.",
        ),
        (
            Aim("answered", "Calls answered while it matters", "Share answered within 20 seconds", "%", (58, 71), (80, 88)),  # noqa: E501
            Aim("once", "Matters settled in one call", "First contact resolution", "%", (52, 63), (70, 78)),
            Aim("advisers", "Advisers work from anywhere", "Share of advisers with the full desk at home", "%", (30, 55), (90, 100), 5),  # noqa: E501
            Aim("evidence", "Evidence for the supervisor without a project", "Days to answer a question on outsourced IT", "days", (15, 25), (2, 5)),  # noqa: E501
        ),
    ),
    "Food & beverage": Industry(
        (
            "{name} makes food in {country} and delivers it fresh. {sites} sites around {city} run day and night; a late lorry is a lost shelf.",  # noqa: E501
            "From {city} {name} supplies retailers all over {country} and beyond. Lines change product several times a day, and every batch must be traceable.",  # noqa: E501
        ),
        (
            "Fresh goods out of the gate on time",
            "Every batch traceable in minutes",
            "Less waste, less energy",
            "New lines without new delays",
            "Cold stores that report by themselves",
        ),
        (
            "Packing lines that never wait for IT, and a batch traced in minutes when a retailer asks.",
            "Lorries leave full and on time, and nobody at the gates speaks about the network.",
        ),
        (
            Aim("lorries", "Lorries leave {site} on time", "Share of departures within 15 minutes", "%", (81, 89), (95, 98)),  # noqa: E501
            Aim("trace", "Every batch traced at once", "Minutes to trace a batch", "minutes", (70, 150), (10, 20), 5),
            Aim("stops", "Packing lines that do not wait for the network", "Stops a quarter at {site}", "stops", (4, 8), (0, 1)),  # noqa: E501
            Aim("cold", "Cold stores that report by themselves", "Share of cold stores with live temperatures", "%", (25, 50), (90, 100), 5),  # noqa: E501
        ),
    ),
    "Logistics": Industry(
        (
            "{name} moves goods for industry and trade. Depots and yards at {sites} sites book, scan and load around the clock; control is in {city}.",  # noqa: E501
            "Freight by road and sea, planned in {city} and handled at {sites} sites. Slots are booked to the quarter of an hour.",  # noqa: E501
        ),
        (
            "Slots kept, at the gate and at the quay",
            "Scanners that work in every corner of the yard",
            "One view of a shipment for customer and driver",
            "Fewer empty kilometres",
        ),
        (
            "The gate never closes because a system is slow.",
            "Dispatchers plan on live data, and a depot that loses a line does not notice.",
        ),
        (
            Aim("gate", "Short turns at the gate of {site}", "Minutes from arrival to loading", "minutes", (38, 55), (18, 25)),  # noqa: E501
            Aim("scans", "Scans that arrive at once", "Share of scans on the server within 2 seconds", "%", (86, 93), (98, 99.5), 0.5),  # noqa: E501
            Aim("slots", "Slots kept", "Share of booked slots kept", "%", (78, 87), (94, 97)),
            Aim("depots", "Depots that work through the loss of a line", "Depots tested with a line pulled", "depots", (0, 1), (4, 6)),  # noqa: E501
        ),
    ),
    "Retail": Industry(
        (
            "{name} sells in shops and on line. Stock, tills and telephones of {sites} larger sites hang on {city}.",
            "Shops all over {country}, supplied and led from {city}. Half of the orders on line are collected in a shop.",  # noqa: E501
        ),
        (
            "Stock figures that are true in every shop",
            "Tills that work on the busiest Saturday of the year",
            "Shops opened in weeks",
            "Customers recognised in the shop and on the telephone",
        ),
        (
            "A Saturday in December without a queue that IT caused.",
            "New shops trade on the day the shelves are full.",
        ),
        (
            Aim("tills", "Tills that never wait", "Minutes of till outage a quarter", "minutes", (140, 320), (20, 45), 5),  # noqa: E501
            Aim("opening", "Shops opened faster", "Weeks from keys to first sale", "weeks", (9, 14), (4, 6)),
            Aim("collect", "Orders ready for collection", "Minutes from order to shelf at {site}", "minutes", (85, 160), (30, 45), 5),  # noqa: E501
            Aim("answered", "Customers get through on the telephone", "Share answered within 30 seconds", "%", (60, 72), (82, 90)),  # noqa: E501
        ),
    ),
    "Hospitality": Industry(
        (
            "{name} runs hotels in {country}; reservations and purchasing are in {city}. Guests judge a hotel by its bed, its breakfast and its Wi-Fi.",  # noqa: E501
        ),
        (
            "Guests who book direct",
            "Houses ready for the season",
            "Less routine at the reception",
            "Conferences that need no technician",
        ),
        ("A season without a complaint about the network in the reviews.",),
        (
            Aim("guests", "Guests who do not mention the Wi-Fi", "Complaints per 1,000 nights", "per 1,000", (7, 13), (1, 3), 0.5),  # noqa: E501
            Aim("direct", "More direct bookings by telephone", "Share of calls that end in a booking", "%", (21, 29), (36, 44)),  # noqa: E501
            Aim("checkin", "Check-in without waiting at {site}", "Minutes at the reception", "minutes", (8, 12), (3, 4), 0.5),  # noqa: E501
            Aim("events", "Conferences that start on time", "Share of events without a technical delay", "%", (80, 88), (97, 99)),  # noqa: E501
        ),
    ),
    "Healthcare": Industry(
        (
            "{name} runs clinics and practices in {country}, led from {city}. Patient records, images and telephones of {sites} sites go through one network.",  # noqa: E501
            "Care at {sites} sites around {city}. Half of the staff move between sites during a week and expect to find the same desk everywhere.",  # noqa: E501
        ),
        (
            "Images where the doctor is",
            "Patients who reach us at the first try",
            "Patient data that stays safe",
            "Less time at the screen, more with patients",
        ),
        (
            "A doctor opens an image at any site in seconds, and no call from a patient is lost.",
            "The auditor of patient data finds order, and wards never go back to paper.",
        ),
        (
            Aim("images", "Images where the doctor is", "Seconds to open an image at {site}", "seconds", (14, 28), (3, 5)),  # noqa: E501
            Aim("calls", "Patients get through", "Share of calls lost", "%", (11, 19), (3, 5)),
            Aim("paper", "Wards never go back to paper", "Hours on paper a quarter", "hours", (6, 15), (0, 1)),
            Aim("findings", "Audit of patient data without findings", "Open findings", "findings", (9, 17), (0, 2)),
        ),
    ),
    "Chemicals": Industry(
        (
            "{name} makes intermediates for paints and plastics. Plants and laboratories at {sites} sites report to {city}; safety comes before output.",  # noqa: E501
        ),
        (
            "Plants that can be watched from one control room",
            "Plant and office networks kept apart",
            "Permits and audits without surprises",
            "Laboratories that share results at once",
        ),
        ("The plants are kept apart from the office network, and the inspector can see it.",),
        (
            Aim("apart", "Plant and office kept apart", "Share of plant segments behind a firewall", "%", (35, 55), (95, 100), 5),  # noqa: E501
            Aim("control", "Plants watched from one room", "Plants on the shared control room", "plants", (1, 2), (5, 7)),  # noqa: E501
            Aim("alarms", "Alarms that arrive", "Alarms lost a quarter at {site}", "alarms", (5, 11), (0, 0)),
            Aim("results", "Laboratory results shared at once", "Hours until a result is everywhere", "hours", (10, 24), (1, 2)),  # noqa: E501
        ),
    ),
    "Pharmaceuticals": Industry(
        (
            "{name} develops and makes medicines. Research in {city} and production at {sites} sites work under validated processes; a change takes longer to approve than to make.",  # noqa: E501
        ),
        (
            "Validated systems without standstill",
            "Trial data that moves safely",
            "Plants ready for inspection on any day",
            "Cold chain without gaps",
        ),
        ("An inspector may come tomorrow, and every change of the network can be shown with its approval.",),
        (
            Aim("changes", "Changes documented the same day", "Days from change to approved record", "days", (12, 21), (1, 2)),  # noqa: E501
            Aim("cold", "A cold chain without gaps", "Gaps in the record a quarter at {site}", "gaps", (6, 14), (0, 1)),
            Aim("trials", "Trial data moved overnight", "Hours for a site's data", "hours", (16, 30), (4, 6)),
            Aim("findings", "Inspection without findings on IT", "Open findings", "findings", (6, 11), (0, 1)),
        ),
    ),
    "Energy": Industry(
        (
            "{name} produces and trades power. Control in {city} sees {sites} sites; a few are far from any town and from any second cable.",  # noqa: E501
        ),
        (
            "Sites that report every second",
            "Ready for the rules on critical infrastructure",
            "Crews who work from the field",
            "A trading floor that never goes dark",
        ),
        ("Control sees every site at every moment, and the regulator's audit is a formality.",),
        (
            Aim("seen", "Every site seen at all times", "Minutes a quarter without sight of {site}", "minutes", (120, 300), (10, 30), 5),  # noqa: E501
            Aim("measures", "Measures for critical infrastructure", "Measures done of those required", "measures", (11, 16), (38, 38)),  # noqa: E501
            Aim("crews", "Crews who work from the field", "Share of jobs closed on site", "%", (40, 55), (80, 90), 5),
            Aim("storm", "Customers get through in a storm", "Share of calls answered in a storm hour", "%", (38, 52), (75, 85)),  # noqa: E501
        ),
    ),
    "Utilities": Industry(
        (
            "{name} supplies water to towns and farms. Works, pumps and crews at {sites} sites are led from {city}; leaks are found by data before they are seen.",  # noqa: E501
        ),
        (
            "Leaks found before they are seen",
            "Pumps that report by themselves",
            "Bills that need no second call",
            "Ready for the next dry summer",
        ),
        ("A leak is found in hours, and nobody who calls about one waits.",),
        (
            Aim("leaks", "Leaks found early", "Hours from leak to crew", "hours", (30, 52), (8, 12)),
            Aim("pumps", "Pumps that report by themselves", "Share of pumps with live data", "%", (35, 55), (90, 100), 5),  # noqa: E501
            Aim("bills", "Bills settled in one call", "First contact resolution", "%", (49, 60), (72, 80)),
            Aim("control", "Control never blind", "Minutes a quarter without sight of {site}", "minutes", (90, 210), (10, 20), 5),  # noqa: E501
        ),
    ),
    "Banking": Industry(
        (
            "{name} looks after the wealth of families and foundations. Advisers at {sites} sites and the trading desk in {city} expect discretion and lines that do not drop.",  # noqa: E501
        ),
        (
            "Advisers who are reachable and discreet",
            "Ready for the rules on digital resilience",
            "Fewer systems, better known",
            "Branches without technicians",
        ),
        ("The supervisor's test of resilience is passed, and no client has noticed that one took place.",),
        (
            Aim("resilience", "Resilience proved", "Critical services tested under failure", "services", (2, 4), (12, 15)),  # noqa: E501
            Aim("recorded", "Every advice call recorded", "Share of advice calls on record", "%", (88, 94), (99.5, 100), 0.5),  # noqa: E501
            Aim("branches", "Branches without technicians", "Visits of technicians a quarter", "visits", (14, 26), (2, 4)),  # noqa: E501
            Aim("response", "Questions of the supervisor answered", "Days to answer", "days", (12, 20), (2, 3)),
        ),
    ),
    "Public sector": Industry(
        (
            "{name} serves citizens from {sites} sites in and around {city}: counters, schools, transport and a telephone line that everybody knows.",  # noqa: E501
        ),
        (
            "Services that citizens use from home",
            "Offices that can work through a crisis",
            "Money spent so that anybody may look at it",
            "Counters without queues",
        ),
        ("Citizens get an answer at the first call, also on the day after a storm.",),
        (
            Aim("answered", "Citizens get through", "Share answered within 60 seconds", "%", (48, 60), (78, 85)),
            Aim("online", "Services from home", "Share of matters settled on line", "%", (28, 40), (60, 70), 5),
            Aim("crisis", "Offices that work through a crisis", "Offices tested without their main line", "offices", (0, 2), (8, 12)),  # noqa: E501
            Aim("counters", "Counters without queues", "Minutes waited at {site}", "minutes", (24, 41), (8, 12)),
        ),
    ),
}
# fmt: on
