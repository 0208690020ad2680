// Draws the charts of this page in the colours of its reader, and again as paper is as wide as it is.
(() => {
  "use strict";
  const looks = JSON.parse(document.getElementById("looks").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = {displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false, responsive: true,
                 typesetMath: false, plotlyServerURL: "", topojsonURL: ""};
  const coloured = new Set(["color", "fillcolor", "shadow"]);
  const paper = {height: 690, beside: 540, least: 0.65};

  // The figure with the look's own colours where it asks for them.
  function tinted(value, key, put) {
    if (typeof value === "string") {
      return coloured.has(key) ? Object.keys(put).reduce((said, from) => said.replaceAll(from, put[from]), value) : value;
    }
    if (Array.isArray(value)) return value.map(one => tinted(one, key, put));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, tinted(one, name, put)]));
  }

  function draw(plot, look) {
    const drawn = JSON.parse(drawing(plot).textContent);
    const layout = {...tinted(drawn.layout, "", look.put), template: look.template};
    Plotly.newPlot(plot, tinted(drawn.data, "", look.put), layout, still);
    plot.parentElement.scrollLeft = (plot.offsetWidth - plot.parentElement.clientWidth) / 2;
  }

  function drawing(plot) {
    return plot.closest("figure").querySelector("script.drawing");
  }

  // All that can be seen; what lies in something closed waits until it is opened.
  function drawAll(look, within = document) {
    for (const plot of within.querySelectorAll(".plot")) if (!plot.closest("details:not([open])")) draw(plot, look);
  }

  function onScreen() {
    document.documentElement.classList.remove("paper");
    for (const one of document.querySelectorAll("[data-fitted]")) {
      one.style.zoom = "";
      one.removeAttribute("data-fitted");
    }
    for (const one of document.querySelectorAll("[data-long]")) one.removeAttribute("data-long");
    drawAll(current());
  }

  function current() {
    return dark.matches ? looks.dark : looks.light;
  }

  // As wide as a sheet, in light colours; what is larger than its room is made smaller.
  function onPaper() {
    document.documentElement.classList.add("paper");
    drawAll(looks.light);
    for (const plot of document.querySelectorAll(".wide > .plot")) fit(plot, plot.parentElement.clientWidth / plot.offsetWidth);
    for (const slide of document.querySelectorAll(".slide")) fitSlide(slide, paper.height / slide.offsetHeight);
  }

  // A slide too long to be read on one sheet goes on to the next; a drawing in it is never cut.
  function fitSlide(slide, share) {
    if (share >= paper.least) return fit(slide, share);
    slide.setAttribute("data-long", "");
    for (const plot of slide.querySelectorAll(".plot")) fit(plot, paper.beside / plot.offsetHeight);
  }

  function fit(one, share) {
    if (!(share < 1)) return;
    one.style.zoom = share;
    one.setAttribute("data-fitted", "");
  }

  onScreen();
  dark.addEventListener("change", onScreen);
  addEventListener("beforeprint", onPaper);
  addEventListener("afterprint", onScreen);
  for (const details of document.querySelectorAll("details")) {
    details.addEventListener("toggle", () => {
      if (details.open) drawAll(current(), details);
    });
  }
})();
