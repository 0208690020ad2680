// To set up a grid costs the browser as much as to draw a chart, and a list to choose from as much as six lines of words,
// reached or not. Streamlit's are functions of what they are given, each held in a memo: from here on that holds the
// function below, which gives them once their place is reached. Should they be otherwise, they come as they did.

const HELD_PLACES = ".held-place", REACHED = "animationend"; // What the style tells a place after some time, too.
const APART = 0.15, LABEL = 28, LIST = 40, GRID = 400;
const listHigh = ({ element }) => LIST + (element.labelVisibility?.value ? 0 : LABEL);
const HELD = [
  { script: "grid", later: 4, high: ({ heightConfig }) => heightConfig?.pixelHeight || GRID },
  { script: "list", later: 0.5, high: listHigh },
  { script: "lists", later: 0.5, high: listHigh },
];

async function holdBack() {
  const [grid, ...lists] = await Promise.all(HELD.map(({ script }) => memoOf(script)));
  const made = madeBy(grid?.type);
  if (made) [grid, ...lists].forEach((memo, at) => { if (memo) memo.type = heldBack(memo.type, HELD[at], made); });
}

async function memoOf(script) {
  const found = Object.values(await import(beside(shared.held[script])));
  return found.find((one) => one?.$$typeof && typeof one.type === "function");
}

// One of React's own elements, of which others are made: a grid's function is the one that can be asked for nothing.
function madeBy(grid) {
  try { return grid({}).$$typeof ? grid({}) : null; } catch { return null; }
}

function heldBack(kind, { later, high }, made) {
  let count = 0;
  function Place(props) { Object.assign(this, { props, state: { reached: false }, number: count++ }); }
  Place.prototype = {
    isReactComponent: {},
    render() {
      stillTold(this.props.element, this.state.reached);
      const [type, props] = this.state.reached ? [kind, this.props] : ["div", this.place()];
      return { ...made, type, props };
    },
    place() {
      const { alt, label } = this.props.element;
      return {
        className: "held-place", role: "region", "aria-label": alt || label || undefined,
        style: { height: high(this.props), animationDelay: `${later + APART * (this.number % 10)}s` },
        onAnimationEnd: () => this.updater.enqueueSetState(this, { reached: true }),
      };
    },
  };
  return Place;
}

// Python says once what stands in a list. One that is reached some runs later hears it then: it would show nothing else,
// and send that. Kept by the list and not by its place, which is another where the page above it changed, until another
// page comes.
const SAID = ["value", "rawValue", "rawValues"];
const TOLD = new Map();

function stillTold(element, reached) {
  if (element.setValue) {
    if (reached) TOLD.delete(element.id); else TOLD.set(element.id, element);
    return;
  }
  const told = reached && TOLD.get(element.id);
  if (!told) return;
  for (const name of SAID) if (name in told) element[name] = told[name];
  element.setValue = true;
  TOLD.delete(element.id);
}

function forgetTold() { TOLD.clear(); }
