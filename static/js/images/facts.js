// What the library says about one of its images.
import { words } from "./settings.js";

export function isDescribed(image) {
  return Boolean(image.alternative_text) || image.is_decorative;
}

export function nameOf(image) {
  return image.alternative_text || (image.is_decorative ? words.decorative : words.undescribed);
}
