// Pieces of page that the image scripts share: buttons, files from the device, progress.
import { make, makeButton } from "../elements.js";
import { nameOf } from "./facts.js";
import { isArriving } from "./uploads.js";
import { words } from "./settings.js";

// Named one by one, so that a telephone hands over its own format as JPEG.
const FORMATS = "image/jpeg,image/png,image/webp,image/avif,image/gif";
const PREVIEW_WIDTH = 480;

export function makeImageButton(label, onPress, className = "image-button") {
  return makeButton(label, onPress, className);
}

/* Resolves with the files that somebody picks; without an answer when nothing is picked. */
export function pickFiles({ multiple = false, camera = false } = {}) {
  const input = make("input", { type: "file", accept: FORMATS, multiple, hidden: true });
  if (camera) {
    input.setAttribute("capture", "environment");
  }
  document.body.append(input);
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...input.files]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  }).finally(() => input.remove());
}

/* Calls `onFiles` with what is dropped on an element, and marks the element meanwhile. */
export function takeDrops(element, onFiles) {
  const mark = (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      element.classList.toggle("is-dropped-on", event.type === "dragover");
    }
  };
  element.addEventListener("dragover", mark);
  element.addEventListener("dragleave", mark);
  element.addEventListener("drop", (event) => {
    mark(event);
    if (event.dataTransfer.files.length) {
      onFiles([...event.dataTransfer.files]);
    }
  });
}

/* The image before it has arrived; nothing for a format that this browser cannot show. */
export async function previewOf(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) {
    return null;
  }
  const scale = Math.min(1, PREVIEW_WIDTH / bitmap.width);
  const canvas = make("canvas", { width: bitmap.width * scale || 1, height: bitmap.height * scale || 1 });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

function twinOf({ twin: image }) {
  const { thumbnail, width, height } = image;
  return make(
    "span",
    { className: "image-progress__twin" },
    make("img", { src: thumbnail, alt: "", width, height }),
    make("span", { textContent: nameOf(image) }),
  );
}

/* A bar with words, and what can be done about a failure or about a photo that is there already. It
   follows the upload to its end. */
export function progressOf(upload, onRemove) {
  const bar = make("progress", { max: 1, value: 0 });
  const status = make("span", { className: "image-progress__words" });
  status.setAttribute("role", "status");
  const retry = makeImageButton(words.retry, () => upload.retry());
  const twin = make("span");
  // The buttons go with the question; whoever presses one by keyboard goes on from here.
  status.tabIndex = -1;
  const answer = (act) => {
    status.focus();
    act();
  };
  const use = makeImageButton(words.useThat, () => answer(() => upload.useTwin()), "image-button image-button--next");
  const anew = makeImageButton(words.placeAnew, () => answer(() => upload.placeAnew()));
  const remove = makeImageButton(words.cancel, () => {
    upload.cancel();
    onRemove();
  });
  const box = make("div", { className: "image-progress" }, bar, status, twin, use, anew, retry, remove);
  const follow = () => {
    const hasFailed = upload.state === "failed";
    const isAsking = upload.state === "asking";
    bar.value = upload.share;
    bar.hidden = hasFailed || isAsking;
    status.textContent = upload.status;
    box.classList.toggle("image-progress--failed", hasFailed);
    box.classList.toggle("image-progress--asking", isAsking);
    twin.replaceChildren(...(isAsking ? [twinOf(upload)] : []));
    use.hidden = anew.hidden = !isAsking;
    retry.hidden = !hasFailed;
    remove.textContent = hasFailed ? words.remove : words.cancel;
    remove.hidden = !hasFailed && !isAsking && !isArriving(upload);
  };
  upload.addEventListener("change", follow);
  follow();
  return box;
}
