// A hint that somebody works in the admin with this browser; it says nothing of who.
const HINT = "works-here";

export const remember = () => localStorage.setItem(HINT, "1");
export const forget = () => localStorage.removeItem(HINT);
export const worksHere = () => localStorage.getItem(HINT) !== null;
