// Where copies lie in this browser: in localStorage, which can be written while a page is being
// closed, and in IndexedDB, which is on the disk at once. Chromium writes localStorage to its disk
// once a minute while somebody types: a killed browser would lose that minute.

const STORE = "copies";
// Browsers have been seen that never answer; then localStorage has to do.
const PATIENCE_MS = 2000;
let opening;

function database() {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open("drafts", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
    setTimeout(() => fail(new Error("no answer")), PATIENCE_MS);
  });
  return opening;
}

/** Run one request on the disk; rejects where the browser has no room or no such storage. */
async function onDisk(mode, ask) {
  const transaction = (await database()).transaction(STORE, mode, { durability: "strict" });
  return new Promise((done, fail) => {
    const request = ask(transaction.objectStore(STORE));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

const under = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

async function textsOnDisk(prefix) {
  try {
    const [names, texts] = await Promise.all([
      onDisk("readonly", (store) => store.getAllKeys(under(prefix))),
      onDisk("readonly", (store) => store.getAll(under(prefix))),
    ]);
    return names.map((name, place) => [name, texts[place]]);
  } catch {
    return [];
  }
}

/** The quick storage, or nothing where it is switched off: even naming it may throw. */
function quick() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const namesAtHand = (prefix) =>
  Object.keys(quick() ?? {}).filter((name) => name.startsWith(prefix));

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Store a copy in both places, at hand before anything is waited for; tell whether one had room. */
export async function write(name, copy) {
  const text = JSON.stringify(copy);
  let isKept = true;
  try {
    window.localStorage.setItem(name, text);
  } catch {
    isKept = false; // switched off, or full
  }
  try {
    await onDisk("readwrite", (store) => store.put(text, name));
    return true;
  } catch {
    return isKept;
  }
}

export async function remove(name) {
  quick()?.removeItem(name);
  try {
    await onDisk("readwrite", (store) => store.delete(name));
  } catch {
    // Nothing was kept there.
  }
}

/** Return the copies whose names begin so, by name; of two under one name the later. */
export async function copiesUnder(prefix) {
  const texts = await textsOnDisk(prefix);
  for (const name of namesAtHand(prefix)) texts.push([name, quick().getItem(name)]);
  const copies = new Map();
  for (const [name, text] of texts) {
    const copy = parsed(text);
    if (!(copies.get(name)?.at > copy?.at)) copies.set(name, copy);
  }
  return copies;
}
