// The slides in a grid. A press opens one; dragged, or moved with Alt and an arrow, it goes elsewhere. Python is told and
// draws all of it anew: nothing is kept here but what is being dragged.

const sorters = new WeakMap();
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export default function (component) {
  const root = component.parentElement.querySelector(".sorter");
  let sorter = sorters.get(root);
  if (!sorter) sorters.set(root, (sorter = new Sorter(root)));
  sorter.take(component);
}

class Sorter {
  constructor(root) {
    this.root = root;
    root.addEventListener("click", (event) => this.open(card(event)));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("dragstart", (event) => this.drag(event));
    root.addEventListener("dragover", (event) => this.over(event));
    root.addEventListener("dragend", () => this.end());
    root.addEventListener("drop", (event) => this.drop(event));
  }

  take({ data, setTriggerValue }) {
    this.tell = setTriggerValue;
    this.order = data.cards.map((one) => one.id);
    const focused = this.root.contains(active(this.root)) && active(this.root).dataset.id;
    this.root.replaceChildren(...data.cards.map((one, place) => drawn(one, place, one.id === data.shown)));
    if (focused) this.find(focused)?.focus();
  }

  find(id) {
    return [...this.root.children].find((one) => one.dataset.id === id);
  }

  open(button) {
    if (button) this.tell("opened", button.dataset.id);
  }

  key(event) {
    const button = card(event), step = STEPS[event.key];
    if (!button || !step) return;
    event.preventDefault();
    const here = this.order.indexOf(button.dataset.id), there = here + step;
    if (there < 0 || there >= this.order.length) return;
    if (event.altKey) this.tell("moved", { id: button.dataset.id, to: there });
    else this.root.children[there].focus();
  }

  drag(event) {
    this.dragged = card(event);
    this.dragged?.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  }

  over(event) {
    const button = card(event);
    if (!this.dragged || !button) return;
    event.preventDefault();
    this.unmark();
    if (button !== this.dragged) button.classList.add(isAfter(event, button) ? "after" : "before");
  }

  drop(event) {
    const button = card(event);
    event.preventDefault();
    if (this.dragged && button && button !== this.dragged) {
      const id = this.dragged.dataset.id, others = this.order.filter((one) => one !== id);
      this.tell("moved", { id, to: others.indexOf(button.dataset.id) + (isAfter(event, button) ? 1 : 0) });
    }
    this.end();
  }

  end() {
    this.unmark();
    this.dragged?.classList.remove("dragged");
    this.dragged = undefined;
  }

  unmark() {
    for (const one of this.root.children) one.classList.remove("before", "after");
  }
}

function drawn({ id, name, picture, instead }, place, shown) {
  const button = element("button", { type: "button", draggable: true, title: `${name} (drag, or Alt and an arrow, to move it)` });
  button.dataset.id = id;
  button.setAttribute("role", "option");
  button.setAttribute("aria-selected", String(shown));
  const slide = element("div", { className: "slide" });
  slide.append(picture ? element("img", { src: picture, alt: "", draggable: false }) : element("span", { className: "instead", textContent: instead }));
  button.append(slide, element("span", { className: "name", textContent: `${place + 1} · ${name}` }));
  return button;
}

function card(event) {
  return event.target.closest?.("button");
}

function isAfter(event, button) {
  const box = button.getBoundingClientRect();
  return event.clientX > box.left + box.width / 2;
}

function active(root) {
  return root.getRootNode().activeElement;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
