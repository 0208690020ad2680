// One person, one line, one sample of the legend, with the looks and sizes that Python sends: every drawing has the same.
// Names come from people: they are only ever set as text.

const SVG = "http://www.w3.org/2000/svg";
const INK = "var(--st-text-color, #1f2937)", PAGE = "var(--st-background-color, #fff)";

function svg(name, attributes = {}, text = "") {
  return filled(document.createElementNS(SVG, name), attributes, text);
}

function html(name, attributes = {}, text = "") {
  return filled(document.createElement(name), attributes, text);
}

function filled(made, attributes, text) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

// A disc with its sign, outline and ring; a square for one of us. `size` is that of a name.
function figure(person, looks, size) {
  const parts = [shapeOf(person, looks, size, { class: "shape", fill: person.fill })];
  parts.push(...outline(person, looks, size), ...ring(person, looks, size));
  const scale = person.ours ? 1 : 1.15;
  return [...parts, written(person.sign, 0, 0, size * scale, { style: `fill:${person.ink}`, class: "bold" })];
}

function shapeOf(person, looks, size, attributes) {
  if (!person.ours) return svg("circle", { r: looks.disc * size, ...attributes });
  const width = 2.5 * looks.disc * size, height = 2.2 * looks.disc * size;
  return svg("rect", { x: -width / 2, y: -height / 2, width, height, rx: 0.5 * size, ...attributes });
}

// Heavy for key players, dashed where in doubt; a gap of the page's colour sets it off from any fill.
function outline(person, looks, size) {
  const unit = size / looks.nominal, drawn = (style) => shapeOf(person, looks, size, { fill: "none", ...style });
  if (!person.heavy && !person.doubt) {
    return person.ours ? [] : [drawn({ stroke: looks.line, "stroke-width": Math.max(0.6, looks.outline * unit) })];
  }
  const width = Math.max(1, (person.heavy ? looks.keyOutline : looks.doubtOutline) * unit);
  const dashes = person.doubt ? { "stroke-dasharray": dashed("dash", width) } : {};
  return [
    drawn({ style: `stroke:${PAGE}`, "stroke-width": width + looks.outlineGap * unit }),
    drawn({ style: `stroke:${INK}`, "stroke-width": width, ...dashes }),
  ];
}

// A faint whole ring where coverage is known, and so much of it drawn strongly.
function ring(person, looks, size) {
  if (person.ours || person.ring === null) return [];
  const radius = looks.ringRadius * size, round = { r: radius, fill: "none", "stroke-width": Math.max(0.6, (size / looks.nominal) * 0.8) };
  const faint = svg("circle", { stroke: looks.faint, ...round });
  if (!person.ring) return [faint];
  const strong = { stroke: looks.ring, "stroke-width": looks.ringWidth * size, fill: "none" };
  if (person.ring >= 1) return [faint, svg("circle", { r: radius, ...strong })];
  return [faint, svg("path", { d: arc(person.ring, radius), ...strong })];
}

function arc(share, radius) {
  const angle = 2 * Math.PI * share;
  return `M0,${-radius} A${radius},${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${radius * Math.sin(angle)},${-radius * Math.cos(angle)}`;
}

// Roles around the disc, the first at the upper right.
function badges(person, looks, size) {
  return person.badges.flatMap((letters, n) => {
    const [right, down] = looks.corners[n];
    return badge(letters, right * looks.cornerX * size, down * looks.cornerY * size, looks, size);
  });
}

function badge(letters, x, y, looks, size) {
  const width = looks.badgeWidth * size, height = looks.badgeHeight * size;
  const label = { x: x - width / 2, y: y - height / 2, width, height, rx: 0.3 * size, fill: looks.badge };
  const text = written(letters, x, y, size * looks.badgeText, { style: `fill:${looks.badgeInk}`, class: "bold" });
  return [svg("rect", { ...label, style: `stroke:${PAGE}`, "stroke-width": Math.max(0.5, size / looks.nominal) }), text];
}

// Name and title below somebody, and how high they are.
function named(texts, looks, size) {
  let y = (looks.reach + looks.textGap) * size;
  const parts = [];
  for (const [kind, lines, scale] of [["name", texts.name, 1], ["title", texts.title, looks.title]]) {
    for (const text of lines) {
      parts.push(written(text, 0, y + (size * scale * looks.lineHeight) / 2, size * scale, { class: `${kind} halo` }));
      y += size * scale * looks.lineHeight;
    }
  }
  return parts;
}

