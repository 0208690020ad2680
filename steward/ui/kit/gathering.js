// A page comes in a hundred parts, and Streamlit renders its whole frame anew for every few of them, whenever they come:
// on a long page a tenth to a fifth of what the browser does. Parts are gathered for a moment and rendered together; in their order, and before
// anything else that changes the page, such as its end. Should Streamlit take them otherwise, each comes as before.

const GATHERED = 20; // Milliseconds; longer, and the browser would have nothing to do while the rest is being made.

function gatherParts() {
  const app = appOf(document.querySelector("[data-testid=stApp]"));
  if (!app) return;
  const render = app.handleDeltaMsg, change = app.setState;
  let parts = [], timer;
  function hand() {
    clearTimeout(timer);
    timer = undefined;
    const gathered = parts;
    parts = [];
    for (const part of gathered) render(...part);
  }
  app.handleDeltaMsg = (...part) => { parts.push(part); timer ??= setTimeout(hand, GATHERED); };
  app.setState = (...what) => { hand(); change.apply(app, what); };
}

// Streamlit's own, which React keeps with what it renders.
function appOf(place) {
  let part = place?.[Object.keys(place).find((name) => name.startsWith("__reactFiber$"))];
  while (part && !part.stateNode?.handleDeltaMsg) part = part.return;
  return part?.stateNode;
}
