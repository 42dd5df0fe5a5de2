import { make } from "./element.js";
import { link } from "./linkify.js";
import { safeAddress } from "./safe-address.js";

/** An order with its lines and its parcels. Every field may be missing. */
export function drawCard({ title, lines, parcels, link: out }, origin) {
  return make(
    "div",
    { class: "card" },
    title && make("p", { class: "title" }, title),
    drawLines(lines),
    drawLink(out, origin),
    (parcels || []).map((parcel) =>
      make(
        "div",
        { class: "parcel" },
        make("p", { class: "title" }, parcel.title || parcel.label || ""),
        parcel.status && make("p", {}, parcel.status),
        drawLines(parcel.lines),
        drawLink(parcel.link, origin),
      ),
    ),
  );
}

function drawLines(lines) {
  if (!lines?.length) return null;
  return make(
    "dl",
    {},
    lines.map(({ label, value }) =>
      make("div", {}, make("dt", {}, label), make("dd", { dir: "auto" }, value)),
    ),
  );
}

function drawLink(out, origin) {
  const href = out && safeAddress(out.url, origin);
  return href && link(href, out.label || out.url);
}
