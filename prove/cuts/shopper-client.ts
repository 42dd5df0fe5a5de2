import type { MessageView } from "#app/conversations/message.ts";
import { inShop } from "#app/db.server.ts";
import type { App } from "#tests/app.ts";
import { openSession, Shopper } from "#tests/chat.ts";
import { openThread } from "../../widget/panel/thread.js";
import type { Client, Ledger } from "./client.ts";
import { Connection, type Heard } from "./connection.ts";
import type { CutShop, Thread } from "./cut-shop.ts";

/** A shopper's panel: the widget's own thread and event reader, its cursor, a new pass where the old one is over. */
export function shopperClient({ shopper, conversationId }: Thread, ledger: Ledger): Client {
  const thread = openThread();
  let pass = shopper;
  let connection = new Connection();
  /** The process that was asked may just be dying: the next round asks another. */
  const renewPass = async (app: App) => {
    const session = await openSession(app, { visitor: pass.session.visitor }).catch(() => null);
    if (session) pass = new Shopper(app, session);
  };
  return {
    conversationIds: [conversationId],
    connection: () => connection,
    async connect(app) {
      connection = new Connection();
      const seen = new Set<string>();
      const headers = { authorization: `Bearer ${pass.session.token}` };
      const hear = ({ event, data }: Heard) => {
        if (event !== "message") return;
        const message = JSON.parse(data) as MessageView;
        const key = `${message.id}:${message.version}`;
        if (seen.has(key)) ledger.doubled.push({ key, conversationId });
        seen.add(key);
        if (thread.take([message], { moves: true })) ledger.heard(key, connection.openedAt);
      };
      const status = await connection.read(app, `/chat/stream?after=${thread.cursor}`, headers, hear);
      if (status === 401) await renewPass(app);
    },
    holds: () =>
      new Map(thread.inOrder().map(({ id, version, state }: MessageView) => [id, `${version} ${state}`])),
  };
}

/** What this client must show in the end. */
export async function shownTo(shop: CutShop, { conversationId }: Thread): Promise<Map<string, string>> {
  const rows = await inShop(shop.shopId, ({ tx }) =>
    tx.message.findMany({
      where: { conversationId, direction: { in: ["in", "out"] } },
      orderBy: { seq: "asc" },
      select: { id: true, version: true, state: true },
    }),
  );
  return new Map(rows.map(({ id, version, state }) => [id, `${version} ${state}`]));
}
