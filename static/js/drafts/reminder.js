// Reminds on the home of the admin of text that stands in this browser alone, with the way to it.

import { momentInWords } from "./offers.js";
import { leftBy, tidyUp } from "./store.js";
import { withValues } from "../words.js";

const place = document.querySelector("[data-kept-reminder]");

function item(copy) {
  const line = document.getElementById("kept-reminder").content.firstElementChild.cloneNode(true);
  const link = line.querySelector("a");
  link.href = `${copy.address}?kept`;
  link.textContent = copy.title || link.textContent;
  const when = line.querySelector("[data-when]");
  when.textContent = withValues(when.textContent, { moment: momentInWords(copy.at) });
  return line;
}

const { user, saved } = JSON.parse(document.getElementById("local-drafts").textContent);
await tidyUp(user, saved);
const left = await leftBy(user);
place.querySelector("ul").replaceChildren(...left.map(item));
place.hidden = !left.length;
