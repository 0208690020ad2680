// What is a step for Back. Streamlit makes one of every parameter that Python writes into the address, also of those that
// a page opens on by itself, so that Back leads to the page one is on already. Here one act of the reader is at most one
// step: another page, another account, or a link to another place of the same page. All else that is written replaces.

const STAYED = 300; // Longer than a step back takes.
const LOOK = 1000, EMPTY_FOR = 3, ONCE_IN = 20000;
const OURS = "steward"; // Marks the entries that are places to go back to.
let listening = false, before, stepped = false, linked = false;

export default function () {
  if (listening) return;
  listening = true;
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  const put = (write, state, url) => write({ ...state, [OURS]: true }, "", url);
  put(replace, history.state, location.href);
  history.replaceState = (state, _, url) => put(replace, state, url);
  history.pushState = (state, _, url) => {
    const here = new URL(location.href), there = new URL(url, here);
    if (stepped || !isStep(here, there)) return put(replace, state, there);
    // What was written on the way out belongs to the place that is gone to.
    if (before && before !== here.href) put(replace, history.state, before);
    [stepped, linked] = [true, false];
    put(push, state, there);
    toTop();
  };
  for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, acted, true);
  window.addEventListener("click", followed, true);
  window.addEventListener("popstate", wentBack, true);
  setInterval(look, LOOK);
}

// A connection that is lost while the page is drawn can leave it empty for good. Loaded anew it has everything again,
// also what was typed, which is kept as a draft.
let emptyFor = 0;
function look() {
  emptyFor = isEmpty() ? emptyFor + 1 : 0;
  const last = Number(sessionStorage.getItem("steward.loaded-anew") ?? 0);
  if (emptyFor < EMPTY_FOR || Date.now() - last < ONCE_IN) return;
  sessionStorage.setItem("steward.loaded-anew", Date.now());
  location.reload();
}

function isEmpty() {
  const state = document.querySelector("[data-testid=stApp]")?.dataset;
  const still = state?.testConnectionState === "CONNECTED" && state.testScriptState === "notRunning";
  return still && !document.querySelector("[data-testid=stMain] [data-testid=stElementContainer]");
}

function isStep(here, there) {
  if (there.pathname !== here.pathname || linked) return true;
  const [was, is] = [here, there].map((address) => address.searchParams.get("account"));
  return Boolean(was && is && was !== is);
}

// Whoever presses a key or a button is done with what they saw: what follows from it may be a step.
function acted() { [before, stepped, linked] = [location.href, false, false]; }

// A link to another place of this page; without anything that is asked for it is the page itself.
function followed(event) {
  const link = event.target.closest?.("a[href]");
  if (link && !link.target && link.search && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    linked = link.pathname === location.pathname && link.href !== location.href;
  }
}

// The entries from before this script was there were made by the first page that was opened: they are gone through.
function wentBack(event) {
  if (!event.state?.[OURS] && !location.hash) {
    event.stopImmediatePropagation();
    history.back();
    setTimeout(stay, STAYED);
    return;
  }
  acted();
  toTop();
}

// There is nothing further back.
function stay() {
  if (history.state?.[OURS]) return;
  history.replaceState(history.state, "", location.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

function toTop() { document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0); }
