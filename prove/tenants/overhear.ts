import { randomUUID } from "node:crypto";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { inShop } from "#app/db.server.ts";
import { whisperTyping } from "#app/realtime/whisper.ts";
import { type App, settled } from "#tests/app.ts";
import { staffHeaders } from "./callers.ts";
import { MARK } from "./canaries.ts";
import type { TwoShops } from "./two-shops.ts";
import type { Watch } from "./watch.ts";

/** Our streams stand open while the other shop is busy: not even an id of theirs may come through. */
export async function overhear(watch: Watch, app: App, { ours, theirs }: TwoShops): Promise<void> {
  const ends = await Promise.all([
    listen(app, "/live", await staffHeaders(ours.domain, ours.staff.owner)),
    listen(app, "/live", await staffHeaders(ours.domain, ours.staff.viewer)),
    listen(app, "/chat/stream?after=1", { authorization: `Bearer ${ours.shopper.session.token}` }),
  ]);
  await theirs.shopper.say(`${MARK} overheard`);
  await inShop(theirs.shopId, async (shop) => {
    const { id: staffId } = await shop.tx.staffMember.findFirstOrThrow({ where: { role: "agent" } });
    const { conversationId } = theirs;
    await replyAsStaff(shop, {
      conversationId,
      staffId,
      text: `${MARK} over`,
      clientId: randomUUID(),
      seenSeq: 1_000,
      anyway: true,
    });
  });
  await whisperTyping(theirs.shopId, theirs.conversationId, "shopper");
  await whisperTyping(theirs.shopId, theirs.conversationId, "staff");
  await settled();
  // Ours must hear its own, or its silence would prove nothing.
  await whisperTyping(ours.shopId, ours.conversationId, "shopper");
  await ours.shopper.say("and mine?");
  await settled();
  for (const [index, end] of ends.entries()) {
    const heard = await end(ours.conversationId);
    watch.saw(`stream ${index} while they were busy`, heard);
    for (const id of [theirs.conversationId, theirs.shopId])
      if (heard.includes(id)) watch.count(`stream ${index}`, "told an id of the other shop", { id });
    if (!heard.includes("event:")) watch.count(`stream ${index}`, "heard nothing of its own");
  }
  await watch.begin();
}

/** Collects what a stream says; the returned function waits until it has heard of `own` and ends it. */
async function listen(app: App, path: string, headers: Record<string, string>) {
  const cut = new AbortController();
  const answer = await fetch(`${app.url}${path}`, { headers, signal: cut.signal });
  const reader = answer.body!.getReader();
  let heard = "";
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard += Buffer.from(value).toString();
    }
  })().catch((error: Error) => error);
  return async (own: string) => {
    const isDone = () => heard.includes(own) || heard.includes("and mine?");
    for (let tries = 0; tries < 100 && !isDone(); tries++)
      await new Promise((again) => setTimeout(again, 20));
    cut.abort();
    await reading;
    return heard;
  };
}
