// Words and minutes while typing, by the rule of the server (coaching_site/rich_text/rendering/renderer.py).
import { atRest, fillCount, form, whenEditorIsReady, words } from "./page.js";

const WORDS_A_MINUTE = 220;
const REST_MS = 400;
const BLOCKS =
  "p,h1,h2,h3,h4,h5,h6,li,ul,ol,blockquote,table,caption,tr,th,td,figure,figcaption,aside,div,hr";
// The editor fills empty places with signs that nobody sees; the server takes them out.
const INVISIBLE = /[\u200b\u2060\ufeff]/g;

// How the editor tells a screen reader which image or block is selected.
const SAID = "[data-cke-temp]";

/* In an image or a block only the caption is written; the rest is the editor's, or the block's. */
function isWritten(element, area) {
  const part = element.closest("[contenteditable]");
  return !element.closest(SAID) && (part === area || part?.isContentEditable);
}

/** Count what a reader reads: a word ends at white space, at a block and at a break. */
export function countWords(area) {
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let text = "";
  let count = 0;
  let block = null;
  const close = () => {
    count += text.match(/\S+/g)?.length ?? 0;
    text = "";
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.tagName === "BR") close();
      continue;
    }
    if (!isWritten(node.parentElement, area)) continue;
    const around = node.parentElement.closest(BLOCKS);
    if (around !== block) close();
    block = around;
    text += node.data.replace(INVISIBLE, "");
  }
  close();
  return count;
}

/** Round halves to the even neighbour, as Python does, and never say no minutes. */
export function minutesToRead(count) {
  const minutes = count / WORDS_A_MINUTE;
  const below = Math.floor(minutes);
  const isHalf = minutes - below === 0.5;
  const rounded = isHalf ? below + (below % 2) : Math.round(minutes);
  return Math.max(1, rounded);
}

export function showCount() {
  const line = form.querySelector("[data-count]");
  if (!line) return;
  whenEditorIsReady((editor) => {
    const show = () => {
      const count = countWords(editor.editable().$);
      const inWords = fillCount(words.words, count);
      const minutes = fillCount(words.minutes, minutesToRead(count));
      line.textContent = count ? `${inWords} · ${minutes}` : inWords;
    };
    editor.on("change", atRest(show, REST_MS));
    show();
  });
}
