// The relationship map to edit. Python sends people, lines and looks; what was done goes back in one message when it is
// applied, never while somebody drags. Names come from people: they are only ever set as text.

const SVG = "http://www.w3.org/2000/svg";
const CARD = { width: 126, height: 128 };
const RADIUS = 21;
const GRID = 0.25;
const LEGIBLE = 0.72;
const NAMES = { "reports to": "reports to", influences: "influences", "conflicts with": "conflicts with", knows: "knows" };
const editors = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".map") ?? component.parentElement;
  const editor = editors.get(root) ?? new Editor(root);
  editors.set(root, editor);
  editor.show(component);
  return () => {};
}

class Editor {
  constructor(root) {
    this.root = root;
    this.done = [];
    this.chosen = null;
    this.view = null;
    this.build();
  }

  // ── what Python sent ────────────────────────────────────────────────────────────────────────────────────────────
  show(component) {
    this.send = component.setTriggerValue;
    const version = JSON.stringify([component.data.people, component.data.lines]);
    if (version === this.version) return;
    const first = this.version === undefined;
    this.version = version;
    this.data = component.data;
    this.done = this.done.filter((step) => this.stillFits(step));
    this.svg.setAttribute("aria-label", `${this.data.alt} Drag people, draw lines. Tab moves between people.`);
    if (first) this.fit(true);
    this.explain();
    this.draw();
    this.tell(this.done.length && !first ? "The map changed meanwhile; your changes are kept." : "");
  }

  stillFits(step) {
    const keys = new Set(this.data.people.map((person) => person.key));
    if (step.kind === "move") return keys.has(step.key);
    const there = this.data.lines.some((line) => same(line, step.line));
    return keys.has(step.line.start) && keys.has(step.line.end) && there === (step.kind === "remove");
  }

  // ── the state with everything done to it ────────────────────────────────────────────────────────────────────────
  people() {
    const people = new Map(this.data.people.map((person) => [person.key, { ...person }]));
    for (const step of this.done) {
      if (step.kind === "move") Object.assign(people.get(step.key), { x: step.x, y: step.y });
    }
    return people;
  }

  lines() {
    let lines = this.data.lines.slice();
    for (const step of this.done) {
      if (step.kind === "add") lines.push(step.line);
      if (step.kind === "remove") lines = lines.filter((line) => !same(line, step.line));
    }
    return lines;
  }

  does(step) {
    const last = this.done.at(-1);
    if (step.kind === "move" && last?.kind === "move" && last.key === step.key && step.joined) this.done.pop();
    this.done.push(step);
    this.draw();
    this.tell("");
  }

  undo() {
    this.done.pop();
    this.draw();
    this.tell("");
  }

  apply() {
    const people = this.people();
    const before = new Map(this.data.people.map((person) => [person.key, person]));
    const moved = {};
    for (const [key, person] of people) {
      if (person.x !== before.get(key).x || person.y !== before.get(key).y) moved[key] = [person.x, person.y];
    }
    const now = this.lines();
    const added = now.filter((line) => !this.data.lines.some((one) => same(one, line))).map(ends);
    const removed = this.data.lines.filter((line) => !now.some((one) => same(one, line))).map(ends);
    this.done = [];
    this.send("changed", { moved, added, removed });
    this.tell("Sent …");
  }

