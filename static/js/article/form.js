// The page on which an article, a page, an offer or a block is written; each part of it stands in a module of its own.
import { watchAddress } from "./address.js";
import { showCount } from "./count.js";
import { hasErrors, leadToErrors } from "./errors.js";
import { keepFolds } from "./folds.js";
import { listenToKeys } from "./keys.js";
import { closeMenus } from "../menus.js";
import { control } from "./page.js";
import { keepPlace } from "./place.js";
import { showPreviews } from "./previews.js";
import { watchSaving } from "./saving.js";
import { nameSteps } from "./step.js";
import { offerTakeover } from "./takeover.js";

// The admin's clock offers midnight and six in the morning, when nobody reads about school.
if (window.DateTimeShortcuts) {
  DateTimeShortcuts.clockHours.default_ = [7, 9, 12, 16, 20].map((hour) => [`${hour}:00`, hour]);
}

closeMenus();
// Who may only read gets no fields.
if (control("body")) {
  nameSteps();
  keepFolds();
  leadToErrors();
  listenToKeys();
  watchSaving();
  if (control("slug")) watchAddress();
  showCount();
  showPreviews();
  offerTakeover();
  keepPlace({ hasErrors });
}
