// Keeps what is typed in a form of the admin in this browser until the server has it.
// The server's part: coaching_site/admin_tools/local_drafts.py. Why so: docs/decisions/drafts.md.

import { editorsOf, readFields, textControls, textOf, titleOf, writeFields } from "./fields.js";
import { momentInWords, Offers } from "./offers.js";
import { OpenSession } from "./session.js";
import { DraftStore, idOf, newId, tidyUp } from "./store.js";
import { withValues } from "../words.js";

const EVERY_MS = 2000;
// After sending, a second press would send twice, and leaving is meant.
const SENDING_MS = 3000;
const STIRRING = ["input", "change", "keydown", "click", "paste", "drop"];

/** A short name for what a form showed when it came, to tell whether that has changed since. */
function fingerprint(text) {
  let sum = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193) >>> 0;
  }
  return `${text.length}-${sum.toString(16)}`;
}

class LocalDraft {
  #name; // of the copy that this tab writes
  #sent; // the copy that was sent, until something newer is kept
  #isKept = false;
  #line;
  #isTouched = false; // until then, what changes is the page's own doing
  #isStirred = true;
  #isMeant = false; // leaving is meant: the form is being sent, or its text was given up

  constructor(settings, form) {
    Object.assign(this, { settings, form });
    this.early = readFields(form);
    this.store = new DraftStore(settings.user, settings.form, settings.insteadOf);
    this.#take(settings.copy || newId()); // at once: somebody may send before the storage answers
    this.offers = new Offers({
      form,
      store: this.store,
      isOfUse: (copy) => copy.name !== this.#name && textOf(copy.fields) !== this.written,
      isOlder: (copy) => copy.base !== this.shown,
      goOn: (copy) => this.goOn(copy),
    });
  }

