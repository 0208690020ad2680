// Whoever goes to the box that finds everything is sent what it finds. Ctrl+K, or ⌘K, leads there; where the sidebar is
// folded away it is unfolded first.
const STEP = 50, UNFOLDED_AFTER = 3, STEPS = 40;

export default function (component) {
  const { data, setTriggerValue } = component;
  const document = component.parentElement.ownerDocument;
  const box = () => document.querySelector(".st-key-jump input");
  const isThere = (found) => found?.checkVisibility() && found.getBoundingClientRect().right > 0;

  // A page that is still being drawn takes the keyboard away from the box: it is given back for a while, unless the
  // reader went somewhere else meanwhile.
  const reach = (step, opened) => {
    const found = box(), holder = document.activeElement;
    if (isThere(found) && holder !== found && (!opened || holder === document.body)) {
      found.focus();
      found.click();
      opened = true;
    } else if (step === UNFOLDED_AFTER && !isThere(found)) {
      document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
    }
    if (step < STEPS) setTimeout(reach, STEP, step + 1, opened);
  };
  const pressed = (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      reach(0, false);
    }
  };
  const reached = (event) => {
    if (!data.asked && event.target.closest?.(".st-key-jump")) setTriggerValue("asked", true);
  };
  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", reached);
  return () => {
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("focusin", reached);
  };
}
