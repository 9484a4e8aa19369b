// After a whole web page was pasted: offers to take who wrote it, when and whose it is over into the
// fields where they belong, and to take away what only belonged to the page. Nothing goes by itself.
import { slugOf } from "./address.js";
import { control, fill, form, language, whenEditorIsReady, words } from "./page.js";
import { linesAround } from "./page_lines.js";

const LINES = "p,li,div,h1,h2,h3,h4,h5,h6,blockquote,figcaption,time,address";
const BETWEEN = " · ";
const said = words.takeover;
const days = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });

/** The words of an element, with its breaks. */
function wordsOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("br").forEach((end) => end.replaceWith("\n"));
  const text = copy.textContent.replace(/[\u200b\ufeff]/g, "").replace(/[^\S\n]+/g, " ");
  return text.replace(/ ?\n ?/g, "\n").trim();
}

const linesIn = (root) =>
  [...root.querySelectorAll(LINES)].filter((element) => !element.querySelector(LINES) && wordsOf(element));

/* One line of the text, and which of its parts are taken out of it. */
class Line {
  constructor(editor, element, parts) {
    Object.assign(this, { editor, element, parts, taken: new Set() });
    this.html = element.innerHTML;
    this.words = wordsOf(element);
    this.shown = this.words;
  }

  take(part) {
    this.taken.add(part);
    this.show();
  }

  giveBack(part) {
    this.taken.delete(part);
    this.show();
  }

  show() {
    this.editor.fire("saveSnapshot");
    this.find();
    const left = this.parts.filter((part) => !this.taken.has(part));
    if (!left.length) {
      this.remove();
    } else {
      this.putBack();
      if (this.taken.size) {
        this.element.textContent = left.map(({ text }) => text).join(BETWEEN);
      } else {
        this.element.innerHTML = this.html;
      }
      this.shown = wordsOf(this.element);
    }
    this.editor.fire("saveSnapshot");
  }

  /* A step back in the editor makes every element anew. */
  find() {
    if (this.element.isConnected) return;
    const mine = [this.shown, this.words];
    const found = linesIn(this.editor.editable().$).find((element) => mine.includes(wordsOf(element)));
    this.element = found ?? this.element;
  }

  /* With what is left empty around it, such as a list of one line. */
  remove() {
    const area = this.editor.editable().$;
    if (!this.element.isConnected) return;
    this.outermost = this.element;
    while (this.outermost.parentElement !== area && this.outermost.parentElement?.children.length === 1) {
      this.outermost = this.outermost.parentElement;
    }
    this.next = this.outermost.nextSibling;
    this.around = this.outermost.parentElement;
    this.index = [...area.children].findIndex((child) => child.contains(this.outermost));
    this.outermost.remove();
  }

  putBack() {
    if (this.element.isConnected) return;
    const area = this.editor.editable().$;
    if (this.next?.isConnected) {
      this.next.before(this.outermost);
    } else if (this.around !== area && this.around.isConnected) {
      this.around.append(this.outermost);
    } else {
      this.element = document.createElement(this.element.matches("li") ? "p" : this.element.tagName);
      area.insertBefore(this.element, area.children[this.index] ?? null);
      this.element.innerHTML = this.html;
    }
  }
}

/* The controls do not notice what a script puts in them. */
function setValues(values) {
  for (const [name, value] of Object.entries(values)) {
    control(name).value = value;
    control(name).dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/* Fills fields; returns what puts them back. */
function fillFields(values) {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, control(name).value]));
  setValues(values);
  return () => setValues(before);
}

const twoDigits = (number) => String(number).padStart(2, "0");

function takeDate({ value }) {
  const typed = `${twoDigits(value.getDate())}-${twoDigits(value.getMonth() + 1)}-${value.getFullYear()}`;
  return { undo: fillFields({ publish_at_0: typed, publish_at_1: "" }), shown: days.format(value) };
}

async function findAuthor(name) {
  const { dataset } = control("bylines");
  const query = new URLSearchParams({
    term: name,
    app_label: dataset.appLabel,
    model_name: dataset.modelName,
    field_name: dataset.fieldName,
  });
  const answer = await fetch(`${control("bylines").getAttribute("data-ajax--url")}?${query}`);
  const { results } = answer.ok ? await answer.json() : { results: [] };
  return results.find(({ text }) => text.trim().toLowerCase() === name.toLowerCase());
}

