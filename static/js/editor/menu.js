// While somebody writes, the menu of the admin is folded, so that the text has its room. Unfolding
// it is one press, and elsewhere it stays as it was.
const CHOICE = "django.admin.navSidebarIsOpen";
const main = document.getElementById("main");

if (main?.classList.contains("shifted")) {
  const chosen = localStorage.getItem(CHOICE);
  document.getElementById("toggle-nav-sidebar").click();
  if (chosen === null) localStorage.removeItem(CHOICE);
  else localStorage.setItem(CHOICE, chosen);
}
