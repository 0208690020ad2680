// What is typed in a field is Python's only once the field loses the keyboard, and a run that draws something else there,
// or a change of page, throws it away. So the words are noted here as they are typed, and sent by a component that every
// page has: when the field loses the keyboard, and when it leaves the screen. They are sent until Python has heard them.

const GRID_WAITS = 200; // A table sends a cell 150 ms after it was left.
const LONGEST = 20000; // What a run takes at most before a click that follows a press goes its way.
const CHOICES = ".stButtonGroup button", GESTURE = ["pointerdown", "pointerup", "mousedown", "mouseup", "click"];
const STEP = 20, IDLE = 300; // How often it is looked for the end of a run, and how long nothing runs when it is over.
const KEPT = "steward.typed.";
const noted = new Map(), open = new Map(), kept = new Map();
let number = 0, component, heard = 0, listening = false, leaving = null, pressed = null, choosing = false;
const chosen = new Map(); // Of each group of choices the last press that waits.

export default function (mounted) {
  component = mounted;
  const lost = mounted.data.heard < heard; // another session, of a server that was started anew
  heard = mounted.data.heard;
  number = Math.max(number, heard);
  for (const [key, [count]] of noted) if (count <= heard) drop(key);
  if (!listening) { listen(); takeUp(); }
  if (lost) sendAnew();
  else if (!listening && noted.size) send();
  listening = true;
}

function drop(key) {
  noted.delete(key);
  localStorage.removeItem(kept.get(key));
}

// By person and field; a browser that keeps nothing, or is full, keeps nothing.
function keep(key, words) {
  kept.set(key, `${KEPT}${component.data.owner}.${key}`);
  try { localStorage.setItem(kept.get(key), JSON.stringify(words)); } catch { /* it is sent all the same */ }
}

// What an earlier page of this browser could not hand over.
function takeUp() {
  const mine = `${KEPT}${component.data.owner}.`;
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(mine))) {
    const key = name.slice(mine.length);
    kept.set(key, name);
    noted.set(key, [(number += 1), JSON.parse(localStorage.getItem(name))]);
  }
}

function listen() {
  document.addEventListener("input", note, true);
  document.addEventListener("focusout", left, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Enter") tell(event.target); }, true);
  window.addEventListener("click", wait, true);
  for (const kind of GESTURE) window.addEventListener(kind, choose, true);
  window.addEventListener("steward-back", sendAnew);
  new MutationObserver(() => { if ([...open.values()].some((field) => !field.isConnected)) send(); })
    .observe(document.body, { childList: true, subtree: true });
}

function keyOf(field) {
  if (!field.matches?.("input, textarea") || !field.closest(".stTextInput, .stTextArea, .stNumberInput")) return "";
  const place = field.closest('[class*="st-key-typed-"]');
  return [...(place?.classList ?? [])].find((name) => name.startsWith("st-key-typed-"))?.slice("st-key-".length) ?? "";
}

function note({ target }) {
  const key = keyOf(target), words = target.closest(".stNumberInput") ? whole(target.value) : target.value;
  if (!key || words === undefined) return;
  noted.set(key, [(number += 1), words]);
  keep(key, words);
  open.set(key, target);
}

// A number as it is typed; undefined while it is none.
function whole(words) {
  const value = Number(words);
  return words.trim() === "" ? null : Number.isFinite(value) ? value : undefined;
}

function tell(field) { if (open.has(keyOf(field))) send(); }

function send() {
  open.clear();
  component.setStateValue("typed", Object.fromEntries(noted));
}

// What was sent while nobody heard is known to Streamlit, which hands over only another value: it gets other numbers.
function sendAnew() {
  for (const [key, [, words]] of noted) noted.set(key, [(number += 1), words]);
  if (noted.size) send();
}

function left({ target }) {
  tell(target);
  const grid = target.closest?.("#portal");
  if (grid || keyOf(target)) leave(grid ? GRID_WAITS : 0);
}

// Until what was typed is on its way, a click that follows it has to wait: the page it leads to would be drawn first, and
// then left again for the one that was typed on.
function leave(time) {
  const mine = (leaving = pause(time));
  mine.then(() => { if (leaving === mine) leaving = null; });
}

// A press on a button is done by the run that it begins; leaving the page or the section ends that run before.
function press() {
  const mine = (pressed = run());
  mine.then(() => { if (pressed === mine) pressed = null; });
}

async function run() {
  let idle = 0; // One run that is ended by the next is over for a moment.
  for (let time = 0; time < LONGEST && idle < IDLE; time += STEP) {
    await pause(STEP);
    idle = document.querySelector('[data-test-script-state="notRunning"]') ? idle + STEP : 0;
  }
}

function pause(time) { return new Promise((done) => setTimeout(done, time)); }

function wait(event) {
  const button = event.target.closest?.("a[href], .stButton button");
  if (!event.isTrusted || !button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const acts = button.matches(".stButton button"), before = acts ? [leaving] : [leaving, pressed];
  if (!before.some(Boolean)) { if (acts) press(); return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  Promise.all(before).then(() => { if (acts) press(); button.click(); });
}

// One choice of several waits, too. It is made where the pointer comes up, before any click: so all of the gesture is held
// back. Of two that wait the later one is meant, and the page knows of the first only once it is drawn.
function choose(event) {
  const button = event.target.closest?.(CHOICES);
  if (!event.isTrusted || !button) return;
  if (event.type === "pointerdown") choosing = Boolean(leaving || pressed);
  if (!choosing) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type !== "click") return;
  const group = button.closest(".stButtonGroup");
  choosing = false;
  chosen.set(group, button);
  Promise.all([leaving, pressed]).then(() => {
    if (chosen.get(group) !== button) return;
    chosen.delete(group);
    button.click();
  });
}
