// Copies of typed text in this browser: one entry each, "copy:<user>:<form>:<id>".
// An open tab holds a lock by the name of its copy; the browser frees it however the tab ends.

const PREFIX = "copy:";
const KEPT_DAYS = 30;

/** The browser's storage, or nothing where it is switched off: even naming it may throw. */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function namesUnder(prefix) {
  return Object.keys(storage() ?? {}).filter((name) => name.startsWith(prefix));
}

function parsed(name) {
  try {
    return JSON.parse(window.localStorage.getItem(name));
  } catch {
    return null;
  }
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Count what a person has on this device: each copy is text that was not saved. */
export function countOf(user) {
  return namesUnder(`${PREFIX}${user}:`).length;
}

async function namesOfOpenTabs() {
  const locks = (await navigator.locks?.query())?.held ?? [];
  return new Set(locks.map((lock) => lock.name));
}

const isCopy = (copy) => Array.isArray(copy?.fields);
const newestFirst = (one, other) => other.at - one.at;

/** List the copies of a person that no open tab is writing, of whatever form. */
export async function leftBy(user) {
  const open = await namesOfOpenTabs();
  const names = namesUnder(`${PREFIX}${user}:`).filter((name) => !open.has(name));
  return names.map(parsed).filter(isCopy).sort(newestFirst);
}

export function removeAllOf(user) {
  namesUnder(`${PREFIX}${user}:`).forEach((name) => storage().removeItem(name));
}

/** Forget the copies that the server has stored, whatever form they were of. */
export function removeSaved(user, ids) {
  for (const name of namesUnder(`${PREFIX}${user}:`)) {
    if (ids.includes(name.split(":").at(-1))) storage().removeItem(name);
  }
}

/** Forget copies of anybody that are older than a month, and what can no longer be read. */
export function removeOld() {
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  for (const name of namesUnder(PREFIX)) {
    if (!(parsed(name)?.at > oldest)) storage().removeItem(name);
  }
}

/** The copies of one form of one person. */
export class DraftStore {
  #releases = new Map();
  #released = new Set();

  constructor(user, form) {
    this.prefix = `${PREFIX}${user}:${form}:`;
  }

  /** Store a copy; tell whether that was possible. */
  write(id, copy) {
    try {
      window.localStorage.setItem(this.prefix + id, JSON.stringify(copy));
      return true;
    } catch {
      return false; // switched off, or full
    }
  }

  read(id) {
    return parsed(this.prefix + id);
  }

  remove(id) {
    storage()?.removeItem(this.prefix + id);
  }

  /** Claim a copy for this tab, so that another tab does not offer it. */
  hold(id) {
    // Browsers have no locks on pages without HTTPS; there every copy is offered.
    navigator.locks?.request(
      this.prefix + id,
      () => new Promise((release) => this.#releases.set(id, release)),
    );
  }

  /** Let go of a copy: it may be offered from now on. */
  release(id) {
    this.#released.add(id);
    this.#releases.get(id)?.();
  }

  /** List the copies, the newest first; `isOpen` marks those that a tab is writing. */
  async list() {
    const open = await namesOfOpenTabs();
    const isOpen = (id) => open.has(this.prefix + id) && !this.#released.has(id);
    return namesUnder(this.prefix)
      .map((name) => name.slice(this.prefix.length))
      .map((id) => ({ ...this.read(id), id, isOpen: isOpen(id) }))
      .filter(isCopy)
      .sort(newestFirst);
  }
}
