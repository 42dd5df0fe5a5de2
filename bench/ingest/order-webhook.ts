import { prisma } from "#app/db.server.ts";
import { openBody } from "#app/letterbox/sealed-body.ts";
import { type App, install } from "#tests/app.ts";
import { town } from "#tests/town.ts";

/** The body of an orders/updated webhook as it came to our door from the town's shop. */
export async function takeOrderWebhook(app: App): Promise<string> {
  await install(app);
  const ordered = (await town.cast()).find(({ orderId }) => orderId);
  await town.replayWebhook(ordered!.orderId!, { topic: "orders/updated" });
  await town.settle();
  const { body } = await prisma.receipt.findFirstOrThrow({ where: { topic: "orders/updated" } });
  return openBody(body).toString();
}
