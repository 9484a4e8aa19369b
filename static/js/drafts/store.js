// Copies of typed text in this browser: one each, "copy:<user>:<form>:<id>".
// An open tab holds a lock by the name of its copy; the browser frees it however the tab ends.

import { copiesUnder, remove, write } from "./disk.js";

const PREFIX = "copy:";
const KEPT_DAYS = 30;

export const idOf = (name) => name.split(":").at(-1);

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const isCopy = ([, copy]) => Array.isArray(copy?.fields);
const newestFirst = (one, other) => other.at - one.at;

async function namesOfOpenTabs() {
  const locks = (await navigator.locks?.query())?.held ?? [];
  return new Set(locks.map((lock) => lock.name));
}

/** Forget what the server has stored, whatever form it was of, and what is a month old. */
export async function tidyUp(user, saved) {
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  for (const [name, copy] of await copiesUnder(PREFIX)) {
    const isSaved = name.startsWith(`${PREFIX}${user}:`) && saved.includes(idOf(name));
    if (isSaved || !(copy?.at > oldest)) await remove(name);
  }
}

/** Count what a person has on this device: each copy is text that was not saved. */
export async function countOf(user) {
  return (await copiesUnder(`${PREFIX}${user}:`)).size;
}

export async function removeAllOf(user) {
  const copies = await copiesUnder(`${PREFIX}${user}:`);
  await Promise.all([...copies.keys()].map(remove));
}

/** List the copies of a person that no open tab is writing, of whatever form. */
export async function leftBy(user) {
  const [copies, open] = [await copiesUnder(`${PREFIX}${user}:`), await namesOfOpenTabs()];
  const left = [...copies].filter(isCopy).filter(([name]) => !open.has(name));
  return left.map(([, copy]) => copy).sort(newestFirst);
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
    return write(name, copy);
  }

  async read(name) {
    return (await copiesUnder(name)).get(name);
  }

  remove(name) {
    return remove(name);
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
    const copies = await Promise.all(this.#prefixes.map(copiesUnder));
    return copies
      .flatMap((found) => [...found])
      .filter(isCopy)
      .map(([name, copy]) => ({ ...copy, name, isOpen: isOpen(name) }))
      .sort(newestFirst);
  }
}
