import { ask } from "./ask.js";
import { drawOrders } from "./draw-orders.js";

for (const block of document.querySelectorAll(".threadline-tracking:not([data-ready])")) start(block);

/** The theme's "Order tracking" block: the forms stand in the page, this sends them and draws what comes back. */
function start(block) {
  block.dataset.ready = "";
  const config = JSON.parse(block.dataset.config);
  const find = (name) => block.querySelector(`[data-part="${name}"]`);
  const tracking = { config, find, isBusy: false };
  for (const name of ["order", "parcel", "code"])
    find(name).addEventListener("submit", (event) => {
      event.preventDefault();
      send(tracking, name, Object.fromEntries(new FormData(event.target)));
    });
  // Whoever is signed in, or proved an order a moment ago, sees it without a form.
  if (config.signedIn || ask.session()) show(tracking, "orders", {});
}

function send(tracking, name, fields) {
  return name === "code" ? show(tracking, "code", fields) : startProof(tracking, fields);
}

async function startProof(tracking, fields) {
  const answer = await call(tracking, "start", fields);
  if (!answer) return;
  tell(tracking, answer.say);
  const form = tracking.find("code");
  form.hidden = false;
  form.reset();
  form.elements.code.focus();
}

async function show(tracking, door, fields) {
  const answer = await call(tracking, door, fields);
  if (!answer) return;
  tell(tracking, answer.say);
  if (!answer.orders?.length) return;
  tracking.find("code").hidden = true;
  drawOrders(tracking.find("orders"), answer, tracking.config.texts);
  if (door === "code") tracking.find("orders").focus();
}

/** One question at a time; null where none came back, which the shopper is told. */
async function call(tracking, door, fields) {
  if (tracking.isBusy) return null;
  setBusy(tracking, true);
  const answer = await ask(tracking.config, door, fields);
  setBusy(tracking, false);
  if (!answer) tell(tracking, tracking.config.texts.failed);
  return answer;
}

function setBusy(tracking, isBusy) {
  tracking.isBusy = isBusy;
  tracking.find("orders").setAttribute("aria-busy", isBusy);
  if (isBusy) tell(tracking, tracking.config.texts.busy);
}

function tell({ find }, text) {
  find("said").textContent = text || "";
}
