"""A map of people with pyvis: `python pyvis_map.py MAP.json OUT.html`; prints how long the file took to be made.

It is laid out in the browser, by springs, as pyvis does unless it is told otherwise."""

import json
import sys
import time
from pathlib import Path

from pyvis.network import Network

# When the springs have come to rest, for whoever measures.
RESTED = 'network.once("stabilizationIterationsDone", () => { document.body.dataset.rested = "yes" });'


def main(file: str, out: str) -> None:
    """The page whole, its script in it."""
    told = json.loads(Path(file).read_text(encoding="utf-8"))
    began, used = time.perf_counter(), time.process_time()
    drawn = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    for one in told["people"]:
        drawn.add_node(one["key"], label=one["name"], title=one["title"], group="ours" if one["ours"] else "theirs")
    for line in told["lines"]:
        drawn.add_edge(line["start"], line["end"], title=line["tie"])
    html = drawn.generate_html()
    print(json.dumps([time.perf_counter() - began, time.process_time() - used]))
    Path(out).write_text(html.replace("return network;", f"{RESTED} return network;"), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
