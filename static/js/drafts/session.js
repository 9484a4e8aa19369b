// Whether the person who opened a form is still signed in, and can be reached: asked before sending.
import { withValues } from "../words.js";

const TIMEOUT_MS = 10_000;
// So long an answer of the site counts as "just now".
const FRESH_MS = 20_000;

export class OpenSession {
  #heardAt = performance.now(); // the page itself came to somebody who was signed in
  #shown = "";

  constructor({ address, user, form }) {
    Object.assign(this, { address, user, form });
    const doubt = () => document.visibilityState === "visible" && this.#comeBack();
    document.addEventListener("visibilitychange", doubt);
    window.addEventListener("focus", doubt);
    // Whatever else the page asks of the site tells as much.
    document.addEventListener("session:heard", () => this.#hear());
    document.addEventListener("session:doubt", () => this.ask());
  }

  get isSure() {
    return !this.#shown && performance.now() - this.#heardAt < FRESH_MS;
  }

  #hear() {
    this.#heardAt = performance.now();
  }

  /** Tell whether the form may be sent; if not, a notice beside its buttons says why. */
  async ask() {
    const answer = await this.#answer();
    if (answer === "broken") return true; // the site is there: let its own answer decide
    if (!answer) return this.#show("no-answer");
    if (answer.user === null) return this.#show("signed-out");
    if (answer.user !== this.user) return this.#show("somebody-else", answer.name);
    // Signing in makes a new token, and forms that were open before still hold the old one.
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = answer.token;
    this.#hear();
    if (this.#shown) this.#show(this.#shown === "no-answer" ? "" : "signed-in");
    return true;
  }

  async #answer() {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(this.address, { cache: "no-store", signal });
      if (response.status >= 500) return null;
      return response.ok ? await response.json() : "broken";
    } catch {
      return null;
    }
  }

  /** Back in this tab, perhaps from signing in or out in another one. */
  #comeBack() {
    this.#heardAt = -Infinity;
    if (this.#shown && this.#shown !== "signed-in") this.ask();
  }

  #show(which, name = "") {
    if (this.#shown === which) return false;
    this.#shown = which;
    this.form.querySelector(".kept-alert")?.remove();
    if (!which) return false;
    const alert = document.getElementById("kept-alert").content.firstElementChild.cloneNode(true);
    for (const words of alert.querySelectorAll("[data-case]")) {
      if (words.dataset.case !== which) words.remove();
    }
    const words = alert.querySelector("p");
    if (name) words.textContent = withValues(words.textContent, { name });
    this.form.querySelector(".submit-row").prepend(alert);
    alert.scrollIntoView({ block: "nearest" });
    return false;
  }
}
