// The remote control: keys of a keyboard or presenter, swipes, the bar at the foot of the screen, and the note that is
// written while people talk. What was done goes to Python in one message; words stay here (outbox.js, which is put before
// this file) until Python says they are saved.

const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const KINDS = { d: "decision", p: "commitment", q: "question" };
const KIND_NAMES = { decision: "Decision", commitment: "Commitment", question: "Question" };
const OUTCOMES = { taken: "Taken", declined: "Not taken", "put off": "Postponed" };
const NEW = "A new decision", LONG = 60;
const BAR = 62, PHONE = 640, SMALLEST = 0.55, PATIENCE = 4000, SOON = 500, GONE = 15;
const UNEVEN = 4, REDRAWN = 250, EVENED = 4; // pixels, how long a chart takes, and how often it is asked to
const remotes = new WeakMap();
let last, address; // the remote that this window has now, and the link that opened it

export default function (component) {
  const root = component.parentElement.querySelector(".remote") ?? component.parentElement;
  let remote = remotes.get(root);
  if (!remote) {
    remote = new Remote(root);
    remotes.set(root, remote);
  }
  remote.take(component);
  return () => remote.leaveSoon();
}

class Remote {
  constructor(root) {
    this.root = root;
    this.wait = FIRST_WAIT;
    this.sent = 0;
    this.build();
    this.listen();
  }

  take(component) {
    clearTimeout(this.leaving);
    last = this;
    [this.path, this.gone] = [location.pathname, 0];
    if (this.stopped) this.listen();
    this.send = (said) => component.setTriggerValue("said", said);
    this.data = component.data;
    this.offer();
    if (this.outbox?.name !== this.data.outbox) {
      this.outbox = new Outbox(this.data.outbox);
      this.write(this.outbox.draft());
    }
    if (!this.data.fresh) remember(this.data.room, this.data.slide, this.data.started);
    if (this.data.slide !== this.turnedTo) this.turn();
    if (this.data.slide === this.target || Date.now() - this.asked > PATIENCE) this.target = undefined;
    document.documentElement.classList.toggle("presenting", this.data.full);
    this.place.textContent = `${this.data.slide + 1} of ${this.data.count}`;
    this.note.classList.toggle("hidden", !this.data.notes);
    this.back.hidden = !this.data.opened;
    this.whole.hidden = !this.data.full;
    this.leave.hidden = !this.data.full;
    this.owners.replaceChildren(...this.data.people.map((name) => element("option", { value: name })));
    this.answered();
    this.tick();
    this.measure();
    if (this.before() && Date.now() - this.sent > SOON) this.tell();
    this.watch();
    this.stay();
  }

  // A step back in this window leads to this window, and its address stays the link that opened it.
  stay() {
    if (!this.data.full || this.closing) return;
    address ??= location.href;
    if (!history.state?.presenting || location.href !== address) {
      history.pushState({ ...history.state, presenting: true }, "", address);
    }
  }

  // Of the slide before nothing is shown under this one, and its charts are drawn at the size of a slide that is whole.
  turn() {
    [this.turnedTo, this.evened] = [this.data.slide, 0];
    document.documentElement.classList.add("turning");
    if (this.stage) this.stage.style.transform = "";
  }

  // A slide with more on it than the window holds is drawn smaller, as PowerPoint would: once all of it is there.
  watch() {
    this.state ??= new MutationObserver(() => this.watch());
    this.state.observe(app(), { attributeFilter: ["data-test-script-state"] });
    const stage = document.querySelector(".st-key-stage");
    if (!stage) return;
    this.watcher ??= new ResizeObserver(() => this.fit());
    if (stage !== this.stage) this.watcher.observe((this.stage = stage));
    this.fit();
  }

  fit() {
    const stage = this.stage;
    if (app().dataset.testScriptState !== "notRunning" || this.evening) return;
    document.documentElement.classList.remove("turning");
    if (!this.data.full) return;
    stage.style.transform = "";
    const room = window.innerHeight - stage.getBoundingClientRect().top - window.scrollY - BAR;
    const scale = window.innerWidth > PHONE ? Math.max(SMALLEST, Math.min(1, room / stage.scrollHeight)) : 1;
    stage.style.transformOrigin = "top center";
    stage.style.transform = scale < 1 ? `scale(${scale})` : "";
    document.documentElement.style.overflow = scale < 1 ? "hidden" : "";
    this.even();
  }

