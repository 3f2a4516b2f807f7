type Colours = Readonly<Record<string, string>>;

const LIGHT: Colours = {
	"color-warm-grey-5": "#5d5f6b",
	"color-warm-grey-7": "#555761",
	"text-color-disabled": "#5d5f6b",
	"input-content-placeholder-color": "#5d5f6b",
	"color-blue-6": "#1558c0",
	"link-color-primary": "#1558c0",
	"button-content-color-primary": "#1558c0",
	"badge-deprecated-text-color": "#1a1c21",
	"code-block-tokens-string-color": "#1d55b3",
	"code-block-tokens-property-color": "#1d55b3",
	"code-block-tokens-property-string-color": "#1d55b3",
	"code-block-tokens-boolean-color": "#0b6b35",
	"code-block-tokens-keyword-color": "#b6006a",
	"code-block-tokens-function-color": "#8a4b00",
	"code-block-tokens-class-name-color": "#8a4b00",
	"code-block-tokens-operator-color": "#8a4b00",
	"code-block-tokens-regex-color": "#8a4b00",
};

const DARK: Colours = {
	"color-warm-grey-5": "#a9abb7",
	"color-warm-grey-7": "#b4b6c1",
	"text-color-disabled": "#a9abb7",
	"input-content-placeholder-color": "#a9abb7",
	"color-blue-6": "#7fb3ff",
	"link-color-primary": "#7fb3ff",
	"button-content-color-primary": "#7fb3ff",
	// Redoc derives these from a grey that is lighter here; this keeps their original colour.
	"border-color-primary": "#555761",
	"layer-color-active": "#555761",
	"code-block-tokens-string-color": "#90c2fc",
	"code-block-tokens-property-color": "#90c2fc",
	"code-block-tokens-property-string-color": "#90c2fc",
	"code-block-tokens-boolean-color": "#72e985",
	"code-block-tokens-keyword-color": "#ff7ab8",
	"code-block-tokens-function-color": "#ffbe62",
	"code-block-tokens-class-name-color": "#ffbe62",
	"code-block-tokens-operator-color": "#ffbe62",
	"code-block-tokens-regex-color": "#ffbe62",
};

function declarations(colours: Colours): string {
	return Object.entries(colours)
		.map(([name, value]) => `--${name}: ${value};`)
		.join(" ");
}

/**
 * Colours for Redoc. Many of its own have too little contrast; these have at least 4.5, in both schemes. `html` gives the
 * selectors precedence over Redoc's own, which may come later.
 */
export const THEME = `
html:root { ${declarations(LIGHT)} }
html:root.dark { ${declarations(DARK)} --badge-deprecated-text-color: #1a1c21; }
html:root:not(.dark) .tag-get { --tag-color: #0b6b35; }
html:root:not(.dark) .tag-post { --tag-color: #1648c0; }
html:root:not(.dark) .tag-delete { --tag-color: #b3123a; }
html:root .schema-name { color: var(--schemas-property-name-text-color) !important; }
a[href="https://redocly.com/redoc/"] p::after { content: " Redoc"; }
a[href="https://redocly.com/redoc/"] img { display: none; }
body { overflow-wrap: anywhere; }
`.trim();

/**
 * Repairs while Redoc runs. Assistive technology reads the list of examples as "Example", whatever is selected; the
 * accessible name must contain the selection. Menu items that open the page in services of others are hidden.
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
  document.querySelectorAll("[role=menuitem]").forEach(function (item) {
    if (/^Open in /.test(item.textContent)) item.style.display = "none";
  });
}).observe(document.documentElement, { childList: true, subtree: true });
`;
