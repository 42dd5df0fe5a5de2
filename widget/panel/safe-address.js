/** The address if a shopper may be led there: https, or the shop's and the app's own origins (a shop on a developer's machine). Else null. */
export function safeAddress(address, origin) {
  try {
    const url = new URL(address);
    const isOurs = /^http:$/.test(url.protocol) && (url.origin === location.origin || url.origin === origin);
    return url.protocol === "https:" || isOurs ? url.href : null;
  } catch {
    return null;
  }
}
