const TOOLS = ["orders", "log"];

/** Tabs of the tool panel, and the switcher that shows one panel at a time on a phone. Returns `select(name)`. */
export function showPanels() {
  for (const name of TOOLS) tab(name).onclick = () => select(name);
  for (const button of document.querySelectorAll("[data-show]"))
    button.onclick = () => select(button.dataset.show);
  document.querySelector("#tabs").onkeydown = moveByArrows;
  select("orders");
  return select;
}

function select(name) {
  document.body.dataset.shown = TOOLS.includes(name) ? "tools" : name;
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === name));
    if (button.dataset.show === name) delete button.dataset.news;
  }
  if (!TOOLS.includes(name)) return;
  for (const one of TOOLS) {
    document.querySelector(`#${one}`).hidden = one !== name;
    tab(one).setAttribute("aria-selected", String(one === name));
    tab(one).tabIndex = one === name ? 0 : -1;
  }
  delete tab(name).dataset.news;
}

function moveByArrows(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = TOOLS.findIndex((name) => tab(name) === document.activeElement);
  if (!step || at < 0) return;
  const next = TOOLS[(at + step + TOOLS.length) % TOOLS.length];
  select(next);
  tab(next).focus();
}

function tab(name) {
  return document.querySelector(`#tab-${name}`);
}
