// What the server tells the scripts about images: addresses, limits, and words in its language.
import { withValues } from "../words.js";

const element = document.getElementById("image-settings");
const { addresses, maxBytes, words } = JSON.parse(element.textContent);

export { addresses, maxBytes, words };

export function say(name, values = {}) {
  return withValues(words[name], values);
}

// Read each time: signing in again in another tab gives the form a new one.
export function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

export function addressOf(name, id) {
  return addresses[name].replace("/0/", `/${id}/`);
}
