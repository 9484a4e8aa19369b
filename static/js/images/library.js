// The page of the library: what is dropped on it, or chosen from the device, is added.
import { make } from "../elements.js";
import { pickFiles, progressOf, takeDrops } from "./elements.js";
import { describeUploads } from "./panel.js";
import "./guard.js";
import { Upload, uploads as allUploads } from "./uploads.js";

const zone = document.querySelector("[data-drop]");
const button = document.querySelector("a[data-upload]");
let panels = 0; // questions what is to be seen, which would go with the page

async function add(files) {
  const uploads = files.map((file) => new Upload(file));
  const rows = uploads.map((upload) => {
    const row = make("li", {});
    row.append(progressOf(upload, () => row.remove()));
    return row;
  });
  zone.querySelector("[data-uploads]").append(...rows);
  panels += 1;
  await describeUploads(uploads);
  panels -= 1;
  uploads.forEach((upload) => upload.addEventListener("change", showTheWall));
  showTheWall();
}

/* What failed or asks stays in sight, to be tried again or answered. */
function showTheWall() {
  const isDone = ({ state, wordsError }) => (state === "stored" && !wordsError) || state === "cancelled";
  if (allUploads().every(isDone) && panels === 0) {
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
