// What somebody did and has not saved: steps that can be taken back, and what they come to.

class Pending {
  constructor() {
    this.data = { people: [], lines: [] };
    this.steps = [];
  }

  // New data from Python: what still makes sense stays, what has come true is done. How many were dropped.
  follow(data) {
    const { moved, added, removed } = this.changes();
    const keys = new Set(data.people.map((person) => person.key));
    const here = (line) => keys.has(line.start) && keys.has(line.end);
    const before = [
      ...moved.map((to) => ({ kind: "move", ...to, sense: keys.has(to.key) })),
      ...removed.map((line) => ({ kind: "remove", line, sense: true })),
      ...added.map((line) => ({ kind: "add", line, sense: here(line) })),
    ];
    this.data = data;
    this.steps = before.filter((step) => step.sense && !this.isTrue(step));
    return before.filter((step) => !step.sense).length;
  }

  isTrue(step) {
    if (step.kind === "move") return near(step, this.data.people.find((person) => person.key === step.key));
    return this.data.lines.some((line) => same(line, step.line)) === (step.kind === "add");
  }

  // Steps of arrow keys on one person are one step.
  add(step) {
    const last = this.steps.at(-1);
    if (step.joined && last?.joined && last.key === step.key) this.steps.pop();
    this.steps.push(step);
  }

  people() {
    const people = new Map(this.data.people.map((person) => [person.key, { ...person }]));
    for (const step of this.steps) {
      if (step.kind === "move") Object.assign(people.get(step.key), { x: step.x, y: step.y });
    }
    return people;
  }

  // Somebody reports to one person: a new reporting line takes the place of the old one.
  lines() {
    let lines = this.data.lines;
    for (const { kind, line } of this.steps) {
      if (kind === "remove" || kind === "add") lines = lines.filter((one) => !same(one, line) && !replaces(line, kind, one));
      if (kind === "add") lines = [...lines, line];
    }
    return lines;
  }

  changes() {
    const now = this.lines(), people = this.people();
    const has = (lines, line) => lines.some((one) => same(one, line));
    const added = now.filter((line) => !has(this.data.lines, line));
    const gone = this.data.lines.filter((line) => !has(now, line));
    const moved = this.data.people.filter((person) => !near(person, people.get(person.key)));
    return {
      moved: moved.map(({ key }) => ({ key, x: people.get(key).x, y: people.get(key).y })),
      added,
      removed: gone.filter((line) => !added.some((one) => replaces(one, "add", line))),
    };
  }

  get count() {
    return Object.values(this.changes()).flat().length;
  }
}

const ends = (line) => [line.start, line.end, line.tie];
const same = (one, other) => one.start === other.start && one.end === other.end && one.tie === other.tie;
const near = (one, other) => Math.abs(one.x - other.x) < 0.005 && Math.abs(one.y - other.y) < 0.005;
const replaces = (line, kind, old) =>
  kind === "add" && line.tie === "reports to" && old.tie === "reports to" && line.start === old.start;

// What a line from one to the other can say, and the line itself.
function choices(from, to, lines) {
  const line = (start, end, tie) => ({ start: start.key, end: end.key, tie, doubt: "" });
  if (from.ours && to.ours) return [];
  const [us, them] = from.ours ? [from, to] : [to, from];
  const all = us.ours
    ? [[`${us.name} knows ${them.name}`, line(us, them, "knows")]]
    : ["influences", "conflicts with", "reports to"].map((tie) => [tie, line(from, to, tie)]);
  const mutual = (one, other) => one.tie === "conflicts with" && same(one, line({ key: other.end }, { key: other.start }, other.tie));
  return all.map(([text, drawn]) => [text, drawn, lines.some((one) => same(one, drawn) || mutual(one, drawn))]);
}
