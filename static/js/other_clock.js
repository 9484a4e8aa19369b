// Names the clock of the site to whoever sits in another time zone.
const notice = document.querySelector("[data-clock]");

const shown = (timeZone) => new Date().toLocaleString("sv-SE", { timeZone, timeStyle: "short", dateStyle: "short" });

if (notice && shown(notice.dataset.clock) !== shown()) notice.hidden = false;