async function takeNames({ value }) {
  const found = await Promise.all(value.map(findAuthor));
  const missing = value.find((_name, index) => !found[index]);
  if (missing) return { missing };
  const field = control("bylines");
  const chosen = new Set([...field.selectedOptions].map((option) => option.value));
  const added = found.filter(({ id }) => !chosen.has(String(id))).map(({ id, text }) => new Option(text, id, true, true));
  field.append(...added);
  django.jQuery(field).trigger("change");
  const undo = () => {
    added.forEach((option) => option.remove());
    django.jQuery(field).trigger("change");
  };
  return { undo, shown: found.map(({ text }) => text).join(", ") };
}

const takeRights = ({ value }) => ({ undo: fillFields({ copyright_line: value }), shown: value });

const KINDS = {
  date: { field: "publish_at_0", take: takeDate },
  names: { field: "bylines", take: takeNames },
  rights: { field: "copyright_line", take: takeRights },
  leftover: {},
};

function makeButton(label, onPress, className = "") {
  const button = Object.assign(document.createElement("button"), { type: "button", className, textContent: label });
  button.addEventListener("click", onPress);
  return button;
}

/* One row: what it looks like, a press to take it over or away, and one to undo that. */
class Offer {
  constructor(line, part) {
    Object.assign(this, { line, part });
    this.row = document.createElement("li");
    this.ask();
  }

  say(sentence, ...buttons) {
    const had = this.row.contains(document.activeElement);
    const text = Object.assign(document.createElement("span"), { textContent: sentence });
    this.row.replaceChildren(text, ...buttons);
    if (had) buttons[0]?.focus();
  }

  ask() {
    const { field } = KINDS[this.part.kind];
    const away = makeButton(said.remove, () => this.done(fill(said.removed, this.part)));
    const buttons = field && control(field) ? [makeButton(said.take, () => this.take()), away] : [away];
    this.say(fill(said[this.part.kind], this.part), ...buttons);
  }

  async take() {
    const { undo, shown, missing } = await KINDS[this.part.kind].take(this.part);
    if (missing) {
      this.sayMissing(missing);
    } else {
      this.done(fill(said.taken, { value: shown }), undo);
    }
  }

  sayMissing(name) {
    const again = makeButton(said.take, () => this.take());
    const buttons = [again];
    if (said.addAuthor) {
      const query = new URLSearchParams({ name, slug: slugOf(name) });
      const link = Object.assign(document.createElement("a"), {
        href: `${said.addAuthor}?${query}`,
        target: "_blank",
        textContent: said.makeAuthor,
      });
      buttons.unshift(link);
    }
    this.say(fill(said.noAuthor, { name }), ...buttons);
  }

  done(sentence, undo = () => {}) {
    this.line.take(this.part);
    const back = makeButton(said.undo, () => {
      undo();
      this.line.giveBack(this.part);
      this.ask();
    });
    this.say(sentence, back);
  }
}

function showOffers(lines) {
  form.querySelector(".takeover")?.remove();
  const offers = lines.flatMap((line) => line.parts.map((part) => new Offer(line, part).row));
  if (!offers.length) return;
  const panel = Object.assign(document.createElement("section"), { className: "takeover" });
  panel.setAttribute("aria-label", said.heading);
  panel.setAttribute("aria-live", "polite");
  const heading = Object.assign(document.createElement("p"), { className: "takeover__heading", textContent: said.heading });
  const close = makeButton("×", () => panel.remove(), "article-messages__close");
  close.setAttribute("aria-label", said.close);
  heading.append(close);
  const list = document.createElement("ul");
  list.append(...offers);
  panel.append(heading, list);
  form.querySelector(".submit-row").prepend(panel);
}

/* Looks for what was pasted, in the text as it stands now. */
function findLines(editor, around) {
  const left = linesIn(editor.editable().$);
  return around.flatMap(([words, parts]) => {
    const index = left.findLastIndex((element) => wordsOf(element) === words);
    return index < 0 ? [] : [new Line(editor, left.splice(index, 1)[0], parts)];
  });
}

export function offerTakeover() {
  whenEditorIsReady((editor) => {
    let around = [];
    const read = ({ data }) => {
      const pasted = new DOMParser().parseFromString(data.dataValue, "text/html").body;
      around = linesAround(linesIn(pasted).map(wordsOf));
    };
    editor.on("paste", read, null, null, 500); // as the filters left it, before it is put in
    editor.on("afterPaste", () => {
      if (around.length) showOffers(findLines(editor, around));
      around = [];
    });
  });
}