  async start() {
    await tidyUp(this.settings.user, this.settings.saved);
    const editors = await editorsOf(this.form);
    this.#begin(this.#isTouched ? this.#asItCame(editors) : undefined);
    if (this.settings.unsaved) await this.#goOnAfterRefusal();
    editors.forEach((editor) => editor.on("change", () => (this.#isStirred = true)));
    await this.offers.showAtTheStart();
    setInterval(() => this.look(), EVERY_MS);
  }

  /** Take what the form holds as what the page came with. */
  #begin(fields = readFields(this.form)) {
    this.written = this.original = textOf(fields);
    this.base = this.shown = this.form.elements.based_on?.value ?? fingerprint(this.original);
  }

  /** Return the fields without what somebody typed before the editors were there. */
  #asItCame(editors) {
    const areas = new Set(editors.map((editor) => editor.element.getAttribute("name")));
    return readFields(this.form).map(([name, value], place) =>
      areas.has(name) || this.early[place]?.[0] !== name ? [name, value] : this.early[place],
    );
  }

  /** A refused form holds typed text, which was begun on what was stored then. */
  async #goOnAfterRefusal() {
    const begunOn = (await this.store.read(this.#name))?.base ?? this.base;
    this.base = this.form.elements.based_on?.value ?? begunOn;
    await this.#write(readFields(this.form));
  }

  listen() {
    for (const name of STIRRING) {
      document.addEventListener(name, (event) => this.#stir(event), { capture: true, passive: true });
    }
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    window.addEventListener("pagehide", () => this.keep());
    window.addEventListener("beforeunload", (event) => this.#warn(event));
    document.querySelector("[data-take-theirs]")?.addEventListener("click", () => this.giveWay());
    document.addEventListener("drafts:keep", () => this.keep());
    document.addEventListener("drafts:give-up", () => this.mean());
  }

  #stir(event) {
    this.#isStirred = true;
    this.#isTouched ||= event.isTrusted && this.form.contains(event.target);
  }

  get isUnsaved() {
    return this.settings.unsaved || textOf(readFields(this.form)) !== this.original;
  }

  #warn(event) {
    if (!this.#isMeant && this.original && this.isUnsaved) event.preventDefault();
  }

  look() {
    if (!this.#isStirred) return;
    this.#isStirred = false;
    if (this.#isTouched) this.keep();
    else this.#begin();
  }

  /** Store what was typed since the last time; a form as it came needs no copy. */
  keep() {
    if (!this.original || !this.#isTouched) return;
    const fields = readFields(this.form);
    const text = textOf(fields);
    if (text === this.written) return;
    this.written = text;
    if (text === this.original && !this.settings.unsaved) this.#forget();
    else this.#write(fields);
  }

  #forget() {
    this.store.remove(this.#name);
    this.#say("");
  }

  /** Tell whether the copy is kept; before anything is waited for, it is where closing finds it. */
  async #write(fields) {
    const at = Date.now();
    const copy = { at, base: this.base, fields, title: titleOf(this.form, fields), address: location.pathname };
    const replaced = this.#sent;
    this.#sent = null;
    this.#isKept = await this.store.write(this.#name, copy);
    const { kept, failed } = document.getElementById("kept-line").dataset;
    if (this.#isKept && replaced) this.store.remove(replaced);
    this.#say(this.#isKept ? withValues(kept, { moment: momentInWords(at) }) : failed);
    return this.#isKept;
  }

  #say(words) {
    this.#line ??= this.form.querySelector("[data-kept-line]") ?? this.#newLine();
    if (this.#line.textContent !== words) this.#line.textContent = words;
  }

  #newLine() {
    const line = document.getElementById("kept-line").content.firstElementChild.cloneNode(true);
    this.form.querySelector(".submit-row").append(line);
    return line;
  }

  /** Write under another name from now on. */
  #take(id) {
    this.#name = this.store.nameOf(id);
    this.store.hold(this.#name);
  }

  /** Put a kept text into the form; what stood there becomes a kept text itself. */
  async goOn({ name, base, fields }) {
    this.#isTouched = true;
    this.keep();
    this.store.release(this.#name);
    this.#take(newId());
    await writeFields(this.form, fields);
    const now = readFields(this.form);
    this.written = textOf(now);
    this.base = base;
    if (await this.#write(now)) await this.store.remove(name);
    await this.offers.show();
    textControls(this.form)[0]?.focus();
  }

  /** Name the copy to the server, which confirms that name once the text is stored. */
  send() {
    this.keep();
    this.form.querySelector("[name=_copy]")?.remove();
    const field = { type: "hidden", name: "_copy", value: idOf(this.#name) };
    this.form.append(Object.assign(document.createElement("input"), field));
    this.mean();
    // Whoever types on in this page, since no answer came, types text that was not sent.
    this.#sent = this.#name;
    this.#take(newId());
  }

  mean() {
    this.#isMeant = true;
    setTimeout(() => this.unmean(), SENDING_MS);
  }

  /** Leave for the other text; what this device could not keep, the browser asks about first. */
  giveWay() {
    this.keep();
    if (this.#isKept) this.mean();
  }

  unmean() {
    this.#isMeant = false;
  }

  get isMeant() {
    return this.#isMeant;
  }
}

/** Send only to where it will arrive: a page in between would forget what was typed. */
function guardSending(form, draft, session) {
  let isAsking = false;
  let mayPass = false;

  function pass(event) {
    draft.send();
    // Somebody behind this listener may still refuse.
    setTimeout(() => event.defaultPrevented && draft.unmean());
  }

  async function askFirst(button) {
    isAsking = true;
    draft.keep();
    mayPass = await session.ask();
    isAsking = false;
    if (mayPass) form.requestSubmit(button);
    mayPass = false;
  }

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (mayPass || (session.isSure && !draft.isMeant)) {
      pass(event);
      return;
    }
    event.preventDefault();
    if (!isAsking && !draft.isMeant) askFirst(event.submitter);
  });
}

const settings = JSON.parse(document.getElementById("local-drafts")?.textContent ?? "null");
const form = settings && document.getElementById(settings.formId);

if (form) {
  const draft = new LocalDraft(settings, form);
  const session = new OpenSession({ address: settings.session, user: settings.user, form });
  draft.listen();
  guardSending(form, draft, session);
  draft.start();
}
