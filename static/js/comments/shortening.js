// Words that somebody selects in a comment, by mouse, finger or keyboard, go into the field below it.
const text = document.querySelector("[data-shortened]");
const take = document.querySelector("[data-take]");
const field = document.querySelector("textarea[name=words]");
const isOfWords = /[\p{L}\p{N}_]/u;

/* Whole words: half a name left behind still tells who it is. */
function wholeWords(range) {
  const { startContainer, endContainer } = range;
  let { startOffset: start, endOffset: end } = range;
  if (startContainer.nodeType === Node.TEXT_NODE) {
    while (start > 0 && isOfWords.test(startContainer.data[start - 1])) start -= 1;
    range.setStart(startContainer, start);
  }
  if (endContainer.nodeType === Node.TEXT_NODE) {
    while (end < endContainer.data.length && isOfWords.test(endContainer.data[end])) end += 1;
    range.setEnd(endContainer, end);
  }
  return range.toString().replace(/\s+/g, " ").trim();
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) ? wholeWords(range.cloneRange()) : "";
}

let words = "";
document.addEventListener("selectionchange", () => {
  // A tap on the button ends the selection on some telephones: what was chosen last counts.
  words = selected() || words;
  take.hidden = !words;
});

take.querySelector("button").addEventListener("click", () => {
  const lines = field.value.split("\n").filter(Boolean);
  if (words && !lines.includes(words)) lines.push(words);
  field.value = lines.join("\n");
  words = "";
  take.hidden = true;
});
