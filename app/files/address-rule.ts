import ipaddr from "ipaddr.js";

const EVERYBODYS = ipaddr.IPv6.parse("2000::");

/**
 * Whether this is an address out on the internet: not this machine, not its network, not a cloud's metadata, and none
 * that wraps such a one (mapped, NAT64, 6to4, Teredo). What cannot be read is not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.parse(address);
  if (read.range() !== "unicast") return false;
  // Of the sixth version only this eighth has been given out: the rest is old forms that wrap addresses, or nobody's.
  return read.kind() === "ipv4" || (read as ipaddr.IPv6).match(EVERYBODYS, 3);
}
