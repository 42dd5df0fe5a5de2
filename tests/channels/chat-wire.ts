import { randomUUID } from "node:crypto";
import { earlier, MINUTE } from "#app/clock.ts";
import type { Wire } from "#tests/channels/channel-contract.ts";
import type { App } from "#tests/app.ts";
import { openChat, openSession, Shopper } from "#tests/chat.ts";
import { town } from "#tests/town.ts";

/** The storefront chat: our own, so the thread itself is the channel. */
export function chatWire(): Wire {
  const shoppers = new Map<string, Shopper>();
  let app: App;
  let domain = "";
  const visitorOf = (session: unknown) => (session as { who: string }).who;
  return {
    name: "Storefront chat",
    channel: "chat",
    async connect(scene) {
      app = scene.app;
      domain = scene.other.domain;
    },
    async person() {
      const shopper = await openChat(app);
      shoppers.set(visitorOf(shopper.session), shopper);
      return visitorOf(shopper.session);
    },
    addressOf: (visitor) => visitor,
    async write(visitor, text, { media = [], repeats = 0, forged } = {}) {
      const known = shoppers.get(visitor)!;
      const token = `${known.session.token.slice(0, -4)}AAAA`;
      const shopper = forged ? new Shopper(app, { ...known.session, token }) : known;
      const files: string[] = [];
      let refused: string | undefined;
      for (const { contentType, base64 } of media) {
        const body = Buffer.from(base64, "base64");
        const headers = { "content-type": contentType };
        const kept = await shopper.call("/chat/files", { method: "POST", headers, body });
        const said = (await kept.json()) as { id: string; say?: string };
        if (kept.ok) files.push(said.id);
        else refused = said.say;
      }
      const message = { clientId: randomUUID(), text, files };
      let answer = await shopper.post("/chat/messages", message);
      for (let time = 0; time < repeats; time++) answer = await shopper.post("/chat/messages", message);
      return { status: answer.status, refused };
    },
    async sees(visitor) {
      const thread = await shoppers.get(visitor)!.thread();
      return thread.filter(({ from }) => from === "shop").map(({ text }) => text);
    },
    // Nobody is out of reach in their own thread; what comes too late for it is not shown.
    shut: async () => ({ expiresAt: earlier(await town.clock.now(), MINUTE) }),
    lose: null,
    settlesAs: "delivered",
    async tellOld({ address }) {
      return (await shoppers.get(address!)!.post("/chat/read", { upTo: 0 })).status;
    },
    async stray(text) {
      const [shopper] = shoppers.values();
      const there = await openSession(app, { visitor: shopper!.session.visitor, domain });
      return (await new Shopper(app, there).post("/chat/messages", { clientId: randomUUID(), text })).status;
    },
    foreign: async () => {
      const [shopper] = shoppers.values();
      return (await shopper!.post("/chat/messages", [{ clientId: "nothing" }])).status;
    },
  };
}