  // A chart takes its width as it is seen, not as it is laid out: one that was drawn on a slide made smaller is drawn anew
  // on one that is not. It notices by another width of what it stands in.
  even() {
    const stage = this.stage, charts = [...stage.querySelectorAll(".js-plotly-plot")];
    const widths = charts.map((chart) => [chart.querySelector("svg")?.clientWidth ?? 0, chart.offsetWidth]);
    const odd = widths.some(([drawn, there]) => drawn && Math.abs(drawn - there) > UNEVEN);
    if (!odd || this.evened >= EVENED) return;
    [this.evened, this.evening] = [this.evened + 1, true];
    stage.style.transform = "";
    stage.style.width = "calc(100% - 2px)";
    setTimeout(() => (stage.style.width = ""), REDRAWN);
    setTimeout(() => { this.evening = false; this.fit(); }, 2 * REDRAWN);
  }

  // How high and wide the window is, once and whenever that changes: charts are drawn to fill it.
  measure() {
    if (!this.data.full || (this.tall === window.innerHeight && this.wide === window.innerWidth)) return;
    [this.tall, this.wide] = [window.innerHeight, window.innerWidth];
    this.tell();
  }

  // Messages that follow each other quickly are made one on their way, the last one wins, and any can be lost: so each
  // says all that Python has not answered yet, and goes out again until it has.
  tell(said = {}) {
    this.sent = Date.now();
    const notes = this.unanswered().slice(0, AT_ONCE);
    this.send({ to: this.target, height: this.tall, width: this.wide, ...this.before(), notes, ...said });
  }

  tellAgain() {
    if (lost()) this.wait = FIRST_WAIT; // nothing would arrive; once there is a connection again, all goes out
    else if ((this.unanswered().length || this.before()) && Date.now() - this.sent > this.wait) this.repeat();
    else if (this.target !== undefined && Date.now() - this.sent > 2 * SOON) this.tell();
  }

  repeat() {
    this.wait = Math.min(1.5 * this.wait, LONGEST_WAIT);
    this.tell();
  }

  unanswered() {
    return this.data.notes ? this.outbox.waiting() : [];
  }

  // Where this window was, for a server that does not know; nothing where it does, or where there is nothing to know.
  before() {
    const before = this.data.fresh && remembered(this.data.room);
    return before && (before.was || before.started) ? before : undefined;
  }

  // ── what is on the screen ───────────────────────────────────────────────────────────────────────────────────────
  build() {
    this.time = element("span", { className: "time" });
    this.place = element("span", { className: "place" });
    this.unsaved = element("span", { className: "unsaved", role: "status" });
    this.back = button("Back to the slide", () => this.tell({ back: true }));
    this.previous = button("‹", () => this.go("back"), "Previous slide");
    this.next = button("›", () => this.go("next"), "Next slide");
    this.note = button("Note", () => this.open(), "Write down a decision, commitment or question (C)");
    this.whole = button("Full screen", () => this.fill(), "Full screen (F)");
    this.leave = button("Leave", () => this.ask(), "Stop presenting");
    this.bar = element("div", { className: "presenter-bar" });
    this.bar.append(this.previous, this.place, this.next, this.time, this.unsaved, this.back, this.note, this.whole, this.leave);
    this.form = this.buildForm();
    this.told = element("div", { className: "presenter-told", role: "status" });
    this.root.replaceChildren(this.bar, this.form, this.told);
    setInterval(() => this.everySecond(), 1000);
  }

  buildForm() {
    this.words = element("input", { type: "text", maxLength: 500, placeholder: "What was said", ariaLabel: "What was said" });
    this.kind = select(KIND_NAMES, "Kind");
    this.decides = select({ "": NEW }, "Which decision");
    this.outcome = select(OUTCOMES, "Outcome");
    this.side = select({ ours: "Ours", theirs: "Theirs" }, "Whose");
    this.owner = element("input", { type: "text", placeholder: "Who", ariaLabel: "Who" });
    this.owners = element("datalist", { id: "presenter-people" });
    this.owner.setAttribute("list", this.owners.id);
    this.due = element("input", { type: "date", ariaLabel: "By when" });
    this.refused = element("p", { className: "refused", role: "alert" });
    const save = element("button", { type: "submit", textContent: "Save (Enter)" });
    const drop = button("Drop (Esc)", () => this.close());
    const form = element("form", { className: "presenter-note hidden" });
    form.addEventListener("input", () => this.draft());
    form.addEventListener("input", () => this.choices());
    const row = element("div", { className: "row" });
    row.append(this.kind, this.decides, this.outcome, this.side, this.owner, this.owners, this.due, save, drop);
    const hint = element("p", { className: "hint", textContent: "Alt+D decision · Alt+P commitment · Alt+Q question" });
    form.append(this.words, row, hint, this.refused);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    form.addEventListener("keydown", (event) => this.inForm(event));
    return form;
  }

