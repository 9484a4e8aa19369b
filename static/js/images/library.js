// The page of the library: what is dropped on it, or chosen from the device, is added.
import { make, pickFiles, progressOf, takeDrops } from "./elements.js";
import { describeUploads } from "./panel.js";
import "./guard.js";
import { ended, Upload, uploads as allUploads } from "./uploads.js";

const zone = document.querySelector("[data-drop]");
const button = document.querySelector("a[data-upload]");

async function add(files) {
  const uploads = files.map((file) => new Upload(file));
  const rows = uploads.map((upload) => {
    const row = make("li", {});
    row.append(progressOf(upload, () => row.remove()));
    return row;
  });
  zone.querySelector("[data-uploads]").append(...rows);
  await describeUploads(uploads);
  await Promise.all(uploads.map(ended));
  // What failed stays in sight, to be tried again.
  if (allUploads().every(({ state, wordsError }) => (state === "stored" && !wordsError) || state === "cancelled")) {
    window.location.assign(window.location.pathname);
  }
}

if (zone) {
  zone.hidden = false;
  takeDrops(document.body, add);
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const files = await pickFiles({ multiple: true });
    if (files.length) {
      add(files);
    }
  });
}
