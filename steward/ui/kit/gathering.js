// A page comes in a hundred parts, and Streamlit renders its whole frame anew for every few of them, whenever they come:
// on a long page a tenth to a fifth of what the browser does. Parts are gathered for a moment and rendered together; in
// their order, and before anything else that changes the page, such as its end.
//
// Of a page that one comes to, what lies below the window waits until what one sees of it is drawn: half of its parts.
// Should Streamlit take them otherwise, each comes as before.

const GATHERED = 20; // Milliseconds; longer, and the browser would have nothing to do while the rest is being made.
const MANY = 40; // Parts after which it is asked how far down the page has come, as after whatever is high.
const SPARE = 200; // Pixels below the window that are rendered with it.
const AFTER = 150, LATEST = 600; // Milliseconds until what waits is rendered: from the end of the run, and at the latest.
const MAIN = 0; // The place of a page's parts, beside those of its sidebar.
const ACTS = ["wheel", "touchstart", "keydown", "scroll"]; // Of a reader who may be on the way down. A page that is left is scrolled, too.

function gatherParts() {
  const app = appOf(document.querySelector("[data-testid=stApp]"));
  if (app) [app.handleDeltaMsg, app.setState, app.handleNewSession, app.handleScriptFinished] = gathered(app);
}

function gathered(app) {
  const { handleDeltaMsg: render, setState, handleNewSession, handleScriptFinished } = app;
  const change = setState.bind(app);
  let parts = [], gathering, rendering = false;
  let isNew = true, last = -1, below = [], waiting; // `last`: the lowest place that is rendered; `waiting`: what lies below waits.

  function hand() {
    if (rendering) return; // To render a part is itself a change.
    clearTimeout(gathering);
    gathering = undefined;
    rendering = true;
    try { renderParts(); } finally { rendering = false; }
  }

  function renderParts() {
    for (let count = 0; parts.length; count += 1) {
      const place = placeOf(parts[0]);
      if (waiting && place > last) { below.push(parts.shift()); continue; }
      if (isNew && !waiting && place > last && count >= MANY) return look(hand);
      const part = parts.shift();
      last = Math.max(last, place);
      render(...part);
      if (isHigh(part)) count = MANY;
    }
    if (isNew && !waiting) look();
  }

  // Once what was rendered stands on the page.
  function look(then) {
    change({}, () => {
      if (isNew && !waiting && isFull()) waitBelow(LATEST);
      then?.();
    });
  }

  function waitBelow(time) {
    clearTimeout(waiting);
    waiting = setTimeout(letGo, time);
    document.body.dataset.below = "waits";
  }

  function letGo() {
    clearTimeout(waiting);
    [parts, below, waiting, isNew] = [[...below, ...parts], [], undefined, false];
    delete document.body.dataset.below;
    hand();
  }

  function begin(...told) {
    const comes = told[0].pageScriptHash !== app.state.currentPageScriptHash;
    if (comes) { below = []; forgetTold(); } // Of a page that is left.
    letGo();
    [isNew, last] = [comes, -1];
    handleNewSession.apply(app, told);
  }

  function finish(...told) {
    hand();
    if (waiting) waitBelow(AFTER);
    handleScriptFinished.apply(app, told);
  }

  const acts = ({ type, target }) => { if (waiting && (type !== "scroll" || target.scrollTop)) letGo(); };
  for (const act of ACTS) window.addEventListener(act, acts, { capture: true, passive: true });
  return [
    (...part) => { parts.push(part); gathering ??= setTimeout(hand, GATHERED); },
    (...what) => { hand(); change(...what); },
    begin,
    finish,
  ];
}

function placeOf([, { deltaPath: [root, place] }]) { return root === MAIN ? place : -1; }

function isHigh([{ newElement }]) {
  return newElement?.type === "dataframe" || Boolean(newElement?.html?.body.includes('class="chart"'));
}

function isFull() {
  const page = document.querySelector("[data-testid=stMainBlockContainer]");
  return page?.getBoundingClientRect().bottom > innerHeight + SPARE;
}

// Streamlit's own, which React keeps with what it renders.
function appOf(place) {
  let part = place?.[Object.keys(place).find((name) => name.startsWith("__reactFiber$"))];
  while (part && !part.stateNode?.handleDeltaMsg) part = part.return;
  return part?.stateNode;
}
