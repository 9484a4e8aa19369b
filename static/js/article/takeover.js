// Offers what stood around a pasted web page to the fields where it belongs, or to be left out; the server
// tells which lines these are (coaching_site/rich_text/pasted_pages/). A row follows the text: where its
// lines come back, by Ctrl+Z too, its fields get back what they held; where a step takes them out again, the
// fields are filled again.
import { readFields, writeFields } from "../drafts/fields.js";
import { control, fill, form, whenEditorIsReady } from "./page.js";
import { PastedLines } from "./pasted_lines.js";

const FIELDS = {
  title: "title", names: "bylines", day: "publish_at_0", hour: "publish_at_1", rights: "copyright_line",
};
const KEYS = { z: "undo", y: "redo" };
const panel = form.querySelector("[data-takeover]");
const valuesOf = (names) => readFields(form).filter(([name]) => names.includes(name));
/* What somebody changed since is hers. */
const areStill = (values) => JSON.stringify(valuesOf(values.map(([name]) => name))) === JSON.stringify(values);

/* A field that holds something keeps it; names come beside those that are chosen. */
function isFree([part, value]) {
  const field = control(FIELDS[part]);
  if (part === "names") return field && (field.dataset.make || value.every(({ id }) => id));
  return field && value && !field.value.trim();
}

async function authorOf({ id, name }) {
  if (id) return [String(id), name];
  const { make, makeFailed } = control(FIELDS.names).dataset;
  const body = new URLSearchParams({ name, csrfmiddlewaretoken: control("csrfmiddlewaretoken").value });
  const answer = await fetch(make, { method: "POST", body }).catch(() => null);
  const made = await answer?.json().catch(() => null);
  if (!answer?.ok || !made) throw new Error(made?.error ?? makeFailed);
  return [String(made.id), made.text];
}

async function valueFor(part, value) {
  if (part !== "names") return value;
  const [[, chosen]] = valuesOf([FIELDS.names]);
  return [...new Map([...chosen, ...(await Promise.all(value.map(authorOf)))])];
}

class Offer {
  constructor(editor, { lines, words, fields }) {
    this.lines = new PastedLines(editor, lines);
    this.fields = Object.entries(fields).filter(isFree);
    this.row = document.getElementById("takeover-offer").content.firstElementChild.cloneNode(true);
    this.words = words;
    for (const step of ["take", "leave", "stay", "undo"]) {
      this.part(step).addEventListener("click", () => this[step]());
    }
    this.part("words").textContent = words;
    this.nameTaking(fields.names ?? []);
  }

  part = (name) => this.row.querySelector(`[data-${name}]`);

  nameTaking(names) {
    const unknown = names.filter(({ id }) => !id).map(({ name }) => name).join(", ");
    if (!this.fields.length) this.part("take").remove();
    else if (unknown) this.part("take").textContent = fill(control(FIELDS.names).dataset.makeWords, { name: unknown });
  }

  async take() {
    this.part("words").textContent = this.words;
    try {
      const values = this.fields.map(async ([part, value]) => [FIELDS[part], await valueFor(part, value)]);
      await this.write(await Promise.all(values));
      this.leave();
    } catch (error) {
      this.part("words").textContent = error.message;
    }
  }

  async write(values) {
    const names = values.map(([name]) => name);
    const before = valuesOf(names);
    await writeFields(form, values);
    this.taken = { before, after: valuesOf(names) };
  }

  leave() {
    this.isUsed = true;
    this.givenBack = null;
    this.lines.leave();
  }

  undo() {
    this.lines.putBack();
  }

  stay() {
    this.row.remove();
  }

  follow() {
    const isThere = this.lines.find().length > 0;
    if (isThere) this.giveBack();
    const state = isThere ? "asked" : this.taken ? "taken" : "left";
    const hadFocus = this.row.contains(document.activeElement);
    for (const part of this.row.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.includes(state);
    // Who deletes the line herself, or takes the whole paste back, is asked nothing more.
    this.row.hidden = !isThere && !this.isUsed;
    if (hadFocus) this.row.querySelector("button:not([hidden])").focus();
  }

  giveBack() {
    if (!this.taken) return;
    const { before, after } = this.taken;
    this.givenBack = areStill(after) ? this.taken : null;
    this.taken = null;
    if (this.givenBack) writeFields(form, before);
  }

  /* After a step back or forward, which may have taken the lines out again. */
  takeAgain() {
    const { before, after } = this.givenBack ?? {};
    if (!before || !areStill(before) || this.lines.find().length) return;
    this.taken = this.givenBack;
    this.givenBack = null;
    writeFields(form, after);
  }
}

export function offerTakeover() {
  let offers = [];
  const list = panel?.querySelector("ul");
  const follow = () => {
    offers.forEach((offer) => offer.follow());
    panel.hidden = !list.querySelector(":scope > :not([hidden])");
  };
  /* The button that was pressed may be gone. */
  const keepFocus = (editor) => {
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement.checkVisibility()) return;
    (list.querySelector(":scope > :not([hidden]) button:not([hidden])") ?? editor).focus();
  };
  const listen = (editor) => {
    editor.on("pastedPage", ({ data }) => {
      // A title is offered where there is none.
      const asked = data.filter(({ fields }) => !fields.title || isFree(["title", fields.title]));
      offers = asked.map((offer) => new Offer(editor, offer));
      list.replaceChildren(...offers.map(({ row }) => row));
      follow();
    });
    editor.on("change", follow);
    editor.on("afterCommandExec", ({ data: { name } }) => {
      if (!Object.values(KEYS).includes(name)) return;
      offers.forEach((offer) => offer.takeAgain());
      follow();
    });
    panel.querySelector("[data-close]").addEventListener("click", () => list.replaceChildren());
    panel.addEventListener("click", () => {
      follow();
      keepFocus(editor);
    });
    panel.addEventListener("keydown", (event) => {
      const command = (event.ctrlKey || event.metaKey) && KEYS[event.key];
      if (!command) return;
      event.preventDefault();
      editor.execCommand(command);
    });
  };
  if (panel) whenEditorIsReady(listen);
}
