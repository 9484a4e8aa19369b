// What the parts of the form of a text share: the form, its words in the author's language, its editor.

export const form = document.querySelector(".article-bar").closest("form");
export const words = JSON.parse(document.getElementById("article-words").textContent);
export const language = document.documentElement.lang || "nl";

/** The control of a field, or of one part of it. */
export const control = (name) => form.elements.namedItem(name);

/** Call with the editor of the text once it can be written in; never without JavaScript's editor. */
export function whenEditorIsReady(use) {
  if (!window.CKEDITOR) return;
  const editor = CKEDITOR.instances.id_body;
  if (editor?.status === "ready") {
    use(editor);
  } else {
    CKEDITOR.on("instanceReady", (event) => {
      if (event.editor.name === "id_body") use(event.editor);
    });
  }
}

/** Call `use` at the first moment of rest after a row of changes. */
export function atRest(use, milliseconds) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(use, milliseconds);
  };
}

/** Fill the places in a sentence: `{count}` by the value of `count`. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Fill the form of a sentence that goes with a number; Dutch and English both have two. */
export function fillCount(sentences, count) {
  const sentence = count === 1 ? sentences.one : sentences.other;
  return fill(sentence, { count: new Intl.NumberFormat(language).format(count) });
}
