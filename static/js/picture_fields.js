// The fields of a form that hold a picture: seen, dropped, uploaded or chosen from the library.
import { choosePicture } from "./picture_chooser.js";
import { pickFiles, progressOf, takeDrops } from "./picture_elements.js";
import { holdUntilStored } from "./picture_guard.js";
import { askDescription, describeUploads } from "./picture_panel.js";
import { describePicture, findPicture } from "./picture_requests.js";
import { words } from "./picture_settings.js";
import { ended, Upload } from "./picture_uploads.js";

function isDescribed(picture) {
  return Boolean(picture.alternative_text) || picture.is_decorative;
}

class PictureField {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input[type=number]");
    this.progress = box.querySelector(".picture-field__progress");
    this.nameGroup();
    box.querySelector(".picture-field__number").hidden = true;
    box.querySelector(".picture-field__buttons").hidden = false;
    box.querySelector("[data-choose]").addEventListener("click", () => this.choose());
    box.querySelector("[data-upload]").addEventListener("click", async () => this.upload(await pickFiles()));
    box.querySelector("[data-describe]").addEventListener("click", () => this.describe());
    box.querySelector("[data-remove]").addEventListener("click", () => this.hold(null));
    takeDrops(box, (files) => this.upload(files));
    this.input.addEventListener("change", () => this.follow());
  }

  /* The label of the number that is out of sight names the whole group. */
  nameGroup() {
    const label = document.querySelector(`label[for="${this.input.id}"]`);
    this.box.setAttribute("role", "group");
    if (label) {
      label.id ||= `${this.input.id}-label`;
      this.box.setAttribute("aria-labelledby", label.id);
    }
  }

  async choose() {
    const answer = await choosePicture();
    if (answer?.files) {
      await this.upload(answer.files);
    } else if (answer) {
      this.hold(answer.picture);
      await this.describe();
    }
    this.box.querySelector("[data-choose]").focus();
  }

  async upload(files) {
    if (!files.length) {
      return;
    }
    const upload = new Upload(files[0]);
    this.progress.replaceChildren(progressOf(upload, () => this.progress.replaceChildren()));
    upload.addEventListener("change", () => {
      if (upload.state === "stored") {
        this.hold(upload.picture);
        this.progress.replaceChildren(upload.wordsError);
      }
    });
    await describeUploads([upload]);
    await ended(upload);
  }

  /* A picture that nobody described says nothing wherever it stands; so it is asked once more. */
  async describe() {
    const picture = await findPicture(this.input.value);
    if (isDescribed(picture)) {
      return;
    }
    const preview = Object.assign(new Image(), { src: picture.thumbnail, alt: "" });
    const answer = await askDescription({ known: picture, preview });
    if (answer) {
      const storing = describePicture(picture.id, answer);
      holdUntilStored(storing);
      try {
        this.hold(await storing);
      } catch (error) {
        this.progress.textContent = error.message;
      }
    }
  }

  /* Something else changed the number: a draft that was put back, for instance. */
  async follow() {
    const number = this.input.value;
    if (number !== String(this.shown ?? "")) {
      this.show(number ? await findPicture(number).catch(() => null) : null);
    }
  }

  hold(picture) {
    this.input.value = picture?.id ?? "";
    this.show(picture);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.box.dispatchEvent(new CustomEvent("picture:chosen", { bubbles: true, detail: picture }));
  }

  show(picture) {
    this.shown = picture?.id;
    this.box.querySelector(".picture-field__shown").hidden = !picture;
    this.box.querySelector("[data-remove]").hidden = !picture;
    this.box.querySelector("[data-describe]").hidden = !picture || isDescribed(picture);
    if (picture) {
      this.box.querySelector(".picture-field__thumbnail").src = picture.thumbnail;
      this.box.querySelector(".picture-field__words").textContent =
        picture.alternative_text || (picture.is_decorative ? words.decorative : words.undescribed);
    }
  }
}

for (const box of document.querySelectorAll("[data-picture-field]")) {
  new PictureField(box);
}
