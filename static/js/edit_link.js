// A link to where this page is written, for who works on the site. The page itself is the same for
// everybody, and no other browser asks for it.
import { forget, worksHere } from "./works_here.js";

async function showEditLink(source) {
  const query = new URLSearchParams({ path: location.pathname });
  const answer = await fetch(`${source}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { works_here, address, words } = await answer.json();
  if (!works_here) forget();
  if (!address) return;
  const link = Object.assign(document.createElement("a"), { href: address, textContent: words });
  const place = Object.assign(document.createElement("aside"), { className: "edit-link" });
  place.append(link);
  document.body.append(place);
}

if (worksHere()) {
  // Without a connection the page is read as by anybody.
  showEditLink(document.querySelector("[data-edit-link]").dataset.editLink).catch(() => null);
}
