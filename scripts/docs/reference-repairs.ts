/**
 * Repairs while Redoc runs. Assistive technology reads the list of examples as "Example", whatever is selected; the
 * accessible name must contain the selection. Menu items that open the page in services of others are hidden. Code that is
 * too wide scrolls, and the keyboard must reach what scrolls.
 */
export const REPAIRS = `/* repairs */
new MutationObserver(function () {
  document.querySelectorAll("button[aria-label][aria-haspopup]").forEach(function (button) {
    var label = button.getAttribute("aria-label");
    if (button.textContent && label.indexOf(button.textContent) < 0) {
      button.setAttribute("aria-description", label);
      button.removeAttribute("aria-label");
    }
  });
  document.querySelectorAll("pre:not([tabindex])").forEach(function (code) {
    code.tabIndex = 0;
  });
  document.querySelectorAll("[role=menuitem]").forEach(function (item) {
    if (/^Open in /.test(item.textContent)) item.style.display = "none";
  });
}).observe(document.documentElement, { childList: true, subtree: true });
`;
