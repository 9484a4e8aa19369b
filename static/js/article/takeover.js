// Offers what stood around a pasted web page to the fields where it belongs, or to be left out; the server
// tells which lines these are (coaching_site/rich_text/pasted_pages/). A row follows the text: where its
// lines come back, by Ctrl+Z too, its fields get back what they held.
import { readFields, writeFields } from "../drafts/fields.js";
import { control, fill, form, whenEditorIsReady } from "./page.js";
import { PastedLines } from "./pasted_lines.js";

const FIELDS = {
  title: "title", names: "bylines", day: "publish_at_0", hour: "publish_at_1", rights: "copyright_line",
};
const panel = form.querySelector("[data-takeover]");
const valuesOf = (names) => readFields(form).filter(([name]) => names.includes(name));

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
    this.part("words").textContent = words;
    for (const step of ["take", "leave", "stay", "undo"]) {
      this.part(step).addEventListener("click", () => this[step]());
    }
    this.nameTaking(fields.names ?? []);
  }

  part = (name) => this.row.querySelector(`[data-${name}]`);

  nameTaking(names) {
    const unknown = names.filter(({ id }) => !id).map(({ name }) => name).join(", ");
    if (!this.fields.length) this.part("take").remove();
    else if (unknown) this.part("take").textContent = fill(control(FIELDS.names).dataset.makeWords, { name: unknown });
  }

  async take() {
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
    this.taken = { names, before, after: JSON.stringify(valuesOf(names)) };
  }

  leave() {
    this.isUsed = true;
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
    const { names, before, after } = this.taken ?? {};
    this.taken = null;
    // What somebody changed since is hers.
    if (names && JSON.stringify(valuesOf(names)) === after) writeFields(form, before);
  }
}

export function offerTakeover() {
  let offers = [];
  const list = panel?.querySelector("ul");
  const follow = () => {
    offers.forEach((offer) => offer.follow());
    panel.hidden = !list.querySelector(":scope > :not([hidden])");
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
    panel.querySelector("[data-close]").addEventListener("click", () => list.replaceChildren());
    panel.addEventListener("click", follow);
    panel.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "z") return;
      event.preventDefault();
      editor.execCommand("undo");
    });
  };
  if (panel) whenEditorIsReady(listen);
}
