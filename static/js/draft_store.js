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

export const idOf = (name) => name.split(":").at(-1);

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
    if (ids.includes(idOf(name))) storage().removeItem(name);
  }
}

/** Forget copies of anybody that are older than a month, and what can no longer be read. */
export function removeOld() {
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  for (const name of namesUnder(PREFIX)) {
    if (!(parsed(name)?.at > oldest)) storage().removeItem(name);
  }
}

/** The copies of one form of one person; `insteadOf` is a form that is gone, whose texts it takes. */
export class DraftStore {
  #prefixes;
  #releases = new Map();
  #released = new Set();

  constructor(user, form, insteadOf) {
    this.#prefixes = [form, insteadOf].filter(Boolean).map((which) => `${PREFIX}${user}:${which}:`);
  }

  nameOf(id) {
    return this.#prefixes[0] + id;
  }

  /** Store a copy; tell whether that was possible. */
  write(name, copy) {
    try {
      window.localStorage.setItem(name, JSON.stringify(copy));
      return true;
    } catch {
      return false; // switched off, or full
    }
  }

  read(name) {
    return parsed(name);
  }

  remove(name) {
    storage()?.removeItem(name);
  }

  /** Claim a copy for this tab, so that another tab does not offer it. */
  hold(name) {
    // Browsers have no locks on pages without HTTPS; there every copy is offered.
    navigator.locks?.request(
      name,
      () => new Promise((release) => this.#releases.set(name, release)),
    );
  }

  /** Let go of a copy: it may be offered from now on. */
  release(name) {
    this.#released.add(name);
    this.#releases.get(name)?.();
  }

  /** List the copies, the newest first; `isOpen` marks those that a tab is writing. */
  async list() {
    const open = await namesOfOpenTabs();
    const isOpen = (name) => open.has(name) && !this.#released.has(name);
    return this.#prefixes
      .flatMap(namesUnder)
      .map((name) => ({ ...this.read(name), name, isOpen: isOpen(name) }))
      .filter(isCopy)
      .sort(newestFirst);
  }
}