  // ── the frame ───────────────────────────────────────────────────────────────────────────────────────────────────
  build() {
    this.root.replaceChildren();
    const box = html("div", { class: "editor" });
    this.bar = html("div", { class: "bar", role: "toolbar", "aria-label": "Map" });
    this.buttons = {
      apply: this.button("Save the map", () => this.apply(), "primary"),
      undo: this.button("Undo", () => this.undo()),
      drop: this.button("Discard", () => { this.done = []; this.draw(); this.tell(""); }),
      larger: this.button("+", () => this.zoom(0.8), "", "Larger"),
      smaller: this.button("−", () => this.zoom(1.25), "", "Smaller"),
      fit: this.button("Fit", () => this.fit()),
      remove: this.button("Remove line", () => this.removeChosen()),
    };
    this.said = html("span", { class: "said", role: "status" });
    this.bar.append(this.said);
    this.svg = svg("svg", { role: "application", tabindex: "-1" });
    this.help = html("p", { class: "help" });
    this.help.textContent =
      "Drag a person to move them; drag from the small circle to another person to draw a line; double-click to open " +
      "somebody; drag the background to look around. With the keyboard: Tab, arrows, L for a line, Enter to open, Delete for a line, Ctrl+Z to undo.";
    this.legend = html("div", { class: "legend" });
    box.append(this.bar, this.svg, this.legend, this.help);
    this.box = box;
    this.root.append(box);
    this.svg.addEventListener("pointerdown", (event) => this.background(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    box.addEventListener("keydown", (event) => this.keys(event));
  }

  button(text, act, look = "", label = "") {
    const made = html("button", { type: "button", class: look, ...(label ? { "aria-label": label } : {}) });
    made.textContent = text;
    made.addEventListener("click", act);
    this.bar.append(made);
    return made;
  }

  tell(text) {
    const count = this.done.length;
    const waiting = count ? `${count} change${count > 1 ? "s" : ""} not saved yet` : "";
    this.said.textContent = [text, waiting].filter(Boolean).join(" ");
    for (const name of ["apply", "undo", "drop"]) this.buttons[name].disabled = !count;
    this.buttons.remove.hidden = !this.chosenLine();
  }

  // ── where it is looked at from ──────────────────────────────────────────────────────────────────────────────────
  fit(legibly = false) {
    const spots = [...this.people().values()];
    const xs = spots.map((person) => person.x), ys = spots.map((person) => person.y);
    const left = Math.min(0, ...xs), right = Math.max(1, ...xs), top = Math.min(0, ...ys), bottom = Math.max(1, ...ys);
    this.view = {
      x: (left - 0.65) * CARD.width, y: (top - 0.45) * CARD.height,
      width: Math.max(5, right - left + 1.3) * CARD.width, height: (bottom - top + 1.2) * CARD.height,
    };
    this.view.x -= (this.view.width - (right - left + 1.3) * CARD.width) / 2;
    const wide = this.svg.clientWidth || 900;
    if (legibly && wide / this.view.width < LEGIBLE) this.showPart(wide / LEGIBLE);
    this.svg.style.height = `${Math.min(900, Math.max(300, (wide * this.view.height) / this.view.width))}px`;
    if (legibly) this.view.height = Math.min(this.view.height, (900 * this.view.width) / wide);
    this.look();
  }

  // A large map opens where it can be read, around its upper middle; the rest is a drag or “Fit” away.
  showPart(width) {
    this.view.x += (this.view.width - width) / 2;
    this.view.width = width;
  }

  look() {
    const { x, y, width, height } = this.view;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  }

  zoom(factor, at) {
    const middle = at ?? { x: this.view.x + this.view.width / 2, y: this.view.y + this.view.height / 2 };
    this.view = {
      x: middle.x - (middle.x - this.view.x) * factor, y: middle.y - (middle.y - this.view.y) * factor,
      width: this.view.width * factor, height: this.view.height * factor,
    };
    this.look();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.12 : 0.89, this.at(event));
  }

  at(event) {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(this.svg.getScreenCTM().inverse());
  }

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────────
  draw() {
    if (!this.data) return;
    const focused = this.box.getRootNode().activeElement?.dataset?.key;
    const people = this.people();
    const parts = [this.markers()];
    this.lines().forEach((line) => {
      const drawn = this.line(line, people);
      if (drawn) parts.push(drawn);
    });
    for (const person of people.values()) parts.push(this.person(person));
    this.svg.replaceChildren(...parts);
    if (focused) this.svg.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    this.tell("");
  }

  markers() {
    const defs = svg("defs");
    for (const [tie, look] of Object.entries(this.data.looks.ties)) {
      const marker = svg("marker", {
        id: `arrow-${tie.replace(/ /g, "-")}`, viewBox: "0 0 10 10", refX: 9, refY: 5,
        markerWidth: 11, markerHeight: 11, orient: "auto-start-reverse", markerUnits: "userSpaceOnUse",
      });
      marker.append(svg("path", { d: "M0,0 L10,5 L0,10 z", fill: look.colour }));
      defs.append(marker);
    }
    return defs;
  }

  line(line, people) {
    const from = people.get(line.start), to = people.get(line.end);
    if (!from || !to) return null;
    const look = this.data.looks.ties[line.tie];
    const group = svg("g", { class: "tie", tabindex: "0", role: "button" });
    group.dataset.key = JSON.stringify(ends(line));
    const said = `${from.name} ${NAMES[line.tie]} ${to.name}${line.doubt ? ` (${line.doubt})` : ""}`;
    group.setAttribute("aria-label", said);
    if (this.chosen === group.dataset.key) group.classList.add("chosen");
    const path = line.tie === "reports to" ? elbow(from, to) : bow(from, to, line.tie);
    const drawn = svg("path", { class: "line", d: path, stroke: look.colour, "stroke-width": line.width ?? look.width });
    if (look.dashed) drawn.setAttribute("stroke-dasharray", "9 5");
    else if (line.doubt) drawn.setAttribute("stroke-dasharray", "2 4");
    const arrow = `url(#arrow-${line.tie.replace(/ /g, "-")})`;
    if (look.at_end) drawn.setAttribute("marker-end", arrow);
    if (look.at_start) drawn.setAttribute("marker-start", arrow);
    const title = svg("title");
    title.textContent = said;
    group.append(title, drawn, svg("path", { class: "hit", d: path }));
    group.addEventListener("pointerdown", (event) => event.stopPropagation());
    group.addEventListener("click", () => this.choose(group.dataset.key));
    group.addEventListener("focus", () => { this.chosen = group.dataset.key; this.tell(""); });
    return group;
  }

  person(person) {
    const group = svg("g", {
      class: "person", tabindex: "0", role: "button", transform: `translate(${person.x * CARD.width} ${person.y * CARD.height})`,
    });
    group.dataset.key = person.key;
    group.setAttribute("aria-label", [person.name, person.title, ...person.hover.slice(2)].filter(Boolean).join(". "));
    if (this.chosen === person.key) group.classList.add("chosen");
    const title = svg("title");
    title.textContent = person.hover.filter(Boolean).join("\n");
    const body = svg("rect", { class: "body", x: -60, y: -RADIUS - 26, width: 120, height: 2 * RADIUS + 94, fill: "transparent" });
    group.append(title, body, ...this.figure(person), ...words(person), ...this.badges(person));
    const handle = svg("circle", { class: "handle", cx: RADIUS + 9, cy: -RADIUS + 2, r: 7 });
    const drawTitle = svg("title");
    drawTitle.textContent = "Drag to somebody to draw a line";
    handle.append(drawTitle);
    handle.addEventListener("pointerdown", (event) => this.startLine(event, person));
    group.append(handle);
    group.addEventListener("pointerdown", (event) => this.startMove(event, person));
    group.addEventListener("dblclick", () => this.open(person));
    return group;
  }

  figure(person) {
    const looks = this.data.looks;
    const outline = person.heavy ? looks.keyOutline : looks.outline;
    const shape = person.ours
      ? svg("rect", { x: -RADIUS, y: -RADIUS, width: 2 * RADIUS, height: 2 * RADIUS, rx: 8 })
      : svg("circle", { r: RADIUS });
    shape.setAttribute("class", "shape");
    shape.setAttribute("fill", person.fill);
    shape.setAttribute("stroke", "var(--st-text-color, #1f2937)");
    shape.setAttribute("stroke-width", outline);
    if (person.doubt) shape.setAttribute("stroke-dasharray", "4 3.5");
    if (person.doubt) shape.setAttribute("fill-opacity", "0.55");
    const sign = svg("text", { class: "name", y: 5, style: `fill:${person.ink}` });
    sign.textContent = person.sign;
    const parts = [svg("circle", { class: "focus", r: RADIUS + 9 }), shape, sign];
    if (person.ring) parts.push(svg("path", { d: arc(person.ring, RADIUS + 5), fill: "none", stroke: looks.ring, "stroke-width": 3.5 }));
    return parts;
  }

  badges(person) {
    const looks = this.data.looks, width = 24, room = person.badges.length * (width + 2);
    return person.badges.flatMap((letters, n) => {
      const x = -room / 2 + n * (width + 2) + 1;
      const text = svg("text", { x: x + width / 2, y: -RADIUS - 13, style: `fill:${looks.badgeInk};font-size:11px;font-weight:600` });
      text.textContent = letters;
      return [svg("rect", { x, y: -RADIUS - 25, width, height: 16, rx: 4, fill: looks.badge }), text];
    });
  }

  // ── what it means ───────────────────────────────────────────────────────────────────────────────────────────────
  explain() {
    this.legend.replaceChildren(...this.data.legend.map((section) => {
      const row = html("div", { class: "row" });
      const heading = html("b");
      heading.textContent = section.heading;
      row.append(heading, ...section.entries.map((entry) => this.entry(entry)));
      return row;
    }));
  }

  entry(entry) {
    const item = html("span", { class: "entry" });
    const sample = svg("svg", { viewBox: "-17 -17 34 34", width: 22, height: 22, "aria-hidden": "true" });
    if (entry.badge) {
      const { badge, badgeInk } = this.data.looks;
      const text = svg("text", { y: 4, "text-anchor": "middle", style: `fill:${badgeInk};font-size:12px;font-weight:600` });
      text.textContent = entry.badge;
      sample.append(svg("rect", { x: -14, y: -9, width: 28, height: 18, rx: 4, fill: badge }), text);
    } else if (entry.line) {
      const look = this.data.looks.ties[entry.line.tie];
      const dashes = look.dashed ? "6 4" : entry.line.doubt ? "2 4" : "";
      sample.append(svg("path", { d: "M-16,0 H16", stroke: look.colour, "stroke-width": entry.line.width + 0.6, "stroke-dasharray": dashes }));
      if (look.at_end) sample.append(svg("path", { d: "M16,0 l-8,-5 v10 z", fill: look.colour }));
      if (look.at_start) sample.append(svg("path", { d: "M-16,0 l8,-5 v10 z", fill: look.colour }));
    } else {
      const drawn = svg("g", { transform: "scale(0.62)", class: "person" });
      drawn.append(...this.figure(entry.person));
      sample.append(drawn);
    }
    const words = html("span");
    words.textContent = entry.words;
    item.append(sample, words);
    return item;
  }

  // ── dragging ────────────────────────────────────────────────────────────────────────────────────────────────────
  drag(event, moves, ends) {
    event.preventDefault();
    event.stopPropagation();
    this.svg.classList.add("dragging");
    const move = (each) => moves(this.at(each), each);
    const stop = (each) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
      this.svg.classList.remove("dragging");
      ends(this.at(each), each);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
  }

  startMove(event, person) {
    if (event.button) return;
    const start = this.at(event), group = event.currentTarget;
    group.focus({ preventScroll: true });
    this.choose(person.key, false);
    const spot = (point) => ({
      x: snap(person.x + (point.x - start.x) / CARD.width), y: snap(person.y + (point.y - start.y) / CARD.height),
    });
    this.drag(event, (point) => {
      const { x, y } = spot(point);
      group.setAttribute("transform", `translate(${x * CARD.width} ${y * CARD.height})`);
    }, (point) => {
      const { x, y } = spot(point);
      if (x !== person.x || y !== person.y) this.does({ kind: "move", key: person.key, x, y });
    });
  }

  startLine(event, person) {
    const path = svg("path", { class: "drawing" });
    this.svg.append(path);
    const from = { x: person.x * CARD.width, y: person.y * CARD.height };
    this.drag(event, (point) => {
      path.setAttribute("d", `M${from.x},${from.y} L${point.x},${point.y}`);
      this.mark(this.nearest(point, person.key));
    }, (point, last) => {
      path.remove();
      this.mark(null);
      const other = this.nearest(point, person.key);
      if (other) this.ask(person, other, last);
    });
  }

  nearest(point, except) {
    const reach = CARD.width * 0.4;
    let best = null, least = reach;
    for (const person of this.people().values()) {
      const away = Math.hypot(person.x * CARD.width - point.x, person.y * CARD.height + 12 - point.y);
      if (person.key !== except && away < least) [best, least] = [person, away];
    }
    return best;
  }

  mark(person) {
    for (const group of this.svg.querySelectorAll(".person")) {
      group.classList.toggle("target", group.dataset.key === person?.key);
    }
  }

  // A finger scrolls the page up and down and looks around the map sideways.
  background(event) {
    if (event.button) return;
    const view = { ...this.view }, finger = event.pointerType === "touch";
    this.choose(null, false);
    if (!finger) event.preventDefault();
    const move = (each) => {
      const scale = view.width / this.svg.clientWidth;
      const y = finger ? view.y : view.y - (each.clientY - event.clientY) * scale;
      this.view = { ...view, x: view.x - (each.clientX - event.clientX) * scale, y };
      this.look();
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
  }

  // ── choosing what a line says ───────────────────────────────────────────────────────────────────────────────────
  ask(from, to, event) {
    this.root.querySelector(".ask")?.remove();
    const kinds = choices(from, to);
    if (!kinds.length) return this.tell("Lines run among them, or from one of us to one of them.");
    const menu = html("div", { class: "ask", role: "menu" });
    const head = html("b");
    head.textContent = `${from.name} … ${to.name}`;
    menu.append(head);
    for (const [text, line] of kinds) {
      const item = html("button", { type: "button", role: "menuitem" });
      item.textContent = text;
      item.addEventListener("click", () => {
        menu.remove();
        if (!this.lines().some((one) => same(one, line))) this.does({ kind: "add", line });
      });
      menu.append(item);
    }
    const frame = this.box.getBoundingClientRect();
    const x = event?.clientX ? event.clientX - frame.left : frame.width / 2, y = event?.clientY ? event.clientY - frame.top : 90;
    menu.style.left = `${Math.max(4, Math.min(x, frame.width - 190))}px`;
    menu.style.top = `${Math.max(44, y - 20)}px`;
    menu.addEventListener("keydown", (each) => { if (each.key === "Escape") menu.remove(); });
    this.box.append(menu);
    menu.querySelector("button").focus();
    return undefined;
  }

  choose(key, redraw = true) {
    this.chosen = key;
    if (redraw) this.draw();
    else for (const one of this.svg.querySelectorAll(".chosen")) one.classList.remove("chosen");
    this.tell("");
  }

  chosenLine() {
    return this.data && this.lines().find((line) => JSON.stringify(ends(line)) === this.chosen);
  }

  removeChosen() {
    const line = this.chosenLine();
    if (!line) return;
    this.chosen = null;
    this.does({ kind: "remove", line });
  }

  open(person) {
    if (!person.ours) this.send("open", { id: person.key, at: Date.now() });
  }

  keys(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      return this.undo();
    }
    const key = event.target.dataset?.key;
    const person = this.people().get(key);
    const step = { ArrowLeft: [-GRID, 0], ArrowRight: [GRID, 0], ArrowUp: [0, -GRID], ArrowDown: [0, GRID] }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") {
      if (this.chosenLine()) { event.preventDefault(); this.removeChosen(); }
    } else if (event.key === "Escape") {
      this.lineFrom = null;
      this.tell("");
    } else if (person && step) {
      event.preventDefault();
      this.does({ kind: "move", key, x: snap(person.x + step[0]), y: snap(person.y + step[1]), joined: true });
    } else if (person && event.key.toLowerCase() === "l") {
      this.lineFrom = person;
      this.tell(`A line from ${person.name}: go to somebody with Tab and press Enter.`);
    } else if (person && event.key === "Enter") {
      event.preventDefault();
      const from = this.lineFrom;
      this.lineFrom = null;
      if (from && from.key !== key) this.ask(from, person, null);
      else this.open(person);
    }
    return undefined;
  }
}

