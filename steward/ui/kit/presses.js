// A connection can drop between a press and the server, or in the middle of the run that a press began: Streamlit then
// forgets the press, ends the run, and shows what was drawn by then, which can be nothing. So every press on a button is
// numbered, and its number is sent in the message of the press itself: both are heard, or neither. Back again the page is
// drawn anew and says which number was done last. What was not is pressed once more; where that cannot be, it is told.

const LATE = 60000; // Milliseconds after which a press would come as a surprise.
const STEP = 20, IDLE = 300, LONGEST = 20000; // How often it is looked for the end of a run, and when it is over.
const ASKED = 5, ANSWERS = 3000; // How often it is asked, and when again: the first run of a new session hears nothing.
const BEGUN = 100; // Milliseconds until a button shows that it makes a file, or the address that a link was followed.
const BUTTONS = ".stButton button, .stFormSubmitButton button", FILES = ".stDownloadButton button";
let component, listening = false, connected = true;
let number = 0, asked = 0, left = 0, anew = false;
let button = null, link = null, file = null; // The last press of each kind that may not have been heard.
let unmade = null; // The file that was being made when the connection was lost.

export default function (mounted) {
  component = mounted;
  const { session, heard, back } = mounted.data;
  number = Math.max(number, heard);
  if (button?.session === session && heard >= button.number) button = null;
  if (!listening) listen();
  if (asked && back === asked) {
    asked = 0;
    answered();
  }
}

function listen() {
  listening = true;
  // Once React has heard it, so that what it sends and what is sent here are one message.
  window.addEventListener("click", note);
  const app = document.querySelector("[data-testid=stApp]");
  new MutationObserver(() => {
    const now = app.dataset.testConnectionState === "CONNECTED";
    if (now && !connected) { left = ASKED; ask(); }
    if (!now && file) [unmade, file] = [file, null];
    connected = now;
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

function note(event) {
  // The path as it was: a button that was pressed may be drawn otherwise by now.
  const on = (places) => event.composedPath().find((one) => one.matches?.(places));
  const leads = event.defaultPrevented && on("a[href]");
  if (on(BUTTONS)) {
    button = { ...what(on(BUTTONS)), number: (number += 1), session: component.data.session };
    component.setTriggerValue("pressed", number);
  } else if (on(FILES)) {
    made(on(FILES), (file = what(on(FILES))));
  } else if (leads && leads.href !== location.href) {
    arrive((link = { ...what(leads), href: leads.href }));
  }
}

function what(pressed) {
  const named = [...(pressed.closest('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  return { place: named ? `.${CSS.escape(named)}` : "body", words: wordsOf(pressed), from: new URL(location.href), at: Date.now() };
}

// Without its picture, which turns while something is made.
function wordsOf(pressed) { return (pressed.querySelector("[data-testid=stMarkdownContainer]") ?? pressed).innerText; }

// A button that makes a file cannot be pressed until it is made. One that was pressed while the page was drawn anew asked
// for a file that is no longer offered.
async function made(pressed, mine) {
  const before = anew;
  do await pause(BEGUN); while (file === mine && pressed.isConnected && pressed.disabled);
  if (file !== mine) return;
  file = null;
  if (!before || (pressed.isConnected && !document.querySelector(`${mine.place} [data-testid=stDownloadButtonError]`))) return;
  await idle();
  if (stayed(mine)) again(mine);
}

async function ask() {
  const mine = (asked = Date.now());
  anew = true;
  left -= 1;
  window.dispatchEvent(new Event("steward-back")); // What is being typed is heard first: it is drawn anew, too.
  component.setTriggerValue("back", mine);
  await pause(ANSWERS);
  await idle();
  if (asked === mine && connected && left > 0) ask();
}

async function answered() {
  await idle();
  if (!connected || asked) return;
  anew = false;
  const lost = [button, link, unmade];
  [button, link, unmade] = [null, null, null];
  if (lost[0] && lost[0].session !== component.data.session) tell("unknown", lost.shift().words);
  for (const one of lost.filter((one) => one && stayed(one))) again(one);
}

// Whoever is elsewhere by now went on.
function stayed({ href, from }) {
  if (!href) return location.pathname === from.pathname && account(location) === account(from);
  return [from, new URL(href)].some((place) => place.pathname === location.pathname);
}

async function arrive(mine) {
  while (link === mine && !isAt(mine)) await pause(BEGUN);
  if (link === mine) link = null;
}

// The page alone is not enough: without the account that the link names it would be about another.
function isAt({ href, from }) {
  const there = new URL(href), whose = account(there);
  return location.pathname === there.pathname && location.href !== from.href && (!whose || account(location) === whose);
}

function account({ search }) { return new URLSearchParams(search).get("account"); }

function again(one) {
  const places = [...document.querySelectorAll(one.href ? "a[href]" : `${one.place} button`)];
  const found = places.find((place) => wordsOf(place) === one.words && (!one.href || place.href === one.href))
    ?? (one.href ? undefined : onlyOne(places.filter((place) => uncounted(wordsOf(place)) === uncounted(one.words))));
  if (found && !found.disabled && Date.now() - one.at < LATE) found.click();
  else tell("lost", one.words);
}

// A button may count what it is for: “Save” before the server knew of what was typed, “Save 1 change” now.
function uncounted(words) { return words.replace(/\s+\d.*$/s, ""); }

function onlyOne(found) { return found.length === 1 ? found[0] : undefined; }

function tell(happened, words) { component.setTriggerValue("lost", [happened, words]); }

async function idle() {
  let still = 0;
  for (let time = 0; time < LONGEST && still < IDLE; time += STEP) {
    await pause(STEP);
    still = document.querySelector('[data-test-script-state="notRunning"]') ? still + STEP : 0;
  }
}

function pause(time) { return new Promise((done) => setTimeout(done, time)); }