const textHeight = (texts, looks, size) =>
  (texts.name.length + texts.title.length * looks.title) * looks.lineHeight * size;

function written(text, x, y, size, attributes = {}) {
  const made = svg("text", { x, y, "font-size": size, ...attributes }, text);
  made.setAttribute("text-anchor", "middle");
  made.setAttribute("dominant-baseline", "central");
  return made;
}

const dashed = (kind, width) => ({ dash: [3, 2], dot: [1.2, 2.2] })[kind].map((part) => (part * width).toFixed(1)).join(" ");

// The line of a tie, dotted where in doubt, with its arrowheads.
function stroke(line, looks, size, name = "") {
  const look = looks.ties[line.tie], width = Math.max(0.7, ((line.width ?? look.width) * size) / looks.nominal);
  const drawn = svg("path", { class: "line", stroke: look.colour, "stroke-width": width });
  const dash = line.doubt ? "dot" : look.dashed ? "dash" : "";
  if (dash) drawn.setAttribute("stroke-dasharray", dashed(dash, width));
  const arrow = `url(#${arrowName(line.tie, name)})`;
  if (look.at_end) drawn.setAttribute("marker-end", arrow);
  if (look.at_start) drawn.setAttribute("marker-start", arrow);
  return drawn;
}

const arrowName = (tie, name) => `arrow-${name}${tie.replace(/ /g, "-")}`;

function markers(looks, size, name = "") {
  const defs = svg("defs");
  for (const [tie, look] of Object.entries(looks.ties)) {
    if (!look.at_end && !look.at_start) continue;
    const head = Math.max(0.75 * size, (2.6 * look.width * size) / looks.nominal);
    const marker = svg("marker", {
      id: arrowName(tie, name), viewBox: "0 0 10 10", refX: 10, refY: 5, orient: "auto-start-reverse",
      markerWidth: head, markerHeight: head, markerUnits: "userSpaceOnUse",
    });
    marker.append(svg("path", { d: "M0,0.8 L10,5 L0,9.2 z", fill: look.colour }));
    defs.append(marker);
  }
  return defs;
}

// A sample of the legend and its words.
function explained(entry, looks) {
  const size = 13, wide = entry.line ? 40 : 26;
  const sample = svg("svg", { viewBox: `${-wide / 2} -12 ${wide} 24`, width: wide, height: 24, "aria-hidden": "true" });
  if (entry.badge) sample.append(...badge(entry.badge, 0, 0, looks, size * 0.94));
  else if (entry.person) sample.append(...figure(entry.person, looks, size * 0.5));
  else {
    const line = stroke(entry.line, looks, size, "legend-");
    line.setAttribute("d", "M-18,0 L18,0");
    sample.append(markers(looks, size, "legend-"), line);
  }
  const item = html("span", { class: "entry" });
  item.append(sample, html("span", {}, entry.words));
  return item;
}

// ── text in lines ───────────────────────────────────────────────────────────────────────────────────────────────────────
// At most two lines, broken where one may, the last one cut where the rest has no room. `width` measures a text.
function broken(text, room, width) {
  if (!text) return [];
  const [first, rest] = firstLine(text, room, width);
  return rest ? [first, cut(rest, room, width)] : [first];
}

function firstLine(text, room, width) {
  if (width(text) <= room) return [text, ""];
  const parts = text.split(/(?<=[ \-/])/);
  let at = 0;
  for (let count = 1, length = 0; count < parts.length; count += 1) {
    length += parts[count - 1].length;
    if (width(text.slice(0, length).trimEnd()) <= room) at = length;
  }
  at ||= Math.max(1, longest(text, room, width));
  return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
}

function cut(text, room, width) {
  if (width(text) <= room) return text;
  return `${text.slice(0, longest(text, room - width("…"), width)).trimEnd()}…`;
}

// How many signs fit; never half a sign.
function longest(text, room, width) {
  let low = 0, high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (width(text.slice(0, middle)) <= room) low = middle;
    else high = middle - 1;
  }
  const half = /[\ud800-\udbff]/.test(text[low - 1] ?? "");
  return half ? low - 1 : low;
}
