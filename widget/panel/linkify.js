import { make } from "./element.js";
import { safeAddress } from "./safe-address.js";

const ADDRESS = /https:\/\/[^\s<>"']+/g;
const TRAILING = /[.,;:!?)\]}»”’]+$/;

/** The text as nodes, its https addresses as links. Never HTML. */
export function linkify(text, origin) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(TRAILING, "");
    const href = safeAddress(address, origin);
    if (!href) continue;
    nodes.push(text.slice(from, found.index), link(href, address));
    from = found.index + address.length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

/** A link out of the conversation. The shop's own pages open in this tab, others in a new one that knows nothing of us. */
export function link(href, label, name) {
  const isHere = new URL(href).origin === location.origin;
  return make("a", { href, class: name, target: !isHere && "_blank", rel: "noopener noreferrer" }, label);
}
