// Keeps the options of an ordered choice in the order in which they were chosen,
// since the browser sends them in the order in which they stand.
"use strict";

django.jQuery(document).on("select2:select", "select.admin-autocomplete[multiple]", (event) => {
  event.target.append(event.params.data.element);
});
