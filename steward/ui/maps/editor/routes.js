// Which way lines run between people: the rules of `steward/exhibits/sketch/routes.py`, which other drawings follow too.
// A test holds the two together. A spot has the edges that lines touch, and its waist; a card its width, height and text.

const LEVELS = 4;
const BESIDE = 0.75, SAME_ROW = 0.5;

// The path of every line, in the order given.
function routes(lines, spots, card) {
  const levels = levelsOf(lines.filter((line) => line.tie === "reports to"), spots);
  const others = [...spots.values()];
  return lines.map((line) => {
    const start = spots.get(line.start), end = spots.get(line.end);
    if (line.tie === "reports to") return reporting(start, end, card, levels.get(levelKey(line, spots)), others);
    if (line.tie === "knows" && start.top > end.bottom) return straight([start.x, start.top], [end.x, end.bottom]);
    return sideways(start, end, card, curved);
  });
}

const levelKey = (line, spots) => JSON.stringify([line.end, spots.get(line.start).top]);

// At which level the lines to a manager cross over above a row; lines that would touch take different ones.
function levelsOf(lines, spots) {
  const reach = new Map();
  for (const line of lines) {
    const key = levelKey(line, spots);
    if (!reach.has(key)) reach.set(key, { row: spots.get(line.start).top, xs: [spots.get(line.end).x] });
    reach.get(key).xs.push(spots.get(line.start).x);
  }
  const levels = new Map(), rows = new Map();
  const least = (one) => Math.min(...one[1].xs);
  for (const [key, { row, xs }] of [...reach].sort((a, b) => least(a) - least(b))) {
    const taken = rows.get(row) ?? [];
    rows.set(row, taken);
    const free = taken.findIndex((end) => end < Math.min(...xs));
    const level = free < 0 ? taken.length : free;
    taken[level] = Math.max(...xs);
    levels.set(key, level % LEVELS);
  }
  return levels;
}

// Corners in the air above who reports; round those in between where the manager is rows away.
function reporting(report, manager, card, level, others) {
  if (manager.bottom >= report.top) return sideways(report, manager, card, cornered);
  const start = [report.x, report.top], end = [manager.x, manager.bottom];
  const above = Math.max((manager.bottom + report.top) / 2, report.top - (0.5 + level * 0.45) * card.text);
  let turns = [above];
  if (report.top - manager.bottom > card.height * 0.9) {
    const below = manager.bottom + 0.4 * card.text, x = freeWay(report, manager, card, others);
    turns = x === report.x ? [below] : [above, x, below];
  }
  const aligned = Math.abs(report.x - manager.x) < card.text * 0.1;
  return aligned && turns.length === 1 ? straight(start, end) : cornered(start, end, turns, true);
}

// Straight up or along an edge of the card, towards the manager first: where the fewest stand in the way.
function freeWay(report, manager, card, others) {
  const left = report.x - card.width / 2, right = left + card.width;
  const edges = manager.x > report.x ? [right, left] : [left, right];
  const between = others.filter((spot) => manager.bottom < spot.waist && spot.waist < report.top);
  const crowd = (x) => between.filter((spot) => inTheWay(x, spot, card)).length;
  return [report.x, ...edges].reduce((best, x) => (crowd(x) < crowd(best) ? x : best));
}

function inTheWay(x, spot, card) {
  const share = (x - spot.x) / card.width + 0.5;
  return share > 0.1 && share < 0.9;
}

// From side to side; an arch over those between in one row; a bow beside where one stands above the other.
function sideways(start, end, card, bend) {
  const across = end.x - start.x, down = end.waist - start.waist;
  if (Math.abs(across) < card.width * BESIDE) {
    const turn = Math.max(start.right, end.right) + (card.width - (start.right - start.left)) * 0.4;
    return bend([start.right, start.waist], [end.right, end.waist], [turn], false);
  }
  if (Math.abs(down) < card.height * SAME_ROW && Math.abs(across) > card.width * 1.5) {
    const turn = Math.min(start.top, end.top) - card.text * Math.min(2.2, 0.7 + (0.3 * Math.abs(across)) / card.width);
    return bend([start.x, start.top], [end.x, end.top], [turn], true);
  }
  const [from, to] = across > 0 ? [start.right, end.left] : [start.left, end.right];
  return bend([from, start.waist], [to, end.waist], [(from + to) / 2], false);
}

const straight = (start, end) => `M${start} L${end}`;

// Along to the first turn, across, along to the last one, across; `upright` lines begin vertically.
function cornered(start, end, turns, upright = false) {
  const turned = ([along, across]) => (upright ? [across, along] : [along, across]);
  const [a, b] = [turned(start), turned(end)], first = turns[0], last = turns.at(-1);
  const detour = turns.length > 1 ? [[first, turns[1]], [last, turns[1]]] : [];
  return `M${[a, [first, a[1]], ...detour, [last, b[1]], b].map(turned).join(" L")}`;
}

// Two arcs that meet half way.
function curved(start, end, [turn], upright = false) {
  const turned = ([along, across]) => (upright ? [across, along] : [along, across]);
  const [a, b] = [turned(start), turned(end)], middle = [turn, (a[1] + b[1]) / 2];
  const half = (from) => [[(from[0] + turn) / 2, from[1]], [turn, (from[1] + middle[1]) / 2]];
  const [one, two] = half(a), [four, three] = half(b);
  return `M${turned(a)} C${[one, two, middle].map(turned).join(" ")} C${[three, four, b].map(turned).join(" ")}`;
}
