import { type App, connectSms, install, startApp } from "#tests/app.ts";
import { town } from "#tests/town.ts";

export interface Opened {
  app: App;
  shopId: string;
  /** Where Twilio tells the app of this shop's texts. */
  webhook: string;
}

/**
 * How most stories begin: a fresh town, at the hour that the story wants, the app in it, and a shop that has installed it
 * and texts by Twilio. What that sets off is still under way: a story waits for it when it has set its own scene.
 */
export async function openShopWithTexts({ at }: { at?: string } = {}): Promise<Opened> {
  await town.reset();
  if (at) await town.clock.to(at);
  const app = await startApp();
  const shopId = await install(app);
  return { app, shopId, webhook: await connectSms(app, shopId) };
}
