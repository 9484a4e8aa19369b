// The address of the article: made of its title while nobody knows it, with a warning once they do.
import { control, fill, form, words } from "./page.js";

const MAX_LENGTH = 80;
const field = control("slug");
const title = control("title");
// A text without a page of its own has no address.
const { live, isPublic } = words.address ?? {};

const slugOf = (title) => URLify(title, MAX_LENGTH);

export const addressTyped = () => field.value.trim() || slugOf(title.value) || words.address.nameless;

/** Tell whether the server made this address of the title: then it may follow the title. */
function isMadeOf(slug, name) {
  const own = slugOf(name);
  return Boolean(own) && (slug === own || slug.replace(/-\d+$/, "") === own);
}

function warn() {
  const warning = form.querySelector("[data-address-warning]");
  const isChanged = isPublic && addressTyped() !== live;
  warning.hidden = !isChanged;
  warning.textContent = isChanged ? fill(words.address.warning, { address: live }) : "";
}

/** An empty field lets the server choose; so a draft that gets another title gets its address. */
function followTitle() {
  const madeAtFirst = !isPublic && isMadeOf(field.value, title.value) && field.value;
  const madeOf = title.value;
  title.addEventListener("input", () => {
    if (madeAtFirst && [madeAtFirst, ""].includes(field.value)) {
      field.value = title.value === madeOf ? madeAtFirst : "";
    }
  });
}

export function watchAddress() {
  followTitle();
  const show = () => {
    field.placeholder = slugOf(title.value);
    warn();
  };
  form.addEventListener("input", show);
  show();
}
