// The relationship map to edit. Python sends people, lines and looks; what was done goes back in one message when it is
// saved, never while somebody drags. The other files of this folder come before this one in the same module.

const GRID = 0.25;
const FARTHEST = 1000;
const ARCH = 2.4; // of the size of names
const CARD = { crowded: 70, narrow: 78, widest: 126, lowest: 128, smallestText: 9.5, largestText: 12, ems: 9.2, text: 0.94 };
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const DRAWN_ORDER = ["reports to", "knows", "influences", "conflicts with"];
const HELP =
  "Drag people to move them. Drag from the small circle above somebody to somebody else to draw a line. Double-click " +
  "opens a person, a click chooses a line. Drag the background to look around; Ctrl and the wheel zoom.";
const TOUCH_HELP =
  "Tap somebody, then drag them; the small circle above them draws a line to somebody else. Two fingers zoom and move " +
  "the map, one finger scrolls the page.";
const KEYS_HELP =
  "Keyboard: Tab goes through people, then lines. Arrows move a person. L begins a line, arrows or Tab lead to whom, " +
  "Enter ends it. Enter opens a person, Delete removes a line, Ctrl+Z undoes, Esc cancels.";

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
    this.pending = new Pending();
    this.chosen = "";
    this.drawn = new Map();
    this.build();
  }

  // ── what Python sent ────────────────────────────────────────────────────────────────────────────────────────────
  show(component) {
    this.send = component.setTriggerValue;
    if (this.drag) this.late = component;
    else this.take(component.data);
  }

  take(data) {
    if (data.heard !== this.heard) this.answered();
    this.heard = data.heard;
    const version = JSON.stringify({ ...data, heard: 0 });
    if (version === this.version) return;
    const first = !this.version, waiting = this.pending.count;
    [this.version, this.data] = [version, data];
    const dropped = this.pending.follow(data);
    this.legend.replaceChildren(...data.legend.map((section) => this.section(section)));
    this.svg.setAttribute("aria-label", data.alt);
    this.layOut(first);
    this.draw();
    this.tell(first ? "" : this.news(waiting, dropped));
  }

  // What became of the changes now that the map is another one.
  news(waiting, dropped) {
    const saved = this.sent && !this.pending.count && !dropped;
    if (!this.pending.count) this.sent = false;
    if (saved) return "Saved.";
    if (!waiting) return "";
    const gone = dropped ? ` ${dropped} no longer made sense and went.` : "";
    return this.sent ? "" : `The map changed meanwhile; your changes are kept.${gone}`;
  }

  // The page ran and may yet run again with what it saved: only when nothing comes of it was nothing saved.
  answered() {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      if (!this.sent) return;
      this.sent = false;
      this.tell("Not saved; nothing of it is lost.");
    }, 2500);
  }

  save() {
    const { moved, added, removed } = this.pending.changes();
    this.sent = true;
    this.send("changed", {
      moved: Object.fromEntries(moved.map(({ key, x, y }) => [key, [x, y]])),
      added: added.map(ends),
      removed: removed.map(ends),
    });
    this.tell("");
  }

  does(step) {
    this.pending.add(step);
    this.sent = false;
    this.draw();
    this.tell("");
  }

  undo() {
    this.pending.steps.pop();
    this.draw();
    this.tell("");
  }

  discard() {
    this.pending.steps = [];
    this.draw();
    this.tell("");
  }

  // ── the frame ───────────────────────────────────────────────────────────────────────────────────────────────────
  build() {
    this.box = html("div", { class: "editor" });
    this.bar = html("div", { class: "bar", role: "toolbar", "aria-label": "Map" });
    this.more = html("div", { class: "more" });
    this.buttons = {
      save: this.button("Save the map", () => this.save(), "primary"),
      undo: this.button("Undo", () => this.undo()),
      discard: this.button("Discard", () => this.discard()),
      larger: this.button("+", () => this.view.zoom(0.8), "sign", "Larger"),
      smaller: this.button("−", () => this.view.zoom(1.25), "sign", "Smaller"),
      fit: this.button("Fit", () => this.view.fit(this.bounds()), "", "Show the whole map"),
      open: this.button("Open", () => this.open(this.chosen)),
      line: this.button("Draw a line", () => this.beginLine(this.chosen)),
      remove: this.button("Remove line", () => this.remove()),
    };
    this.said = html("span", { class: "said", role: "status" });
    this.more.append(this.buttons.open, this.buttons.line, this.buttons.remove, this.said);
    this.bar.append(this.more);
    const touch = window.matchMedia("(hover: none)").matches;
    const help = html("p", { class: "help", id: "help" }, touch ? TOUCH_HELP : `${HELP} ${KEYS_HELP}`);
    this.svg = svg("svg", { role: "application", tabindex: "-1", "aria-describedby": "help", "aria-roledescription": "map" });
    this.view = new View(this.svg);
    this.legend = html("div", { class: "legend" });
    this.box.append(this.bar, this.svg, this.legend, help);
    this.root.replaceChildren(this.box);
    this.listen();
  }

  listen() {
    const still = { passive: false };
    this.svg.addEventListener("pointerdown", (event) => this.press(event));
    this.svg.addEventListener("click", (event) => this.click(event));
    this.svg.addEventListener("dblclick", (event) => this.open(this.keyAt(event)));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), still);
    for (const name of ["touchstart", "touchmove"]) this.svg.addEventListener(name, (event) => this.pinch(event), still);
    this.svg.addEventListener("touchend", () => { this.pinched = null; });
    this.svg.addEventListener("focusin", (event) => this.focused(event));
    this.box.addEventListener("keydown", (event) => this.keys(event));
    this.box.addEventListener("pointerdown", (event) => { if (!event.target.closest(".ask")) this.closeMenu(); });
    new ResizeObserver(() => this.resized()).observe(this.svg);
    document.fonts?.ready.then(() => { if (this.data) { this.layOut(false); this.draw(); } });
    window.addEventListener("beforeunload", (event) => {
      if (this.root.isConnected && this.pending.count) event.preventDefault();
    });
  }

  button(text, act, look = "", label = "") {
    const made = html("button", { type: "button", class: look, ...(label ? { "aria-label": label, title: label } : {}) }, text);
    made.addEventListener("click", act);
    this.bar.append(made);
    return made;
  }

  section({ heading, entries }) {
    const row = html("div", { class: "row" }), samples = html("div", { class: "samples" });
    samples.append(...entries.map((entry) => explained(entry, this.data.looks)));
    row.append(html("b", {}, heading), samples);
    return row;
  }

  // What is chosen, what can be done, what waits to be saved.
  tell(text) {
    const count = this.pending.count;
    const waiting = !count ? "" : this.sent ? "Saving …" : `${count} change${count > 1 ? "s" : ""} not saved yet`;
    const line = this.lineOf(this.chosen), person = this.personOf(this.chosen);
    this.said.textContent = [text, line && !text ? this.saying(line) : "", waiting].filter(Boolean).join(" ");
    const { save, undo, discard, open, remove } = this.buttons;
    save.disabled = !count || this.sent;
    undo.disabled = !this.pending.steps.length || this.sent;
    discard.disabled = !this.pending.steps.length || this.sent;
    remove.hidden = !line;
    this.buttons.line.hidden = !person;
    open.hidden = !person || person.ours;
  }

  // ── where everything stands ─────────────────────────────────────────────────────────────────────────────────────
  get size() { return this.card.text; }

  // Cards as the other drawings have them: smaller where many stand side by side, never too small to be read.
  layOut(anew) {
    this.view.room = this.svg.clientWidth || 900;
    const xs = this.data.people.map((person) => person.x), columns = Math.max(...xs, 0) - Math.min(...xs, 0) + 1;
    const each = this.view.room / columns, width = each < CARD.crowded ? CARD.narrow : Math.min(CARD.widest, each);
    const text = Math.max(CARD.smallestText, Math.min(CARD.largestText, width / CARD.ems));
    this.card = { width, text, height: 0 };
    this.texts = new Map(this.data.people.map((person) => [person.key, this.lettered(person)]));
    const { above, reach, textGap, below } = this.data.looks;
    const tallest = Math.max(0, ...[...this.texts.values()].map((texts) => textHeight(texts, this.data.looks, text)));
    this.card.height = Math.max(CARD.lowest * (text / CARD.largestText), (above + 2 * reach + 2 * textGap + below) * text + tallest);
    this.svg.dataset.card = JSON.stringify(this.card);
    const all = this.bounds();
    if (anew || (!this.view.chosen && !this.view.holds(all))) this.view.open(all, this.head() * width, this.data.height);
  }

  lettered(person) {
    const room = this.card.width * CARD.text, size = this.size;
    const measure = (weight, points) => (text) => measured(text, weight, points, this.svg);
    return {
      name: broken(person.name, room, measure(600, size)),
      title: broken(person.title, room, measure(400, size * this.data.looks.title)),
    };
  }

  // Across, around whom a map that is too wide opens: a key player of the upper row.
  head() {
    const top = Math.min(...this.data.people.map((person) => person.y));
    const heads = this.data.people.filter((person) => person.y === top);
    return (heads.find((person) => person.heavy) ?? heads[Math.floor(heads.length / 2)])?.x ?? 0;
  }

  resized() {
    const room = this.svg.clientWidth;
    if (!this.data || !room || room === this.view.room) return;
    if (this.view.chosen) this.view.widen(room);
    else {
      this.layOut(true);
      this.draw();
    }
  }

  spot(person) {
    const { reach, textGap } = this.data.looks, size = this.size;
    const x = person.x * this.card.width, waist = person.y * this.card.height, wide = reach * size;
    const text = textHeight(this.texts.get(person.key), this.data.looks, size) + 2 * textGap * size;
    return { x, waist, left: x - wide, right: x + wide, top: waist - wide, bottom: waist + wide + text };
  }

  bounds() {
    const spots = [...this.pending.people().values()].map((person) => this.spot(person));
    if (!spots.length) return { x: 0, y: 0, width: this.view.room, height: 200 };
    // Lines arch over those in the first row, by up to so much.
    const half = this.card.width / 2, air = Math.max(this.data.looks.above, ARCH) * this.size;
    const least = (name) => Math.min(...spots.map((one) => one[name])), most = (name) => Math.max(...spots.map((one) => one[name]));
    const x = least("x") - half, y = least("top") - air;
    return { x, y, width: most("x") + half - x, height: most("bottom") + air / 2 - y };
  }

  // The plain wheel scrolls the page.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.view.zoom(event.deltaY > 0 ? 1.12 : 0.89, this.view.at(event));
  }

  // Two fingers zoom and move the map; one finger scrolls the page, except on somebody who is chosen.
  pinch(event) {
    if (event.touches.length !== 2) {
      if (event.target.closest(".person.chosen") && event.cancelable) event.preventDefault();
      return;
    }
    if (event.cancelable) event.preventDefault();
    const [one, two] = event.touches, apart = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
    const now = { clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2, apart };
    if (this.pinched) {
      this.view.pan(now.clientX - this.pinched.clientX, now.clientY - this.pinched.clientY);
      this.view.zoom(this.pinched.apart / apart, this.view.at(now));
    }
    this.pinched = now;
  }

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────────
  draw() {
    const held = this.box.getRootNode().activeElement?.dataset?.key;
    const looks = this.data.looks, lines = this.pending.lines();
    if (!this.lineOf(this.chosen) && !this.personOf(this.chosen)) this.chosen = "";
    this.drawn.clear();
    this.lines = lines.slice().sort((a, b) => DRAWN_ORDER.indexOf(a.tie) - DRAWN_ORDER.indexOf(b.tie));
    this.people = this.pending.people();
    const drawn = [...this.lines.map((line) => this.tie(line)), ...[...this.people.values()].map((one) => this.person(one))];
    for (const one of drawn) this.drawn.set(one.dataset.key, one);
    this.svg.replaceChildren(markers(looks, this.size), ...drawn);
    if (this.people.has(this.chosen)) this.svg.append(this.drawn.get(this.chosen));
    this.place();
    this.mark();
    if (held && this.drawn.has(held)) this.drawn.get(held).focus({ preventScroll: true });
  }

  // People where they are now, and the lines between them.
  place() {
    const people = [...this.people.values()], spots = new Map(people.map((one) => [one.key, this.spot(one)]));
    for (const { key, x, y } of people) {
      this.drawn.get(key).setAttribute("transform", `translate(${x * this.card.width} ${y * this.card.height})`);
    }
    const paths = routes(this.lines, spots, this.card);
    this.lines.forEach((line, n) => {
      for (const path of this.drawn.get(keyOf(line)).querySelectorAll("path")) path.setAttribute("d", paths[n]);
    });
  }

  tie(line) {
    const group = svg("g", { class: "tie", tabindex: "-1", role: "button", "aria-label": this.saying(line) });
    group.dataset.key = keyOf(line);
    group.append(svg("title", {}, this.saying(line)), stroke(line, this.data.looks, this.size), svg("path", { class: "hit" }));
    return group;
  }

  saying({ start, end, tie, doubt }) {
    const people = this.pending.people();
    return `${people.get(start).name} ${tie} ${people.get(end).name}${doubt ? ` (${doubt})` : ""}.`;
  }

  person(person) {
    const looks = this.data.looks, size = this.size, texts = this.texts.get(person.key);
    const label = [person.name, person.title, ...person.hover].filter(Boolean);
    const group = svg("g", { class: "person", tabindex: "-1", role: "button", "aria-label": label.join(". ") });
    group.dataset.key = person.key;
    const reach = looks.reach * size, high = textHeight(texts, looks, size);
    const body = svg("rect", { class: "body", x: -reach, y: -reach - 10, width: 2 * reach, height: 2 * reach + 10 + high, rx: size });
    const focus = svg("rect", { class: "focus", x: -reach - 2, y: -reach - 2, width: 2 * reach + 4, height: 2 * reach + 4, rx: size });
    const parts = [...named(texts, looks, size), ...figure(person, looks, size), ...badges(person, looks, size)];
    group.append(svg("title", {}, label.join("\n")), body, focus, ...parts, this.handle(reach));
    return group;
  }

  handle(reach) {
    const group = svg("g", { class: "draw", transform: `translate(0 ${-reach - 5})` });
    group.append(
      svg("title", {}, "Drag to somebody to draw a line"),
      svg("circle", { class: "around", r: 15 }),
      svg("circle", { class: "handle", r: 7 }),
    );
    return group;
  }

  // What is chosen, and who a line would go to.
  mark(target = "") {
    const first = this.order()[0];
    for (const [key, one] of this.drawn) {
      one.classList.toggle("chosen", key === this.chosen);
      one.classList.toggle("target", key === target);
      one.setAttribute("tabindex", key === (this.drawn.has(this.held) ? this.held : first) ? "0" : "-1");
    }
    this.svg.classList.toggle("drawing", Boolean(this.lineFrom));
  }

  personOf(key) { return this.pending.people().get(key); }

  lineOf(key) { return this.pending.lines().find((line) => keyOf(line) === key); }

  keyAt(event) { return event.target.closest(".person, .tie")?.dataset.key ?? ""; }

  choose(key) {
    this.chosen = key;
    this.mark();
    this.tell("");
  }

  // ── pointers ────────────────────────────────────────────────────────────────────────────────────────────────────
  press(event) {
    this.panned = false;
    if (event.button || this.drag || event.target.closest(".tie")) return;
    const key = this.keyAt(event), person = this.personOf(key), touch = event.pointerType === "touch";
    if (this.lineFrom && person) return;
    if (!person || (touch && key !== this.chosen)) this.pull(event, touch);
    else if (event.target.closest(".draw")) this.pullLine(event, person);
    else this.move(event, person);
  }

  click(event) {
    const key = this.keyAt(event), person = this.personOf(key);
    if (this.lineFrom && person) this.endLine(person);
    else if (!this.panned) this.choose(key);
    this.panned = false;
  }

  // From a press to its end; `Esc` or the browser may call it off.
  follow(event, { moved, done, undone = () => {} }) {
    const heard = new AbortController(), only = (act) => (each) => { if (each.pointerId === event.pointerId) act(each); };
    const stop = (act) => (each) => {
      heard.abort();
      this.drag = null;
      this.svg.classList.remove("dragging");
      act(each);
      if (this.late) { const { data } = this.late; this.late = null; this.take(data); }
    };
    this.drag = { cancel: stop(undone) };
    this.svg.classList.add("dragging");
    const options = { signal: heard.signal };
    window.addEventListener("pointermove", only(moved), options);
    window.addEventListener("pointerup", only(stop(done)), options);
    window.addEventListener("pointercancel", only(stop(undone)), options);
  }

  move(event, person) {
    event.preventDefault();
    const group = this.drawn.get(person.key);
    if (this.svg.lastChild !== group) this.svg.append(group);
    group.focus({ preventScroll: true });
    this.choose(person.key);
    // Nobody is dropped where they cannot be seen.
    const begin = this.view.at(event), from = { x: person.x, y: person.y };
    const spotAt = (each) => {
      const point = this.view.within(each, this.size);
      const near = Math.hypot(each.clientX - event.clientX, each.clientY - event.clientY) < 4;
      return near ? from : {
        x: snap(from.x + (point.x - begin.x) / this.card.width), y: snap(from.y + (point.y - begin.y) / this.card.height),
      };
    };
    const put = (spot) => { Object.assign(this.people.get(person.key), spot); this.place(); };
    this.follow(event, {
      moved: (each) => put(spotAt(each)),
      done: (each) => {
        const spot = spotAt(each);
        if (!near(spot, from)) this.does({ kind: "move", key: person.key, ...spot });
      },
      undone: () => put(from),
    });
  }

  pullLine(event, person) {
    event.preventDefault();
    this.choose(person.key);
    const path = svg("path", { class: "ghost" }), { x, waist } = this.spot(person);
    this.svg.append(path);
    const undone = () => { path.remove(); this.mark(); };
    this.follow(event, {
      moved: (each) => {
        const point = this.view.at(each);
        path.setAttribute("d", straight([x, waist], [point.x, point.y]));
        this.mark(this.nearest(point, person.key)?.key);
      },
      done: (each) => {
        undone();
        const other = this.nearest(this.view.at(each), person.key);
        if (other) this.ask(person, other);
      },
      undone,
    });
  }

  nearest(point, except) {
    const { width, height } = this.card;
    const away = (one) => Math.hypot((one.x * width - point.x) / width, (one.y * height + height * 0.15 - point.y) / height);
    const others = [...this.people.values()].filter((one) => one.key !== except && away(one) < 0.5);
    return others.sort((one, other) => away(one) - away(other))[0];
  }

  // The background is dragged; a finger looks around sideways only, up and down it scrolls the page.
  pull(event, touch) {
    let last = event;
    if (!touch) event.preventDefault();
    this.follow(event, {
      moved: (each) => {
        if (Math.hypot(each.clientX - event.clientX, each.clientY - event.clientY) > 4) this.panned = true;
        if (!this.pinched) this.view.pan(each.clientX - last.clientX, touch ? 0 : each.clientY - last.clientY);
        last = each;
      },
      done: () => {},
    });
  }

  // ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────
  beginLine(key) {
    this.lineFrom = this.personOf(key);
    this.mark();
    this.drawn.get(key)?.focus({ preventScroll: true });
    if (this.lineFrom) this.tell(`A line from ${this.lineFrom.name}: choose to whom. Esc cancels.`);
  }

  endLine(person) {
    const from = this.lineFrom;
    this.lineFrom = null;
    this.mark();
    this.tell("");
    if (from && from.key !== person.key) this.ask(from, person);
  }

  // What the line says.
  ask(from, to) {
    this.closeMenu();
    const kinds = choices(from, to, this.pending.lines());
    if (!kinds.length) return this.tell("Lines run among them, or from one of us to one of them.");
    const menu = html("div", { class: "ask", role: "menu", "aria-label": `${from.name} … ${to.name}` });
    menu.append(html("b", {}, from.ours || to.ours ? "Draw" : `${from.name} … ${to.name}`));
    for (const [text, line, there] of kinds) {
      const item = html("button", { type: "button", role: "menuitem" }, text);
      item.disabled = there;
      if (there) item.title = "This line is there.";
      item.addEventListener("click", () => {
        this.closeMenu();
        this.does({ kind: "add", line });
        this.drawn.get(to.key)?.focus({ preventScroll: true });
      });
      menu.append(item);
    }
    menu.addEventListener("keydown", (event) => this.menuKeys(event, menu, to.key));
    this.box.append(menu);
    this.putBeside(menu, to);
    (menu.querySelector("button:enabled") ?? menu).focus();
    return undefined;
  }

  putBeside(menu, person) {
    const { x, waist } = this.spot(person), frame = this.box.getBoundingClientRect();
    const point = new DOMPoint(x, waist).matrixTransform(this.svg.getScreenCTM());
    const left = Math.max(4, Math.min(point.x - frame.left + 12, frame.width - menu.offsetWidth - 4));
    const top = Math.max(4, Math.min(point.y - frame.top + 12, frame.height - menu.offsetHeight - 4));
    Object.assign(menu.style, { left: `${left}px`, top: `${top}px` });
  }

  menuKeys(event, menu, back) {
    const items = [...menu.querySelectorAll("button:enabled")], at = items.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    event.stopPropagation();
    if (step) items.at((at + step) % items.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      this.closeMenu();
      this.drawn.get(back)?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  }

  closeMenu() { this.box.querySelector(".ask")?.remove(); }

  remove() {
    const line = this.lineOf(this.chosen);
    if (!line) return;
    const held = line.start;
    this.chosen = "";
    this.does({ kind: "remove", line });
    this.drawn.get(held)?.focus({ preventScroll: true });
  }

  open(key) {
    const person = this.personOf(key);
    if (person && !person.ours) this.send("open", { id: person.key });
  }

  // ── the keyboard ────────────────────────────────────────────────────────────────────────────────────────────────
  // People row by row, then lines: the way that Tab goes.
  order() {
    const people = [...this.people.values()].sort((a, b) => a.y - b.y || a.x - b.x).map((person) => person.key);
    return this.lineFrom ? people : [...people, ...this.lines.map(keyOf)];
  }

  focused(event) {
    const key = this.keyAt(event);
    if (!key) return;
    this.held = key;
    if (!this.lineFrom) this.chosen = key;
    this.mark(this.lineFrom && key !== this.lineFrom.key ? key : "");
    this.reveal(key);
    if (!this.lineFrom) this.tell("");
  }

  // Whoever the keyboard reaches comes into sight.
  reveal(key) {
    const person = this.people.get(key);
    if (!person || this.drag) return;
    const { x, waist } = this.spot(person);
    this.view.reveal(x, waist, this.card.width, this.card.height);
  }

  keys(event) {
    const key = this.keyAt(event), person = this.personOf(key);
    if (this.key(event, key, person)) event.preventDefault();
  }

  // Whether it was ours.
  key(event, key, person) {
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key, inMap = this.svg.contains(event.target);
    if (event.ctrlKey || event.metaKey) return name === "z" && !this.buttons.undo.disabled && (this.undo(), true);
    if (name === "Escape") return this.escape();
    if (!inMap) return false;
    if (name === "Tab") return this.tab(key, event.shiftKey ? -1 : 1);
    if (name === "Delete" || name === "Backspace") return this.remove(), true;
    if (person && STEPS[name]) return this.arrow(person, STEPS[name]), true;
    if (person && name === "l") return this.beginLine(key), true;
    if (person && name === "Enter") return this.lineFrom ? this.endLine(person) : this.open(key), true;
    return false;
  }

  escape() {
    const busy = this.drag || this.lineFrom || this.box.querySelector(".ask");
    this.drag?.cancel();
    this.lineFrom = null;
    this.closeMenu();
    if (this.data) this.choose("");
    return Boolean(busy);
  }

  tab(key, step) {
    const order = this.order(), next = order[order.indexOf(key) + step];
    if (!key || !next) return false;
    this.drawn.get(next).focus({ preventScroll: true });
    return true;
  }

  // A person goes a quarter of a card; while a line is drawn, the next person in that direction is chosen.
  arrow(person, [across, down]) {
    if (!this.lineFrom) {
      const spot = { x: snap(person.x + across * GRID), y: snap(person.y + down * GRID) };
      this.does({ kind: "move", key: person.key, ...spot, joined: true });
      return this.reveal(person.key);
    }
    const ahead = (one) => (one.x - person.x) * across + (one.y - person.y) * down;
    const aside = (one) => Math.abs((one.x - person.x) * down) + Math.abs((one.y - person.y) * across);
    const others = [...this.people.values()].filter((one) => ahead(one) > 0.1);
    const next = others.sort((a, b) => ahead(a) + 2 * aside(a) - ahead(b) - 2 * aside(b))[0];
    return next && this.drawn.get(next.key).focus({ preventScroll: true });
  }
}

// ── small things ──────────────────────────────────────────────────────────────────────────────────────────────────────
const keyOf = (line) => JSON.stringify(ends(line));
const snap = (value) => Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(value / GRID) * GRID));
const pen = document.createElement("canvas").getContext("2d");

function measured(text, weight, size, element) {
  pen.font = `${weight} ${size}px ${getComputedStyle(element).fontFamily}`;
  return pen.measureText(text).width;
}
