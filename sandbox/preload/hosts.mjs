const PROVIDERS =
  /(^|\.)(myshopify\.com|shopify\.com|shopifycloud\.com|shopifysvc\.com|shopifypreview\.com|twilio\.com|twiliocdn\.com|telnyx\.com|telnyxcloudstorage\.com|easypost\.com|facebook\.com|fbcdn\.net|fbsbx\.com|instagram\.com|cloudflare-dns\.com|storage\.googleapis\.com|s3\.amazonaws\.com)$/;
const LOOPBACK = /^(127(\.\d+){3}|localhost|.+\.localhost|\[?::1\]?|0\.0\.0\.0)$/;

/** "town" for the providers the town plays, "direct" for this machine; any other host is an error: nothing leaves. */
export function wayTo(hostname) {
  const host = hostname.toLowerCase();
  if (PROVIDERS.test(host)) return "town";
  if (LOOPBACK.test(host)) return "direct";
  throw new Error(`the sandbox lets nothing out, and it does not play ${host}`);
}

/** What a caller sees when nobody listens at the other end: the request was certainly not accepted. */
export function refusedConnection(host) {
  const error = new Error(`connect ECONNREFUSED ${host}:443`);
  return Object.assign(error, {
    code: "ECONNREFUSED",
    errno: -111,
    syscall: "connect",
    address: host,
    port: 443,
  });
}
