// Browsers take icons from <head> only, and the theme's place for the realm's own is at the end of the page.
const icon = /** @type {HTMLElement} */ (document.getElementById("cognito-favicon"));
for (const other of document.head.querySelectorAll('link[rel~="icon"]')) {
  other.remove();
}
document.head.append(icon);