// ── small things ──────────────────────────────────────────────────────────────────────────────────────────────────────
const snap = (value) => Math.round(value / GRID) * GRID;
const ends = (line) => [line.start, line.end, line.tie];
const same = (one, other) => one.start === other.start && one.end === other.end && one.tie === other.tie;

function choices(from, to) {
  const line = (start, end, tie) => ({ start: start.key, end: end.key, tie, doubt: "" });
  if (from.ours && to.ours) return [];
  if (from.ours || to.ours) {
    const [us, them] = from.ours ? [from, to] : [to, from];
    return [[`${us.name} knows ${them.name}`, line(us, them, "knows")]];
  }
  return [
    ["influences", line(from, to, "influences")],
    ["conflicts with", line(from, to, "conflicts with")],
    ["reports to", line(from, to, "reports to")],
  ];
}

function spot(person) {
  return { x: person.x * CARD.width, y: person.y * CARD.height };
}

function elbow(from, to) {
  const low = spot(from), high = spot(to);
  const start = low.y - RADIUS - (from.badges.length ? 28 : 6), end = high.y + RADIUS + 40;
  if (start <= end) return bow(from, to, "reports to");
  const under = end + Math.min(12, (start - end) / 2);
  if (low.y - high.y < 1.5 * CARD.height) return `M${low.x},${start} V${under} H${high.x} V${end}`;
  // Past the rows between: up beside the card above, not through it.
  const beside = low.x - CARD.width / 2;
  return `M${low.x},${start} v-8 H${beside} V${under} H${high.x} V${end}`;
}

