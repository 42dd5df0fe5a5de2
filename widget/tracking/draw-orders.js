import { make } from "../panel/element.js";
import { safeAddress } from "../panel/safe-address.js";

/** Draws orders as text, in place of what was there. Nothing that comes from outside is ever markup. */
export function drawOrders(place, { title, orders }, texts) {
  place.replaceChildren(
    ...[title && make("p", { class: "threadline-state" }, title)].filter(Boolean),
    ...orders.map((order) => drawOrder(order, texts)),
  );
}

const drawOrder = ({ title, parts, asOf }, texts) =>
  make(
    "article",
    null,
    make("h3", null, title),
    parts.map((part) => drawPart(part, texts)),
    make("p", { class: "threadline-quiet" }, asOf),
  );

const drawPart = (part, texts) =>
  make(
    "section",
    null,
    make("p", { class: "threadline-state" }, [part.title, part.state].filter(Boolean).join(": ")),
    part.verdict && make("p", { class: `threadline-badge ${part.verdict.is}` }, part.verdict.says),
    part.lines.map((line) => make("p", null, line)),
    part.steps.length > 0 && drawSteps(part.steps, texts),
    part.items.length > 0 && make("p", { class: "threadline-quiet" }, part.items.join(", ")),
    drawLinks(part, texts),
    part.scans.length > 0 && drawScans(part.scans, texts),
  );

const drawSteps = (steps, texts) =>
  make(
    "ol",
    { class: "threadline-steps", "aria-label": texts.progress },
    steps.map(({ label, isDone, isNow }) =>
      make("li", { class: isDone && "done", "aria-current": isNow && "step" }, label),
    ),
  );

function drawLinks({ page, link }, texts) {
  const links = [page && { url: page, label: texts.open }, link]
    .filter(Boolean)
    .map(({ url, label }) => [safeAddress(url, page && new URL(page).origin), label])
    .filter(([href]) => href);
  if (!links.length) return null;
  return make(
    "p",
    { class: "threadline-links" },
    links.map(([href, label]) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, label)),
  );
}

const drawScans = (scans, texts) =>
  make(
    "details",
    null,
    make("summary", null, texts.scans),
    make(
      "ol",
      null,
      scans.map(({ at, time, what, place }) =>
        make("li", null, `${what} · ${place ? `${place}, ` : ""}`, make("time", { datetime: at }, time)),
      ),
    ),
  );
