import { make } from "./element.js";
import { link } from "./linkify.js";
import { safeAddress } from "./safe-address.js";

/** An order with its lines and its parcels, folded away: the text above says the same. Every field may be missing. */
export function drawCard({ title, lines, parcels, link: out }, origin) {
  return make(
    "details",
    { class: "card" },
    make("summary", { class: "title" }, title || ""),
    drawLines(lines),
    drawLink(out, origin),
    (parcels || []).map((parcel) =>
      make(
        "div",
        { class: "parcel" },
        parcel.title && make("p", { class: "title" }, parcel.title),
        parcel.state && make("p", {}, parcel.state),
        drawLines(parcel.lines),
        drawLink(parcel.link, origin),
      ),
    ),
  );
}

/** Lines of label and value, or of plain words. */
function drawLines(lines) {
  if (!lines?.length) return null;
  if (typeof lines[0] === "string")
    return lines.map((line) => make("p", { class: "line", dir: "auto" }, line));
  const pair = ({ label, value }) =>
    make("div", {}, make("dt", {}, label), make("dd", { dir: "auto" }, value));
  return make("dl", {}, lines.map(pair));
}

function drawLink(out, origin) {
  const href = out && safeAddress(out.url, origin);
  return href && link(href, out.label || out.url);
}