function bow(from, to, tie) {
  const a = spot(from), b = spot(to);
  const dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
  const bend = tie === "knows" ? 0 : Math.min(60, length * 0.18) * (tie === "conflicts with" ? -1 : 1);
  const control = { x: (a.x + b.x) / 2 - (dy / length) * bend, y: (a.y + b.y) / 2 + (dx / length) * bend };
  const start = towards(a, control, RADIUS + 8), end = towards(b, control, RADIUS + 9);
  return `M${start.x},${start.y} Q${control.x},${control.y} ${end.x},${end.y}`;
}

function towards(from, to, by) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}

function arc(share, radius) {
  if (share >= 1) return `M0,${-radius} A${radius},${radius} 0 1 1 -0.01,${-radius} Z`;
  const angle = 2 * Math.PI * share - Math.PI / 2;
  return `M0,${-radius} A${radius},${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${radius * Math.cos(angle)},${radius * Math.sin(angle)}`;
}

function words(person) {
  const name = wrapped(person.name, 15), title = wrapped(person.title, 18);
  return [...name.map((text) => ["name", text]), ...title.map((text) => ["title", text])].map(([kind, text], n) => {
    const made = svg("text", { class: `${kind} halo`, y: RADIUS + 18 + n * 15 });
    made.textContent = text;
    return made;
  });
}

function wrapped(text, most) {
  const lines = [""];
  for (const word of text.trim().split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= most || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, 2).map((line) => (line.length > most + 3 ? `${line.slice(0, most)}…` : line));
  if (lines.length > 2) shown[1] = `${shown[1].slice(0, most - 1)}…`;
  return shown.filter(Boolean);
}

function svg(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function html(name, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
