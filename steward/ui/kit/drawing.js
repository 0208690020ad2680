// What a page shows below the window is drawn once somebody comes to it, and what stands on paper once it is printed.
// Charts and papers come with the page as words; a grid or list is Streamlit's own, and until it is reached an empty
// place as high as it will be (`holding.js`). A page is then complete as soon as what one sees of it is.

const CHARTS = ".chart[data-figure]:empty", PAPERS = ".on-paper[data-table]:empty";
const NEAR = "400px"; // Drawn before one sees it, as one scrolls,
const SOON = 1000; // but not before what one sees of a page that has just come, nor while it is still coming.
const NARROWEST = 150;
const TRIES = 20, WAIT = 100; // Streamlit takes a moment to turn its own page dark or light.
let component, shared, near, seen, sized, library, behind;
const drawn = new Set(), came = new WeakMap();

export default function (mounted) {
  const before = shared?.template;
  [component, shared] = [mounted, mounted.data];
  if (!near) watch();
  if (before && JSON.stringify(before) !== JSON.stringify(shared.template)) redraw();
  look();
}

function watch() {
  behind = page();
  near = new IntersectionObserver(come(nearby), { rootMargin: NEAR, scrollMargin: NEAR });
  seen = new IntersectionObserver(come(reach));
  sized = new ResizeObserver((places) => { for (const { target } of places) fit(target); });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => turned(TRIES));
  holdBack();
  gatherParts();
  window.addEventListener("beforeprint", print);
  matchMedia("print").addEventListener("change", ({ matches }) => { if (matches) print(); });
}

// What is made in Python has the colours of its run: once Streamlit has turned its page, the run is made again.
function turned(left) {
  if (page() !== behind) component.setTriggerValue("turned", (behind = page()));
  else if (left) setTimeout(() => turned(left - 1), WAIT);
}

function page() { return getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor; }

function redraw() {
  for (const place of drawn) if (place.isConnected) window.Plotly.relayout(place, { template: shared.template });
}

function look() {
  const places = document.querySelectorAll(CHARTS);
  if (places.length) fetchLibrary();
  for (const place of [...places, ...document.querySelectorAll(HELD_PLACES)]) wait(place);
  for (const place of drawn) if (!place.isConnected) leave(place);
}

// Streamlit's own, which it fetches for its charts, and lays down for everybody once it is there.
function fetchLibrary() { return library ??= import(beside(shared.library)); }

function beside(script) { return new URL(script, document.querySelector("script[type=module][src]").src).href; }

function wait(place) {
  if (came.has(place)) return;
  came.set(place, performance.now());
  for (const observer of [near, seen]) observer.observe(place);
}

function come(then) {
  return (places) => { for (const { target, isIntersecting } of places) if (isIntersecting) then(target); };
}

function nearby(place) {
  if (!place.isConnected) return;
  const runs = document.querySelector("[data-testid=stApp]").dataset.testScriptState === "running";
  if (runs || performance.now() < came.get(place) + SOON) setTimeout(nearby, SOON, place);
  else reach(place);
}

function reach(place) {
  for (const observer of [near, seen]) observer.unobserve(place);
  if (place.matches(CHARTS)) draw(place);
  else place.dispatchEvent(new Event(REACHED, { bubbles: true }));
}

async function draw(place) {
  if (!window.Plotly) await fetchLibrary();
  if (place.isConnected && place.matches(CHARTS)) drawNow(place);
}

function drawNow(place) {
  const { data, layout } = JSON.parse(place.dataset.figure);
  const picture = { ...shared.config.toImageButtonOptions, filename: place.dataset.name };
  drawn.add(place);
  window.Plotly.newPlot(
    place, data, { ...layout, template: shared.template, width: widthOf(place) },
    { ...shared.config, toImageButtonOptions: picture },
  );
  sized.observe(place);
  if (place.dataset.picks) place.on("plotly_click", ({ points }) => pick(place, points[0]));
}

// What was clicked is named by the first that it carries.
function pick(place, point) { component.setTriggerValue("picked", [place.dataset.picks, String(point.customdata[0])]); }

function widthOf(place) { return Math.max(Math.floor(place.clientWidth), NARROWEST); }

// What is drawn to the pixel, such as a map of people, keeps its size: Plotly would squeeze it into the other width.
function fit(place) {
  const width = widthOf(place);
  if (!place.clientWidth || width === place.layout.width) return;
  if (place.layout.xaxis?.scaleanchor) drawNow(place);
  else window.Plotly.relayout(place, { width });
}

function leave(place) {
  drawn.delete(place);
  sized.unobserve(place);
  window.Plotly.purge(place);
}

function print() {
  for (const place of document.querySelectorAll(HELD_PLACES)) reach(place);
  for (const place of document.querySelectorAll(PAPERS)) place.append(tableOf(JSON.parse(place.dataset.table)));
  if (!window.Plotly) return;
  for (const place of document.querySelectorAll(CHARTS)) if (place.clientWidth) drawNow(place);
}

function tableOf({ head, numbers, rows, left }) {
  const table = document.createElement("table");
  const cell = (tag) => (text, at) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (numbers[at]) made.className = "number";
    return made;
  };
  if (left) table.createCaption().textContent = left;
  table.createTHead().insertRow().append(...head.map(cell("th")));
  const body = table.createTBody();
  for (const row of rows) body.insertRow().append(...row.map(cell("td")));
  return table;
}
