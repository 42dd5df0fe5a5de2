import { act, control, el, get, plain, post, timeOf } from "./town.js";

const MOST_LINES = 300;
const OF_REQUESTS = [
  "refuse",
  "429",
  "400",
  "500-before",
  "500-after",
  "hang",
  "hang-after",
  "reset",
  "reset-after",
  "slow",
];
const FAULTS = {
  twilio: [...OF_REQUESTS, "malformed", "repeat-callback", "callback-first", "reorder-callbacks"],
  smtp: OF_REQUESTS,
  shopify: [...OF_REQUESTS, "malformed"],
  meta: OF_REQUESTS,
  "meta-webhooks": ["drop", "delay", "duplicate", "shuffle"],
  webhooks: ["drop", "delay", "duplicate", "shuffle", "stale"],
};

let lines;
let ordered;

/** What happens in the town as it happens, and the fault menu. */
export async function showLog(panel) {
  lines = el("ol", { class: "lines", "aria-label": "What happens" });
  ordered = el("ul", { class: "faults" });
  panel.replaceChildren(faultForm(), ordered, lines);
  await drawFaults();
  const { unknown } = await get("/unknown");
  for (const one of unknown) log({ kind: "unknown", ...one });
}

export function log(event) {
  if (!lines) return;
  lines.prepend(el("li", { class: event.kind }, el("time", {}, timeOf(event.at)), ` ${wordsOf(event)}`));
  while (lines.children.length > MOST_LINES) lines.lastChild.remove();
  if (event.kind === "fault") drawFaults();
}

function wordsOf(event) {
  switch (event.kind) {
    case "shop":
      return `${event.topic} ${event.orderName ?? ""}`;
    case "phone":
      return event.status === "received"
        ? `${event.phone} texts: ${event.body}`
        : `to ${event.phone} (${event.status}): ${event.body}`;
    case "whatsapp":
      return event.status === "received"
        ? `+${event.person} writes on WhatsApp: ${event.body}`
        : `on WhatsApp to +${event.person} (${event.status}): ${event.body}`;
    case "messenger":
    case "instagram":
      return event.status === "received"
        ? `${event.person} writes on ${plain(event.kind)}: ${event.text}`
        : `on ${plain(event.kind)} to ${event.person}: ${event.text}`;
    case "mail":
      return `mail to ${event.to.join(", ")}: ${event.subject}`;
    case "sms-callback":
      return `Twilio's webhook ${event.status} → ${event.answered ?? "no answer"}`;
    case "clock":
      return `the clock moved to ${timeOf(event.now)}`;
    case "fault":
      return `fault ${event.fault} struck ${event.provider} at ${event.path}`;
    case "unknown":
      return `not implemented: ${event.request}`;
    default: {
      const { kind, at: _at, ...rest } = event;
      return `${plain(kind)} ${Object.values(rest)
        .filter((value) => typeof value !== "object")
        .join(" ")}`;
    }
  }
}

function faultForm() {
  const fault = el("select", { "aria-label": "Fault" });
  const provider = el(
    "select",
    { "aria-label": "Provider", onchange: fill },
    Object.keys(FAULTS).map((name) => el("option", {}, name)),
  );
  const times = el("input", { type: "number", min: "1", max: "99", value: "1", "aria-label": "How often" });
  fill();
  return el(
    "form",
    {
      class: "place",
      onsubmit: act(async (event) => {
        event.preventDefault();
        await post("/faults", { provider: provider.value, fault: fault.value, times: Number(times.value) });
        await drawFaults();
      }),
    },
    provider,
    fault,
    times,
    el("button", {}, "Order fault"),
  );

  function fill() {
    fault.replaceChildren(...FAULTS[provider.value].map((name) => el("option", {}, name)));
  }
}

async function drawFaults() {
  const { faults } = await get("/faults");
  ordered.replaceChildren(...faults.filter((fault) => fault.times !== 0).map(line));
}

function line({ id, provider, fault, times }) {
  const remove = act(async () => {
    await control("DELETE", `/faults/${id}`);
    await drawFaults();
  });
  return el(
    "li",
    {},
    `${provider}: ${fault} × ${times ?? "∞"} `,
    el("button", { type: "button", class: "quiet", onclick: remove }, "Call off"),
  );
}
