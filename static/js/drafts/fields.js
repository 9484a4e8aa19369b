// Reads a form of the admin as values that can be kept, and puts them back.
// Knows the controls that are not plain: CKEditor's text areas and the search boxes of select2.

const LEFT_OUT = new Set(["submit", "button", "reset", "image", "file", "password", "fieldset"]);

function controlsOf(form) {
  return [...form.elements].filter(
    (control) =>
      control.name &&
      control.name !== "csrfmiddlewaretoken" &&
      !control.name.startsWith("_") &&
      !LEFT_OUT.has(control.type) &&
      !control.closest(".actions"),
  );
}

const editorOf = (control) => window.CKEDITOR?.instances[control.id];

/** The text areas that CKEditor takes over, once it has; without it they stay plain. */
export async function editorsOf(form) {
  const areas = [...form.querySelectorAll("textarea[data-type=ckeditortype]")];
  if (!window.CKEDITOR) return [];
  await Promise.all(areas.map(ready));
  return areas.map(editorOf);
}

function ready(area) {
  if (editorOf(area)?.status === "ready") return null;
  return new Promise((done) => {
    CKEDITOR.on("instanceReady", ({ editor }) => {
      if (editor.name === area.id) done();
    });
  });
}

function valueOf(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked;
  if (control.options) {
    return [...control.selectedOptions].map((option) => [option.value, option.text.trim()]);
  }
  return editorOf(control)?.getData() ?? control.value;
}

/** Return [name, value] of every control in order; chosen rows with the words that show them. */
export function readFields(form) {
  return controlsOf(form).map((control) => [control.name, valueOf(control)]);
}

// What a text can be stored with (coaching_site/rich_text/sanitising.py), and what shows its images.
const STORED = new Set(
  "href title start type colspan rowspan scope data-image data-block alt src width height".split(" "),
);
const TAG = /<[a-z][^<>]*>/gi;
const ATTRIBUTE = /\s+([\w:-]+)(?:="([^"]*)")?/g;
// An image that is not described yet has none; an empty one is decorative.
const means = (name, value) => STORED.has(name) && (value || name === "alt");

function withoutTraces(html) {
  return html.replace(TAG, (tag) => tag.replace(ATTRIBUTE, (attribute, name, value) => (means(name, value) ? attribute : "")));
}

/** Return fields as one text to compare: without what editors and extensions leave in elements. */
export function textOf(fields) {
  return JSON.stringify(fields.map(([name, value]) => [name, typeof value === "string" ? withoutTraces(value) : value]));
}

/** Choose the rows in the order given; those that a search box never loaded become options. */
function choose(select, rows) {
  for (const option of select.options) option.selected = false;
  for (const [value, text] of rows) {
    const option = [...select.options].find((known) => known.value === value);
    if (option) option.selected = true;
    const chosen = option ?? new Option(text, value, true, true);
    // The order of choosing counts where several may be chosen in a search box.
    if (!option || select.matches("[multiple].admin-autocomplete")) select.append(chosen);
  }
}

async function setValue(control, value) {
  if (control.type === "checkbox" || control.type === "radio") control.checked = value;
  else if (control.options) choose(control, value);
  else if (editorOf(control)) {
    await new Promise((done) => editorOf(control).setData(value, { callback: done }));
  } else control.value = value;
}

/** Put values back where controls of the same name stand, and tell whoever listens. */
export async function writeFields(form, fields) {
  const controls = controlsOf(form);
  for (const [name, value] of fields) {
    const place = controls.findIndex((control) => control.name === name);
    if (place === -1) continue;
    const [control] = controls.splice(place, 1);
    await setValue(control, value);
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** The controls for plain words; the first of a form is its title or name. */
export const textControls = (form) =>
  controlsOf(form).filter((control) => /^text/.test(control.type) && !editorOf(control));

/** Return the title of kept fields, to recognise them by. */
export function titleOf(form, fields) {
  const [line] = textControls(form);
  return (Object.fromEntries(fields)[line?.name] ?? "").trim();
}

// A parsed document that is never shown runs and loads nothing.
function passagesOf(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.children].map((block) => block.textContent.trim()).filter(Boolean);
}

/** Return the words of kept fields that the form does not hold, or all when it holds them all. */
export function newWordsOf(form, fields) {
  const area = controlsOf(form).find(editorOf);
  if (!area) return "";
  const shown = new Set(passagesOf(editorOf(area).getData()));
  const kept = passagesOf(Object.fromEntries(fields)[area.name] ?? "");
  const own = kept.filter((passage) => !shown.has(passage));
  return (own.length ? own : kept).join(" ");
}
