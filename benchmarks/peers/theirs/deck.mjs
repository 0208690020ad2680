// The deck with PptxGenJS: `node deck.mjs MODULES DECK.json RUNS OUT.pptx`; prints seconds of each run as JSON.
import { createRequire } from "node:module"
import { readFileSync, writeFileSync } from "node:fs"

const [modules, file, runs, out] = process.argv.slice(2)
const PptxGenJS = createRequire(`${modules}/`)("pptxgenjs")
const slides = JSON.parse(readFileSync(file, "utf-8"))
const KINDS = { lines: ["line", {}], bars: ["bar", { barGrouping: "clustered" }], stacked: ["bar", { barGrouping: "stacked" }] }

function exhibit(page, one, x) {
  page.addText(one.title, { x, y: 2, w: 4.3, h: 0.5, fontSize: 12 })
  const box = { x, y: 2.5, w: 4.3, h: 3 }
  if (one.kind === "table") return page.addTable(one.rows.map(row => row.map(text => ({ text }))), { ...box, fontSize: 12 })
  const [kind, how] = KINDS[one.kind]
  const data = one.series.map(each => ({ name: each.name, labels: one.categories, values: each.values }))
  page.addChart(kind, data, { ...box, ...how, showLegend: true, showValue: true, dataLabelFormatCode: one.format })
}

async function deck() {
  const made = new PptxGenJS()
  for (const slide of slides) {
    const page = made.addSlide()
    page.addText(slide.title, { x: 0.5, y: 0.2, w: 9, h: 0.7, fontSize: 24 })
    page.addText(slide.points.join("\n"), { x: 0.5, y: 0.9, w: 9, h: 1, fontSize: 14 })
    if (slide.figures.length) page.addTable(slide.figures.map(row => row.map(text => ({ text }))), { x: 0.5, y: 1.5, w: 4.3 })
    slide.exhibits.forEach((one, number) => exhibit(page, one, 0.5 + 4.5 * number))
    if (slide.notes) page.addNotes(slide.notes)
  }
  return made.write({ outputType: "nodebuffer" })
}

const told = []
for (let run = 0; run < Number(runs); run++) {
  const began = performance.now(), before = process.cpuUsage()
  const bytes = await deck()
  const used = process.cpuUsage(before)
  told.push([(performance.now() - began) / 1000, (used.user + used.system) / 1e6])
  writeFileSync(out, bytes)
}
console.log(JSON.stringify(told))