  // ── keys, remote and fingers ────────────────────────────────────────────────────────────────────────────────────
  listen() {
    this.stopped = false;
    this.onKey = (event) => this.key(event);
    this.onTouch = (event) => (this.touch = event.changedTouches[0]);
    this.onLift = (event) => this.swipe(event.changedTouches[0]);
    this.onSize = () => {
      clearTimeout(this.sizing);
      this.sizing = setTimeout(() => this.measure(), 300);
    };
    this.onOnline = () => this.unanswered().length && this.tell();
    this.onBack = () => this.stay();
    this.modals = new MutationObserver(() => this.quiet());
    this.modals.observe(document.body, { childList: true });
    this.onUnload = (event) => (this.outbox.all().length || this.words.value.trim()) && event.preventDefault();
    window.addEventListener("resize", this.onSize);
    window.addEventListener("online", this.onOnline);
    window.addEventListener("popstate", this.onBack);
    window.addEventListener("beforeunload", this.onUnload);
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("touchstart", this.onTouch, { passive: true });
    document.addEventListener("touchend", this.onLift, { passive: true });
  }

  // Streamlit takes a component away and puts it back within one run; only one that stays away stops listening.
  leaveSoon() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => {
      if (this.root.isConnected) return;
      this.stopped = true;
      this.watcher?.disconnect();
      this.state?.disconnect();
      this.modals.disconnect();
      window.removeEventListener("resize", this.onSize);
      window.removeEventListener("online", this.onOnline);
      window.removeEventListener("popstate", this.onBack);
      window.removeEventListener("beforeunload", this.onUnload);
      document.removeEventListener("keydown", this.onKey);
      document.removeEventListener("touchstart", this.onTouch);
      document.removeEventListener("touchend", this.onLift);
      if (last === this) document.documentElement.classList.remove("presenting");
    }, 400);
  }

  key(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
    const key = event.key;
    if (key === "Escape" && this.data.opened) this.tell({ back: true });
    else if (FORWARD.includes(key) && !pressing(event.target, key)) this.go("next");
    else if (BACK.includes(key)) this.go("back");
    else if (key === "Home") this.go("first");
    else if (key === "End") this.go("last");
    else if (key === "f" || key === "F") this.fill();
    else if ((key === "c" || key === "C") && this.data.notes) this.open();
    else return;
    event.preventDefault();
  }

  swipe(end) {
    if (!this.touch || !this.data.full || typing(document.activeElement)) return;
    const across = end.clientX - this.touch.clientX, down = end.clientY - this.touch.clientY;
    if (Math.abs(across) > 80 && Math.abs(across) > 2.5 * Math.abs(down)) this.go(across < 0 ? "next" : "back");
  }

  go(move) {
    const last = this.data.count - 1, here = this.target ?? this.data.slide;
    const end = here === this.data.decided ? last : this.data.decided;
    const there = { next: here + 1, back: here - 1, first: 0, last: end }[move];
    if (there < 0 || there > last || there === here) return;
    [this.target, this.asked] = [there, Date.now()];
    this.tell();
  }

  fill() {
    if (!this.data.full) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  ask() {
    const open = this.outbox.all().length;
    const left = open ? `\n\n${open} not saved yet: kept in this browser, and saved when the review is opened in it again.` : "";
    if (!window.confirm(`Stop presenting? This window then shows nothing more.${left}`)) return;
    if (document.fullscreenElement) document.exitFullscreen();
    this.closing = true;
    this.tell({ leave: true });
  }

  // ── the clock ───────────────────────────────────────────────────────────────────────────────────────────────────
  everySecond() {
    if (!this.data || last !== this || this.closing) return;
    if (!this.root.isConnected) return this.missed();
    this.tick();
    this.count();
    this.stay();
    if (this.stage) this.fit(); // charts come late
    this.tellAgain();
  }

  // A connection that is lost while the page is drawn can leave it empty for good. Loaded anew it has everything again.
  missed() {
    this.gone = lost() || location.pathname !== this.path ? 0 : this.gone + 1;
    if (this.gone > GONE) location.reload();
  }

  tick() {
    const gone = this.data.started ? Math.max(0, Date.now() / 1000 - this.data.started) : 0;
    const minutes = Math.floor(gone / 60), seconds = String(Math.floor(gone % 60)).padStart(2, "0");
    this.time.textContent = `${minutes}:${seconds} · planned ${this.data.until} of ${this.data.whole} min`;
    this.time.classList.toggle("late", gone > this.data.until * 60 + 30);
  }

  // ── a note ──────────────────────────────────────────────────────────────────────────────────────────────────────
  open() {
    this.form.classList.remove("hidden");
    this.decides.value = "";
    this.outcome.value = Object.keys(OUTCOMES)[0];
    this.choices();
    this.refused.textContent = "";
    this.words.focus();
  }

  // What was in the form is saved or not wanted, also where it had been refused; the next that was comes into it.
  close() {
    this.form.classList.add("hidden");
    this.words.value = this.owner.value = this.due.value = "";
    this.kind.value = Object.keys(KIND_NAMES)[0];
    this.side.value = "ours";
    this.outbox.keepDraft(null);
    document.activeElement?.blur?.();
    if (this.restored) this.outbox.drop(this.restored.number);
    this.restored = undefined;
    this.restore();
    this.count();
  }

  inForm(event) {
    if (event.key === "Escape") this.close();
    else if (event.altKey && KINDS[event.code.slice(3).toLowerCase()]) this.kind.value = KINDS[event.code.slice(3).toLowerCase()];
    else return;
    if (event.altKey) this.draft();
    this.choices();
    event.preventDefault();
    event.stopPropagation();
  }

  // The decisions that were wanted: one of them gets its outcome, instead of standing there twice.
  offer() {
    const wanted = Object.entries(this.data.wanted ?? {}), held = this.decides.value;
    const shown = [["", NEW], ...wanted].map(([value, text]) => element("option", { value, textContent: short(text), title: text }));
    this.decides.replaceChildren(...shown);
    this.decides.value = held in (this.data.wanted ?? {}) ? held : "";
    this.choices();
  }

  choices() {
    const decision = this.kind.value === "decision" && this.decides.length > 1;
    this.decides.hidden = !decision;
    this.outcome.hidden = !this.decided();
  }

  decided() {
    return this.kind.value === "decision" ? this.decides.value : "";
  }

  save() {
    if (!this.words.value.trim() && !this.decided()) return;
    if (this.unchanged()) {
      this.outbox.again(this.restored);
      this.restored = undefined;
    } else this.outbox.add(this.written());
    this.close();
    this.wait = FIRST_WAIT;
    this.tell();
  }

  count() {
    const open = this.outbox.all().length;
    const told = [open && `${open} not saved yet`, lost() && "no connection"];
    this.unsaved.textContent = told.filter(Boolean).join(" · ");
  }

  // Streamlit's own words on a lost connection would cover the slide and take the keyboard from who writes a note.
  quiet() {
    if (lost()) document.querySelector("[data-testid=stDialog] button")?.click();
    this.count();
  }

  // What became of the notes that were sent; one that was refused comes back into the form, word by word, and leaves it
  // again where it was saved after all.
  answered() {
    if (this.outbox.answer(this.data.answers)) {
      if (this.restored && !this.outbox.holds(this.restored.number)) this.found();
      this.wait = FIRST_WAIT;
      if (this.unanswered().length) this.tell();
      else if (!this.outbox.refused()) this.say("Saved.");
    }
    this.restore();
    this.count();
  }

  restore() {
    const note = this.outbox.refused();
    if (!note || this.restored) return;
    if (!this.form.classList.contains("hidden")) return this.say(`Not saved: “${note.words}”. ${note.refused}`, 15000);
    this.restored = note;
    this.write(note);
    this.refused.textContent = note.refused;
  }

  // The one in the form is saved after all: the form is free, but for what was changed in it since.
  found() {
    if (this.unchanged()) return this.close();
    this.restored = undefined;
    this.refused.textContent = "";
    this.draft();
  }

  // Whether the note that was refused still stands in the form as it was sent.
  unchanged() {
    const [was, now] = [this.restored, this.written()];
    return was && Object.keys(now).every((key) => now[key] === was[key]);
  }

  // One that was refused is kept in the outbox already.
  draft() {
    if (!this.restored) this.outbox.keepDraft(this.written());
  }

  written() {
    const [kind, side, words] = [this.kind.value, this.side.value, this.words.value];
    const decides = this.decided(), outcome = this.outcome.value;
    return { kind, side, words, owner: this.owner.value, due: this.due.value, decides, outcome };
  }

  write(note) {
    if (!note?.words && !note?.decides) return;
    this.open();
    [this.kind.value, this.side.value, this.words.value] = [note.kind, note.side, note.words];
    [this.owner.value, this.due.value] = [note.owner, note.due];
    if (note.decides) [this.decides.value, this.outcome.value] = [note.decides, note.outcome];
    this.choices();
  }

  say(words, time = 2500) {
    this.told.textContent = words;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => (this.told.textContent = ""), time);
  }
}

function short(text) {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

function app() {
  return document.querySelector("[data-testid=stApp]");
}

function lost() {
  const state = app()?.dataset.testConnectionState;
  return state !== undefined && state !== "CONNECTED";
}

function typing(target) {
  return target?.closest?.("input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog], [role=listbox]");
}

function pressing(target, key) {
  return (key === " " || key === "Enter") && target?.closest?.("button, a");
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

function button(text, act, title = "") {
  const made = element("button", { type: "button", textContent: text, title });
  if (title) made.ariaLabel = title;
  made.addEventListener("click", act);
  return made;
}

function select(choices, label) {
  const made = element("select", { ariaLabel: label });
  made.append(...Object.entries(choices).map(([value, text]) => element("option", { value, textContent: text })));
  return made;
}
