// Asks where a link leads, in one field: words find pages of the site, an address is taken as it is.
import { make, makeButton } from "../elements.js";
import { withValues } from "../words.js";
import { ask } from "./server.js";

const TYPING_PAUSE = 200;
const LONGEST_SEARCH = 200;

function optionOf({ words, kind, href }, index) {
  const option = make(
    "li",
    { id: `link-choice-${index}`, className: "link-dialog__choice" },
    make("strong", { textContent: words }),
    make("span", { className: "link-dialog__kind", textContent: kind }),
    make("span", { className: "link-dialog__address", textContent: href }),
  );
  option.setAttribute("role", "option");
  return option;
}

class LinkDialog {
  constructor(editor, { present, words }) {
    this.editor = editor;
    this.words = editor.config.words;
    this.present = present;
    this.field = this.makeField(words.slice(0, LONGEST_SEARCH));
    this.fault = make("p", { id: "link-fault", className: "link-dialog__fault" });
    this.fault.setAttribute("role", "alert");
    this.list = this.makeList();
    this.status = make("p", { className: "link-dialog__status" });
    this.status.setAttribute("role", "status");
    this.dialog = this.makeDialog();
    this.choices = [];
    this.active = 0;
    this.shown = null; // the words whose choices stand in the list
    this.former = null;
    this.answer = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.fitAboveKeyboard();
    this.field.focus();
    this.field.select();
    this.begin();
    return this.answer;
  }

  makeField(value) {
    const field = make("input", { type: "text", id: "link-field", value, autocomplete: "off", spellcheck: false });
    field.enterKeyHint = "done";
    const attributes = {
      role: "combobox",
      autocapitalize: "none",
      "aria-autocomplete": "list",
      "aria-controls": "link-choices",
      "aria-expanded": "false",
      "aria-describedby": "link-help link-fault",
    };
    for (const [name, text] of Object.entries(attributes)) field.setAttribute(name, text);
    field.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.say("");
      this.typing = setTimeout(() => this.search(), TYPING_PAUSE);
    });
    field.addEventListener("keydown", (event) => this.onKey(event));
    return field;
  }

  makeList() {
    const list = make("ul", { id: "link-choices", className: "link-dialog__choices" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.words.linkChoices);
    // The field keeps the focus, and the keyboard of a phone stays where it is.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.finish(this.choices[[...list.children].indexOf(option)]);
    });
    return list;
  }

  makeDialog() {
    const title = make("h2", { id: "link-title", textContent: this.words.linkTitle });
    const label = make("label", { htmlFor: this.field.id, textContent: this.words.linkField });
    const help = make("p", { id: "link-help", className: "link-dialog__help", textContent: this.words.linkHelp });
    const done = make("button", { type: "submit", className: "dialog__button dialog__button--next", textContent: this.words.linkDone });
    const buttons = make("p", { className: "dialog__buttons" }, done);
    if (this.present) buttons.append(makeButton(this.words.unlink, () => this.finish({ isRemoved: true }), "dialog__button"));
    buttons.append(makeButton(this.words.cancel, () => this.dialog.close(), "dialog__button"));
    const form = make("form", { noValidate: true }, title, label, this.field, this.fault, help, this.status, this.list, buttons);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take();
    });
    const dialog = make("dialog", { className: "dialog link-dialog" }, form);
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.addEventListener("close", () => {
      clearTimeout(this.typing);
      dialog.remove();
      this.resolve({ choice: null }); // says nothing after a choice
    });
    return dialog;
  }

  /* The keyboard of a phone covers the page without making it smaller. */
  fitAboveKeyboard() {
    const fit = () => this.dialog.style.setProperty("--sight", `${window.visualViewport.height}px`);
    window.visualViewport.addEventListener("resize", fit);
    this.dialog.addEventListener("close", () => window.visualViewport.removeEventListener("resize", fit));
    fit();
  }

  /* With where the link leads now, or with pages that are called as the chosen words. */
  async begin() {
    const { href, number } = this.present ?? {};
    if (!this.present) {
      if (this.field.value) this.search();
      return;
    }
    const before = (this.field.value = number ? "" : href);
    const found = await this.load(number ? { number } : { words: href });
    if (!found) return;
    [this.former] = found.choices;
    if (this.field.value !== before) return; // something was typed meanwhile
    if (number && this.former) {
      this.field.value = this.shown = this.former.words;
    } else if (number) {
      this.say(this.words.linkGone);
    }
    this.field.select();
  }

  search() {
    clearTimeout(this.typing);
    return this.load({ words: this.field.value.trim() });
  }

  /* Shows and returns what the server finds; null for no answer, or one to what was asked before. */
  async load(sought) {
    const asked = (this.asked = Symbol("asked"));
    const found = sought.words === "" ? { choices: [] } : await ask(this.editor, this.editor.config.linksAddress, sought).catch(() => null);
    if (asked !== this.asked) return null;
    this.shown = found ? sought.words : null;
    this.show(found?.choices ?? []);
    if (!found) this.say(this.words.linkUnreachable);
    return found;
  }

  show(choices) {
    this.choices = choices;
    this.list.replaceChildren(...choices.map(optionOf));
    this.field.setAttribute("aria-expanded", String(choices.length > 0));
    this.status.textContent = choices.length ? withValues(this.words.linkFound, { count: choices.length }) : "";
    this.activate(0);
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.list.children[index];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = this.choices;
    if (!step || !length || event.isComposing) return;
    event.preventDefault();
    this.activate((this.active + step + length) % length);
  }

  /* Takes the marked choice. What was typed too fast to be seen is shown first, unless it is an address. */
  async take() {
    const words = this.field.value.trim();
    const wasSeen = words === this.shown;
    if (!wasSeen) await this.search();
    if (words !== this.shown) return;
    const choice = this.choices[this.active];
    if (!choice) {
      this.say(this.words.linkNothing);
    } else if (wasSeen || !choice.number) {
      this.finish(choice);
    }
  }

  say(fault) {
    this.fault.textContent = fault;
    this.field.setAttribute("aria-invalid", String(Boolean(fault)));
    if (fault) this.field.focus();
  }

  finish(choice) {
    this.resolve({ choice, former: this.former });
    this.dialog.close();
  }
}

/* Resolves with the `choice` that was made, null for none, and what the link led to before. */
export function askLink(editor, asked) {
  return new LinkDialog(editor, asked).open();
}
