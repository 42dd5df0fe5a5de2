/** For screens of any width, and for paper: nothing is cut in two by the end of a sheet that need not be. */
export const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:2rem 0 .5rem}
nav ul{columns:2;padding-left:1.2rem}
dl{display:grid;grid-template-columns:13rem 1fr;gap:.2rem 1rem;border-top:1px solid #ccc;padding:.75rem 0;margin:0}
dt{color:#555}dd{margin:0}dd,.words{overflow-wrap:anywhere;white-space:pre-wrap}
article dl{border:0;padding:0;font-size:.9rem}
dd dl{display:block;border:0;padding:0}dd dl dt,dd dl dd{display:inline}dd dl dt::after{content:": "}
dd dl dd::after{content:"";display:block}dd dl dl{padding-left:1rem}
article{border-top:1px solid #ccc;padding:.75rem 0}article p{margin:0}.who{color:#555}.words{margin:.25rem 0}
img{max-width:100%}
@media (max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}nav ul{columns:1}}
@media print{body{max-width:none;margin:0;font-size:10.5pt}nav{display:none}h2{break-after:avoid}dl,article{break-inside:avoid}}
`;
