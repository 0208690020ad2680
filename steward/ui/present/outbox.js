// Notes that Python has not answered yet. They lie in the browser's own storage, under their review and window, so that
// neither a lost connection nor a window loaded anew loses one. Each has a number, so that none is saved twice.

const FIRST_WAIT = 2000, LONGEST_WAIT = 15000, AT_ONCE = 20;

class Outbox {
  constructor(name) {
    this.name = name;
    this.place = `steward.note/${name}/`;
    this.held = new Map(); // what a browser that keeps nothing holds for as long as the window is there
  }

  all() {
    return [...stored(this.place), ...this.held.values()].sort((one, other) => one.at - other.at);
  }

  // Those that nobody refused: they are sent until they are answered.
  waiting() {
    return this.all().filter((note) => !note.refused);
  }

  refused() {
    return this.all().find((note) => note.refused);
  }

  add(note) {
    this.put({ ...note, number: newNumber(), at: performance.timeOrigin + performance.now() });
  }

  put(note) {
    if (!keep(localStorage, this.place + note.number, note)) this.held.set(note.number, note);
  }

  drop(number) {
    this.held.delete(number);
    forget(localStorage, this.place + number);
  }

  // What stands in the form, for a window that is drawn or loaded anew meanwhile.
  draft() {
    return read(sessionStorage, `steward.draft/${this.name}`);
  }

  keepDraft(note) {
    keep(sessionStorage, `steward.draft/${this.name}`, note);
  }

  // One that was refused, once more and as it was: under its number, so that it is saved once where an earlier message
  // with it was still on its way and has saved it meanwhile.
  again(note) {
    this.put({ ...note, refused: undefined });
  }

  holds(number) {
    return this.all().some((note) => note.number === number);
  }

  // What became of notes by their numbers: empty where it is saved, else why it is not. How many were dealt with.
  // A note goes out until it is answered, so one that was refused may still turn out to be saved; never the other way.
  answer(answers) {
    const dealt = this.all().filter(({ number, refused }) => number in answers && !(refused && answers[number]));
    for (const note of dealt) {
      if (answers[note.number]) this.put({ ...note, refused: answers[note.number] });
      else this.drop(note.number);
    }
    return dealt.length;
  }
}

// Which slide this window showed last, in the room it belongs to: a server started anew has forgotten it.
function remembered(room) {
  return read(sessionStorage, `steward.place/${room}`);
}

function remember(room, was, started) {
  keep(sessionStorage, `steward.place/${room}`, { was, started });
}

function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function stored(place) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(place));
    return keys.map((key) => read(localStorage, key)).filter(Boolean);
  } catch {
    return [];
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function keep(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function forget(storage, key) {
  try {
    storage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
