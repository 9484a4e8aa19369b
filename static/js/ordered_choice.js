// The search boxes of the article's form: they keep the order of choosing, and offer to make what
// is not found.
"use strict";
{
  const $ = django.jQuery;
  const NEW = "new:";

  // Asked by every box that takes what it does not know (`data-tags`), for what is typed in it.
  $.fn.select2.defaults.set("createTag", function ({ term }) {
    const name = term.trim();
    const words = this.$element?.data("makeWords") ?? "{name}";
    return name ? { id: NEW + name, text: words.replace("{name}", () => name), name } : null;
  });
  $.fn.select2.defaults.set("insertTag", (found, tag) => {
    const isThere = found.some(({ text }) => text.toLowerCase() === tag.name.toLowerCase());
    if (!isThere) found.push(tag);
  });

  async function make(select, name) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", select.form.elements.csrfmiddlewaretoken.value);
    body.set("name", name);
    const headers = { Accept: "application/json" };
    const answer = await fetch(select.dataset.make, { method: "POST", body, headers });
    const made = await answer.json().catch(() => ({}));
    // Who is signed out by now gets the page for signing in, which is no answer.
    return made.id ? made : { error: made.error ?? select.dataset.makeFailed };
  }

  const optionOf = (select, id) => [...select.options].find(({ value }) => value === String(id));

  function complain(select, words) {
    const line = Object.assign(document.createElement("p"), { className: "errornote", textContent: words });
    line.setAttribute("role", "alert");
    select.parentNode.append(line);
  }

  async function replaceByMade(select, { id, name }) {
    select.parentNode.querySelector("[role=alert]")?.remove();
    const made = await make(select, name).catch(() => ({ error: select.dataset.makeFailed }));
    optionOf(select, id).remove();
    if (made.error) {
      complain(select, made.error);
    } else {
      const option = optionOf(select, made.id) ?? new Option(made.text, made.id);
      option.selected = true;
      select.append(option);
    }
    $(select).trigger("change");
  }

  // The browser sends options in the order in which they stand.
  $(document).on("select2:select", "select.admin-autocomplete", ({ target, params }) => {
    const { data } = params;
    if (String(data.id).startsWith(NEW)) {
      replaceByMade(target, data);
    } else if (target.multiple) {
      target.append(data.element);
    }
  });
}
