/** The style of the page. Colours have a contrast of at least 4.5 in both schemes. */
export const STYLE = `:root{color-scheme:light dark;--text:#1b1f24;--soft:#57606a;--back:#fff;--tint:#f4f6f8;--line:#d0d7de;--link:#0550ae;--good:#116329;--bad:#b3261e;--open:#7d5300;--mark:#fff1b8}
@media screen and (prefers-color-scheme:dark){:root{--text:#e6e9ed;--soft:#a5afb9;--back:#16191d;--tint:#1f242a;--line:#3d444d;--link:#79b8ff;--good:#5fd07d;--bad:#ff8a80;--open:#e3b341;--mark:#4d3c00}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--text);background:var(--back);overflow-wrap:anywhere}
main{max-width:66rem;margin:0 auto;padding:2rem 1.25rem 5rem}
a{color:var(--link)}
h1{font-size:1.45rem;line-height:1.35;margin:0;font-weight:650}
h2{font-size:1.2rem;line-height:1.3;margin:3rem 0 .75rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
[data-part]>h3{font-size:1.15rem;line-height:1.3;margin:2.5rem 0 .25rem}
p{margin:.25rem 0}
code,pre{font:.85rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
ul{padding-left:1.25rem;margin:.5rem 0}
li{margin:.2rem 0}
.soft{color:var(--soft);font-size:.9rem}
.verdict{--tone:var(--good);border:1px solid var(--line);border-left:.4rem solid var(--tone);border-radius:.5rem;padding:1.1rem 1.4rem;background:var(--tint)}
.verdict.bad,.failure{--tone:var(--bad)}
.verdict.open,.remark{--tone:var(--open)}
.known{--tone:var(--soft)}
.verdict p:first-child{color:var(--tone);font-weight:650;font-size:.85rem;margin:0 0 .3rem}
.facts{list-style:none;padding:0;margin:.9rem 0 0;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;color:var(--soft);font-size:.9rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:.75rem 0;font-size:.95rem}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
.overview{list-style:none;padding:0}
.overview li{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.35rem 0;border-bottom:1px solid var(--line);margin:0}
.overview span{color:var(--soft);font-size:.9rem}
form{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;align-items:end;gap:.6rem .9rem;margin:1.5rem 0 0;padding:.75rem 0;background:var(--back);border-bottom:1px solid var(--line)}
form[hidden]{display:none}
label{display:grid;gap:.15rem;font-size:.8rem;color:var(--soft);flex:1 1 9rem;min-width:0}
select,input,button{font:inherit;font-size:.95rem;color:var(--text);background:var(--back);border:1px solid var(--soft);border-radius:.35rem;padding:.3rem .5rem;width:100%;height:2.3rem;min-width:0}
button{width:auto;background:var(--tint);cursor:pointer}
output{flex-basis:100%;font-size:.9rem;color:var(--soft)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
article{border:1px solid var(--line);border-left:.3rem solid var(--tone);border-radius:.5rem;padding:.9rem 1.2rem;margin:1rem 0}
article,mark{scroll-margin-top:8rem}
h4{font-size:1rem;margin:0 0 .15rem}
.badge{color:var(--tone);border:1px solid;border-radius:1rem;padding:.05rem .55rem;font-size:.75rem;font-weight:600;margin-left:.4rem;white-space:nowrap}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--soft);font-size:.9rem;padding:.15rem 0}
details details{margin:.2rem 0}
pre{white-space:pre-wrap;margin:.35rem 0;padding:.7rem .9rem;background:var(--tint);border:1px solid var(--line);border-radius:.4rem}
mark{background:var(--mark);color:inherit;padding:.1rem 0;font-weight:600}
pre b{color:var(--bad);font-weight:600}
pre i{color:var(--soft)}
@media(max-width:40rem){main{padding:1rem .9rem 3rem}form{position:static}.verdict,article{padding:.8rem .9rem}h1{font-size:1.2rem}dl{display:block}dd{margin-bottom:.5rem}label{flex-basis:100%}article,mark{scroll-margin-top:1rem}pre{padding:.6rem}}
@media print{form,.overview{display:none}main{max-width:none;padding:0}article,pre{break-inside:avoid}a{color:inherit}}`;
