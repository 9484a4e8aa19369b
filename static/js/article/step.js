// Lets the button that publishes say "schedule" while the moment typed lies in the future.
import { control, form } from "./page.js";

const button = form.querySelector(".article-bar [name=_publish]");
const label = button?.querySelector("[data-step]");
const saved = form.querySelector("[data-saved]");
// As the server reads it: whatever moment stands in the form (blog/forms/planned_changes.py).
const NOW = "now";

/** Now as the clock of the site shows it: what is typed is a time there, wherever somebody sits. */
export function nowOnTheSite() {
  const timeZone = document.body.dataset.adminServerTimezone;
  return new Date(new Date().toLocaleString("sv-SE", { timeZone }).replace(" ", "T"));
}

/** The moment in a pair of fields, to compare with the clock of the site, or null. */
export function momentTyped(name) {
  const [day, month, year] = (control(`${name}_0`)?.value ?? "").split("-").map(Number);
  const [hours = 9, minutes = 0] = (control(`${name}_1`)?.value || "9:00").split(/[:.]/).map(Number);
  return year > 1000 ? new Date(year, month - 1, day, hours, minutes) : null;
}

/* The change is planned as it stands: then the step that is left is not to wait for it. */
const isPlanned = () => label.dataset.planned && saved.dataset.saved === "saved";

function nameTheStep() {
  if (saved.dataset.saved === "sending") return;
  button.value = isPlanned() ? NOW : "1";
  if (isPlanned()) {
    label.textContent = label.dataset.planned;
    return;
  }
  const isLater = (name) => momentTyped(name) > nowOnTheSite();
  const { schedule, scheduleChange, publish } = label.dataset;
  const planned = isLater("change_at") ? scheduleChange : schedule;
  label.textContent = isLater("change_at") || isLater("publish_at") ? planned : publish;
}

export function nameSteps() {
  if (!label) return;
  label.dataset.publish = label.textContent;
  form.addEventListener("input", nameTheStep);
  // The admin's calendar and clock fill a field without telling anybody.
  document.addEventListener("click", () => setTimeout(nameTheStep));
  document.addEventListener("close", nameTheStep, true);
  new MutationObserver(nameTheStep).observe(saved, { attributeFilter: ["data-saved"] });
  nameTheStep();
}
