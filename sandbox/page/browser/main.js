import { showClock } from "./clock.js";
import { numberOf } from "./inboxes.js";
import { log, showLog } from "./log.js";
import { refreshMail, showMail } from "./mail.js";
import { refreshOrder, showOrders } from "./orders.js";
import { showPanels } from "./panels.js";
import { refreshPhone, showPhones } from "./phones.js";
import { act, get, listen, say } from "./town.js";

const { addresses } = await get("/");
const select = showPanels();
const { key } = await get("/app");
showFrame("storefront", addresses.storefront, "/");
showFrame("admin", addresses.admin, `/store/tidewater/apps/${key}`);
showClock();
showOrders(document.querySelector("#orders"), { openShopAs });
showPhones(document.querySelector("#phones"));
showMail(document.querySelector("#mail"));
showLog(document.querySelector("#log"));
showApp();

listen((event) => {
  log(event);
  if (event.kind === "clock" || event.kind === "reset") showClock();
  if (event.kind === "reset") location.reload();
  if (event.kind === "app") showApp();
  if (event.kind === "shop") refreshOrder(event.orderId);
  if (event.kind === "phone") refreshPhone(event.phone) && mark("phones-panel");
  if (event.kind === "whatsapp") refreshPhone(`+${event.person}`, "whatsapp") && mark("phones-panel");
  if (event.kind === "messenger" || event.kind === "instagram") showInbox(event);
  if (event.kind === "mail") refreshMail() && mark("mail-panel");
});

function showInbox({ kind, person }) {
  const number = numberOf(kind, person);
  if (number && refreshPhone(number, kind)) mark("phones-panel");
}

/** Something new on a panel that is not in sight. */
function mark(panel) {
  const button = document.querySelector(`[data-show=${panel}]`);
  if (button.getAttribute("aria-pressed") !== "true") button.dataset.news = "1";
}

function showFrame(name, address, path) {
  const panel = document.querySelector(`#${name}`);
  if (!address) {
    panel.querySelector("iframe").replaceWith(
      Object.assign(document.createElement("p"), {
        className: "empty",
        textContent: `The ${name} is not open in this town.`,
      }),
    );
    return;
  }
  panel.querySelector(".address").textContent = address.replace("http://", "");
  panel.querySelector("a").href = address + path;
  panel.querySelector("iframe").src = address + path;
}

/** Signs a customer in at the storefront's own account desk. */
function openShopAs(customerId) {
  const frame = document.querySelector("#storefront iframe");
  if (!frame) return say("The storefront is not open in this town.");
  frame.src = `${addresses.storefront}/account/sign-in?customer=${customerId}&return=/`;
  select("storefront");
}

async function showApp() {
  const { url } = await get("/app");
  const state = document.querySelector("#app-state");
  state.textContent = url ? `App at ${url.replace("http://", "")}` : "No app connected: POST /_town/app";
  state.dataset.there = url ? "yes" : "no";
}

document.querySelector("#reset").onclick = act(async () => {
  if (confirm("Put orders, phones, mail and clock back to the opening state?")) {
    await fetch("/_town/reset", { method: "POST" });
  }
});
