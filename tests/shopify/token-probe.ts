import { closeDatabase } from "#app/db.server.ts";
import { offlineToken } from "#app/shopify/offline-token.server.ts";

/** Another process of the app, for tests: says "ready", waits for the word, and tells the tokens it got. */
const [domain, times] = process.argv.slice(2);
process.once("message", async () => {
  const asked = Array.from({ length: Number(times) }, () => offlineToken(domain!));
  const tokens = (await Promise.all(asked)).map((token) => (token.ok ? token.accessToken : token.because));
  process.send!(tokens);
  await closeDatabase();
  process.disconnect();
});
process.send!("ready");
