// Names the boxes in which somebody chooses, which select2 leaves without a name while they are empty.
"use strict";
django.jQuery(() => {
  const BOXES = ".select2-selection, .select2-selection__rendered[role], .select2-search__field";
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const words = label?.textContent.replace(/:\s*$/, "").trim();
    for (const box of words ? select.parentNode.querySelectorAll(BOXES) : []) {
      box.setAttribute("aria-label", words);
    }
  }
});
