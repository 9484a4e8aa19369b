// What the server tells the scripts about images: addresses, limits, and words in its language.
const element = document.getElementById("image-settings");
const { addresses, maxBytes, words } = JSON.parse(element.textContent);

export { addresses, maxBytes, words };

export function say(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name]);
}

// Read each time: signing in again in another tab gives the form a new one.
export function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

export function addressOf(name, id) {
  return addresses[name].replace("/0/", `/${id}/`);
}
