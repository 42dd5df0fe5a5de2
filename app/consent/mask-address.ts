/** As much of an address as its owner needs to know it again: "•••• 0100", "m•••@t•••.example". */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  if (at < 1) return `•••• ${address.slice(-4)}`;
  const domain = address.slice(at + 1);
  const ending = domain.slice(domain.lastIndexOf("."));
  return `${address[0]}•••@${domain[0]}•••${ending}`;
}
