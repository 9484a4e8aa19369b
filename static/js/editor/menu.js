// While somebody writes, the menu of the admin is folded, so that the text has its room. Unfolding
// it is one press, and elsewhere it stays as it was.
const CHOICE = "django.admin.navSidebarIsOpen";
const main = document.getElementById("main");

/* Django's script notes every press; where nothing can be noted it would fail, and the menu stays. */
function canBeNoted() {
  try {
    localStorage.setItem(CHOICE, "false");
    return true;
  } catch {
    return false;
  }
}

if (main?.classList.contains("shifted")) {
  const chosen = localStorage.getItem(CHOICE);
  if (canBeNoted()) document.getElementById("toggle-nav-sidebar").click();
  if (chosen === null) localStorage.removeItem(CHOICE);
  else localStorage.setItem(CHOICE, chosen);
}
