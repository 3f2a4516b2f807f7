/** The style of the static pages. Each contains it, so that a page is one self-contained file. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #4b5560; --back: #fff; --tint: #f4f6f8; --line: #c9d1d9; --link: #0550ae; --warn: #fff4d6; --warn-line: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --soft: #aab4be; --back: #16191d; --tint: #21262c; --line: #3d444d; --link: #79b8ff; --warn: #35290a; --warn-line: #d9a62e; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
a { color: var(--link); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--back); padding: .5rem; }
header { border-bottom: 1px solid var(--line); padding: .75rem 1.25rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
header strong { margin-right: auto; }
.page { display: flex; gap: 2.5rem; max-width: 84rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
main { flex: 1; min-width: 0; }
.pages { flex: 0 0 15rem; font-size: .9rem; padding-top: 2rem; }
.pages h2 { font-size: .9rem; margin: 1.25rem 0 .25rem; border: 0; padding: 0; }
.pages ul { list-style: none; padding: 0; margin: 0; }
.pages li { padding: .2rem 0; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 2rem 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: .95rem; margin: 1.25rem 0 .35rem; color: var(--soft); }
code, pre { font: .85em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:not(pre) > code { background: var(--tint); padding: .1em .3em; border-radius: .25em; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; overflow-x: auto; margin: .35rem 0 1rem; overflow-wrap: normal; }
pre code { font-size: .85rem; }
.scroll { overflow-x: auto; margin: .5rem 0 1rem; border: 1px solid var(--line); border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border-top: 1px solid var(--line); overflow-wrap: normal; }
thead th { border-top: 0; background: var(--tint); }
tbody th { font-weight: 600; white-space: nowrap; }
td { min-width: 6rem; }
td:not(:first-child) > code { overflow-wrap: anywhere; }
td:nth-last-child(2) { min-width: 13rem; }
td p { margin: 0 0 .4rem; }
.warning { background: var(--warn); border-left: .35rem solid var(--warn-line); padding: .1rem 1rem; margin: 1rem 0; border-radius: .25rem; }
.badge { background: var(--warn); border: 1px solid var(--warn-line); border-radius: .25rem; padding: 0 .3rem; font-size: .75rem; white-space: nowrap; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; font-size: .88rem; color: var(--soft); }
@media (max-width: 52rem) { .page { display: block; } .pages { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 0; } h1 { font-size: 1.6rem; } }
`.trim();
