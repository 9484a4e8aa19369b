// This device remembers that a mail address was confirmed here: a signed proof, and not the address.

const KEY = "confirmed-comment-address";

/** Return the proof, or an empty text; storage may be full or forbidden. */
export function kept() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function keep(proof) {
  try {
    localStorage.setItem(KEY, proof);
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be kept, nothing is left.
  }
}
