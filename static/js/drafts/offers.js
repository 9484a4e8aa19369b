// The list above a form: texts that this browser kept, each with "go on" and "throw away".

import { newWordsOf } from "./fields.js";
import { withValues } from "../words.js";

const EXCERPT = 160;
// A tab that just ended may hold its copy for a moment longer.
const LOOK_AGAIN_MS = 1500;

const fromTemplate = (name) =>
  document.getElementById(name).content.firstElementChild.cloneNode(true);

/** Say a moment as people do: the time today, the day before it on other days; in the site's zone. */
export function momentInWords(at) {
  const timeZone = document.body.dataset.adminServerTimezone;
  const inStyle = (style, moment = at) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { timeZone, ...style }).format(moment);
  const isToday = inStyle({ dateStyle: "short" }) === inStyle({ dateStyle: "short" }, Date.now());
  const day = isToday ? {} : { weekday: "long", day: "numeric", month: "long" };
  return inStyle({ ...day, hour: "2-digit", minute: "2-digit" });
}

function shortened(words) {
  return words.length > EXCERPT ? `${words.slice(0, EXCERPT).replace(/\s+\S*$/, "")} …` : words;
}

export class Offers {
  #place = document.querySelector("[data-kept-texts]");
  #list = document.querySelector("[data-kept-list]");

  /** `isOfUse` tells which copies to offer, `isOlder` which were begun on another stored text. */
  constructor({ form, store, isOfUse, isOlder, goOn }) {
    Object.assign(this, { form, store, isOfUse, isOlder, goOn });
  }

  async show() {
    const copies = (await this.store.list()).filter(this.isOfUse);
    const free = copies.filter((copy) => !copy.isOpen);
    this.#list.replaceChildren(...free.map((copy) => this.#offer(copy)));
    this.#place.hidden = !free.length;
    return copies.length > free.length;
  }

  async showAtTheStart() {
    if (await this.show()) setTimeout(() => this.show(), LOOK_AGAIN_MS);
  }

  #offer(copy) {
    const item = fromTemplate("kept-text");
    const title = item.querySelector("[data-title]");
    title.textContent = copy.title || title.textContent;
    const when = item.querySelector("[data-when]");
    when.textContent = withValues(when.textContent, { moment: momentInWords(copy.at) });
    item.querySelector("[data-words]").textContent = shortened(newWordsOf(this.form, copy.fields));
    const isChecked = Boolean(this.form.elements.based_on);
    item.querySelector(isChecked ? "[data-older]" : "[data-older-unchecked]").hidden = !this.isOlder(copy);
    item.querySelector("[data-go-on]").addEventListener("click", () => this.goOn(copy));
    item.querySelector("[data-throw-away]").addEventListener("click", () => this.#throwAway(item, copy));
    return item;
  }

  /** Forget a copy, which a slip of the finger does too: it can be put back while the page is open. */
  #throwAway(item, copy) {
    const { name, isOpen, ...kept } = copy;
    const gone = fromTemplate("thrown-away");
    const back = gone.querySelector("[data-put-back]");
    back.addEventListener("click", async () => {
      await this.store.write(name, kept);
      this.show();
    });
    this.store.remove(name);
    item.replaceWith(gone);
    back.focus();
  }
}
