// A hint that somebody works in the admin with this browser; it says nothing of who.
const HINT = "works-here";

/* Where a browser keeps nothing, its pages take it that nobody works here. */
function inStorage(act) {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}

export const remember = () => inStorage((storage) => storage.setItem(HINT, "1"));
export const forget = () => inStorage((storage) => storage.removeItem(HINT));
export const worksHere = () => inStorage((storage) => storage.getItem(HINT)) !== null;
