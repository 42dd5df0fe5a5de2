/** The one style of the parcels' pages, inside them. Colours keep 4.5 to 1 on their grounds, in light and dark. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#f6f5f2;--sheet:#fff;--ink:#1d2422;--quiet:#56605d;--line:#dcdad4;--own:#1f5c57;
--on-own:#fff;--good:#17613a;--good-ground:#e2f3e8;--bad:#8a3b12;--bad-ground:#fbe9df}
@media(prefers-color-scheme:dark){:root{--ground:#141817;--sheet:#1d2321;--ink:#eef1ef;--quiet:#a9b4b0;--line:#38413e;
--own:#8fd3c9;--on-own:#10201d;--good:#9ddcb5;--good-ground:#17352a;--bad:#f3b38d;--bad-ground:#432615}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main{max-width:42rem;margin:0 auto;padding:0 1rem}
header p{margin:1.25rem 0 .75rem;font-weight:600}
main:first-child{padding-top:1.25rem}
main>article,section{background:var(--sheet);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin:0 0 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 .75rem;text-wrap:balance}
h2{font-size:1rem;margin:0 0 .75rem}
p{margin:0 0 .5rem}
.quiet,time{color:var(--quiet)}
.badge{display:inline-block;padding:.125rem .625rem;border-radius:1rem;border:1px solid var(--line);font-weight:600;margin:0 0 .75rem}
.good{color:var(--good);background:var(--good-ground);border-color:transparent}
.bad{color:var(--bad);background:var(--bad-ground);border-color:transparent}
ol,ul{list-style:none;margin:0;padding:0}
.steps{display:grid;grid-template-columns:repeat(4,1fr);gap:.375rem;margin:1rem 0}
.steps li{border-top:.375rem solid var(--line);padding-top:.375rem;font-size:.875rem;color:var(--quiet);hyphens:auto}
.steps .done{border-color:var(--own);color:var(--ink)}
.steps [aria-current]{font-weight:700}
.links{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0 0}
a{color:var(--own)}
.links a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 1rem;border:1px solid var(--own);
border-radius:.5rem;font-weight:600;text-decoration:none}
.links a:first-child{background:var(--own);color:var(--on-own)}
a:focus-visible{outline:3px solid var(--own);outline-offset:2px}
.scans li,.rest li{padding:.625rem 0;border-top:1px solid var(--line)}
.scans li:first-child,.rest li:first-child{border-top:0;padding-top:0}
.scans strong,.rest strong{display:block}
form ul{margin:.25rem 0 .75rem}
fieldset{border:0;padding:0;margin:0 0 1.25rem}
legend{font-weight:600;padding:0;margin:0 0 .5rem}
input:not([type]){font:inherit;width:100%;max-width:24rem;min-height:2.75rem;padding:0 .75rem;border:1px solid var(--quiet);border-radius:.5rem;
background:var(--sheet);color:var(--ink)}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.625rem 0;border-top:1px solid var(--line)}
.choice input{flex:none;width:1.375rem;height:1.375rem;margin:.0625rem 0 0;accent-color:var(--own)}
.choice small{display:block;color:var(--quiet);font-size:.875rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:0 1.25rem;border-radius:.5rem;border:1px solid var(--own);
background:var(--sheet);color:var(--own);margin:0 .5rem .75rem 0;cursor:pointer}
button.main{background:var(--own);color:var(--on-own)}
input:focus-visible,button:focus-visible{outline:3px solid var(--own);outline-offset:2px}
footer{color:var(--quiet);font-size:.875rem;padding:0 0 2rem}
`.trim();
