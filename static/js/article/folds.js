// The folds beside the text: one line says what is inside, the browser remembers which are open.
import { atRest, control, fill, form, language, words } from "./page.js";
import { momentTyped } from "./step.js";

const KEY = "article-form:folds";
const REST_MS = 150;
const aside = form.querySelector("[data-aside]");
const folds = [...form.querySelectorAll("details[data-fold]")];

const moments = new Intl.DateTimeFormat(language, {
  day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
});

function valueOf(name) {
  const image = form.querySelector(`.field-${name} .image-field__shown`);
  if (image) return image.hidden ? "" : image.textContent.trim();
  if (control(`${name}_0`)) {
    const moment = momentTyped(name);
    return moment ? moments.format(moment) : "";
  }
  const field = control(name);
  if (!field || field.type === "checkbox") return field?.checked ? "x" : "";
  if (!field.options) return field.value.trim();
  const chosen = [...field.selectedOptions].filter((option) => option.value);
  return chosen.map((option) => option.text.trim()).filter(Boolean).join(", ");
}

function partOf([name, sentence]) {
  if (name.startsWith("!")) return valueOf(name.slice(1)) ? "" : sentence;
  const value = valueOf(name);
  const count = control(name)?.selectedOptions?.length ?? value.split("\n").filter(Boolean).length;
  return value ? fill(sentence, { value, count }) : "";
}

function summarise(fold) {
  const { fields, nothing } = words.folds[fold.dataset.fold];
  const parts = Object.entries(fields).map(partOf).filter(Boolean);
  fold.querySelector("[data-summary]").textContent = parts.join(" · ") || nothing;
}

function readMemory() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function writeMemory(name, isOpen) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readMemory(), [name]: isOpen }));
  } catch {
    // Without storage the folds stand as they come.
  }
}

function foldColumn(isFolded) {
  form.classList.toggle("is-calm", isFolded);
  const button = aside.querySelector("[data-calm]");
  button.setAttribute("aria-expanded", String(!isFolded));
  button.querySelector("[data-label]").textContent = isFolded ? words.unfold : words.foldAway;
}

/** Make sure that a field can be seen. */
export function reveal(field) {
  const fold = field.closest("details[data-fold]");
  if (fold) fold.open = true;
  if (aside.contains(field)) foldColumn(false);
}

export function keepFolds() {
  const memory = readMemory();
  for (const fold of folds) {
    if (fold.dataset.fold in memory) fold.open = memory[fold.dataset.fold];
    fold.querySelector("summary").addEventListener("click", () => {
      writeMemory(fold.dataset.fold, !fold.open);
    });
  }
  aside.querySelector("[data-calm]").addEventListener("click", () => {
    const isFolded = !form.classList.contains("is-calm");
    foldColumn(isFolded);
    writeMemory("column", !isFolded);
  });
  foldColumn(memory.column === false);
  watchWhatIsInside();
}

function watchWhatIsInside() {
  const summariseAll = () => folds.forEach(summarise);
  const soon = atRest(summariseAll, REST_MS);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // Calendars, search boxes and the library of images fill fields without telling anybody.
  document.addEventListener("click", soon);
  django.jQuery(form).on("change", "select", soon);
  new MutationObserver(soon).observe(aside, { subtree: true, attributeFilter: ["src", "hidden"] });
  summariseAll();
}
