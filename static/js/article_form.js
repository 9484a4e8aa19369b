// The page on which an article is written; each part of it stands in a module of its own.
import { watchAddress } from "./article/address.js";
import { showCount } from "./article/count.js";
import { hasErrors, leadToErrors } from "./article/errors.js";
import { keepFolds } from "./article/folds.js";
import { listenToKeys } from "./article/keys.js";
import { closeMenus } from "./menus.js";
import { control } from "./article/page.js";
import { keepPlace } from "./article/place.js";
import { showPreviews } from "./article/previews.js";
import { watchSaving } from "./article/saving.js";
import { nameSteps } from "./article/step.js";

// The admin's clock offers midnight and six in the morning, when nobody reads about school.
if (window.DateTimeShortcuts) {
  DateTimeShortcuts.clockHours.default_ = [7, 9, 12, 16, 20].map((hour) => [`${hour}:00`, hour]);
}

closeMenus();
// Who may only read gets no fields.
if (control("title")) {
  nameSteps();
  keepFolds();
  leadToErrors();
  listenToKeys();
  watchSaving();
  watchAddress();
  showCount();
  showPreviews();
  keepPlace({ hasErrors });
}
