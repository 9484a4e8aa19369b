// Tells the site that somebody has this article open, and shows who else has.
// The server's part: blog/admin/articles/presence.py.

const EVERY_MS = 15_000;
const TIMEOUT_MS = 10_000;

const list = document.querySelector("[data-presence]");
const form = document.getElementById("article_form");

class Presence {
  #timer;
  #isAsking = false;
  #isSaving = false;

  start() {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.pause() : this.ask()));
    window.addEventListener("pageshow", () => this.ask());
    window.addEventListener("pagehide", () => this.#isSaving || this.leave());
    form.addEventListener("submit", (event) => (this.#isSaving = !event.defaultPrevented));
    if (!document.hidden) this.ask();
  }

  pause() {
    clearTimeout(this.#timer);
  }

  #message(...marks) {
    const message = new FormData();
    for (const name of ["csrfmiddlewaretoken", "based_on"]) {
      message.set(name, form.elements[name]?.value ?? "");
    }
    for (const name of marks) message.set(name, "1");
    return message;
  }

  async ask() {
    this.pause();
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#show(await this.#answer());
    this.#isAsking = false;
    if (!document.hidden) this.#timer = setTimeout(() => this.ask(), EVERY_MS);
  }

  async #answer() {
    try {
      const response = await fetch(list.dataset.presence, {
        method: "POST",
        body: this.#message(),
        redirect: "manual", // to the page for signing in
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      document.dispatchEvent(new Event(response.ok ? "session:heard" : "session:doubt"));
      return response.ok ? await response.json() : null;
    } catch {
      return null; // no connection: asked again, and before anything is sent
    }
  }

  #show(answer) {
    if (!answer) return;
    this.#showOthers(answer.others);
    this.#showNewer(answer.newer);
  }

  #showOthers(lines) {
    const shown = [...list.children].map((item) => item.textContent);
    // What did not change is not read aloud again.
    if (shown.join("\n") === lines.join("\n")) return;
    const item = (line) => Object.assign(document.createElement("li"), { textContent: line });
    list.replaceChildren(...lines.map(item));
  }

  #showNewer(newer) {
    const shown = form.querySelector(".newer-version");
    const [said, words] = [shown?.querySelector("[data-newer]").textContent ?? "", newer?.words ?? ""];
    if (said === words) return;
    shown?.remove();
    if (!newer) return;
    const notice = document.getElementById("newer-version").content.firstElementChild.cloneNode(true);
    notice.querySelector("[data-newer]").textContent = newer.words;
    notice.querySelector("a").href = newer.address;
    form.querySelector(".submit-row").prepend(notice);
  }

  /** Closing the page ends the presence; saving does not, for the same person comes back at once. */
  leave() {
    this.pause();
    navigator.sendBeacon(list.dataset.presence, this.#message("leaving"));
  }
}

if (list && form) new Presence().start();
