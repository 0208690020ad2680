// Where the map is looked at from: which part of it the frame shows, in the map's own pixels.

const CLOSEST = 1.15;
const LOWEST = 260, TALLEST = 1200;

class View {
  constructor(frame) {
    this.frame = frame;
    this.chosen = false;
    this.room = 0;
  }

  // Readable, around somebody; all of it if there is room. `most` is how high the frame may be.
  open(all, around, most) {
    const scale = Math.min(CLOSEST, Math.max(1, this.room / all.width)), width = this.room / scale;
    const high = Math.round(Math.min(most ?? TALLEST, Math.max(LOWEST, all.height * scale))), height = high / scale;
    const left = Math.max(all.x, Math.min(around - width / 2, all.x + all.width - width));
    this.frame.style.height = `${high + 2}px`;
    this.show({
      x: width > all.width ? all.x - (width - all.width) / 2 : left, y: all.y - Math.max(0, height - all.height) / 2, width, height,
    });
  }

  // The whole map.
  fit(all) {
    const high = this.frame.clientHeight, scale = Math.min(CLOSEST, this.room / all.width, high / all.height);
    const width = this.room / scale, height = high / scale;
    this.choose({ x: all.x - (width - all.width) / 2, y: all.y - (height - all.height) / 2, width, height });
  }

  show(part) {
    this.part = part;
    const { x, y, width, height } = part;
    this.frame.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  }

  // What somebody chose to look at stays.
  choose(part) {
    this.chosen = true;
    this.show(part);
  }

  zoom(factor, at = null) {
    const { x, y, width, height } = this.part, middle = at ?? { x: x + width / 2, y: y + height / 2 };
    const by = Math.min((this.room * 6) / width, Math.max(this.room / 4 / width, factor));
    this.choose({ x: middle.x - (middle.x - x) * by, y: middle.y - (middle.y - y) * by, width: width * by, height: height * by });
  }

  pan(across, down) {
    const scale = this.part.width / this.frame.clientWidth;
    this.choose({ ...this.part, x: this.part.x - across * scale, y: this.part.y - down * scale });
  }

  // A frame of another width shows as much more or less, as large as before.
  widen(room) {
    this.show({ ...this.part, width: (this.part.width * room) / this.room });
    this.room = room;
  }

  // As little aside as brings a place with the air around it into sight.
  reveal(x, y, width, height) {
    const away = (at, from, size, air) => Math.min(0, at - air / 2 - from) || Math.max(0, at + air / 2 - from - size);
    const across = away(x, this.part.x, this.part.width, width), down = away(y, this.part.y, this.part.height, height);
    if (across || down) this.show({ ...this.part, x: this.part.x + across, y: this.part.y + down });
  }

  holds(all) {
    const { x, y, width, height } = this.part;
    return all.x >= x && all.y >= y && all.x + all.width <= x + width && all.y + all.height <= y + height;
  }

  // The place on the map under a pointer; `within`, never outside of what is seen.
  at(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.frame.getScreenCTM().inverse());
  }

  within(event, air) {
    const at = this.at(event), { x, y, width, height } = this.part;
    return { x: Math.max(x + air, Math.min(at.x, x + width - air)), y: Math.max(y + air, Math.min(at.y, y + height - air)) };
  }
}
