// Takes whoever has to mend something to the place where it stands.
import { form, whenEditorIsReady } from "./page.js";
import { reveal } from "./folds.js";

const summary = form.querySelector("[data-errors]");
export const hasErrors = Boolean(summary);

function goTo(field) {
  reveal(field);
  if (field.id === "id_body" && window.CKEDITOR) {
    whenEditorIsReady((editor) => editor.focus());
  } else if (field.closest("[data-image-field]")) {
    field.closest("[data-image-field]").querySelector("[data-describe]:not([hidden]), [data-choose]").focus();
  } else if (field.matches(".select2-hidden-accessible, .admin-autocomplete")) {
    const box = field.closest(".form-row").querySelector(".select2-search__field, .select2-selection");
    (box ?? field).focus();
  } else {
    field.focus();
  }
}

export function leadToErrors() {
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-field]");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    goTo(field);
  });
  const links = [...(summary?.querySelectorAll("a[data-field]") ?? [])];
  const fields = links.map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  fields.forEach(reveal);
  if (fields.length) goTo(fields[0]);
}
