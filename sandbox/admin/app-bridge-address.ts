import { Transform } from "node:stream";
import { StringDecoder } from "node:string_decoder";

export const APP_BRIDGE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
export const OUR_APP_BRIDGE = "/_shell/app-bridge.js";

/** Keeps back only what may be the beginning of an address cut in two, so streamed HTML is not delayed. */
export function replaceAppBridge(): Transform {
  const decoder = new StringDecoder();
  let kept = "";
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = (kept + decoder.write(chunk)).replaceAll(APP_BRIDGE, OUR_APP_BRIDGE);
      let unsure = Math.min(text.length, APP_BRIDGE.length - 1);
      while (unsure > 0 && !APP_BRIDGE.startsWith(text.slice(-unsure))) unsure--;
      kept = unsure ? text.slice(-unsure) : "";
      done(null, text.slice(0, text.length - unsure));
    },
    flush(done) {
      done(null, kept + decoder.end());
    },
  });
}
