import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { listen, sendAnswer, shut } from "../http.ts";
import type { Part, Town } from "../town-types.ts";
import { answerShell } from "./answer-shell.ts";
import { passToApp, passUpgrade } from "./pass-to-app.ts";
import { problemPage } from "./shell-page.ts";

/**
 * The admin's door for a person's own browser. `/store/…` is the admin shell, `/_shell/…` what the shell needs,
 * and everything else is the app: this address is the app's SHOPIFY_APP_URL.
 */
export async function openAdmin(town: Town): Promise<Part> {
  const { server, port } = await listen((req, res) => void answer(town, req, res), town.options.adminPort);
  town.addresses.admin = `http://127.0.0.1:${port}`;
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (req, socket) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
    passUpgrade(town, req, socket);
  });
  return {
    close() {
      // The server no longer counts these among its connections.
      for (const socket of upgraded) socket.destroy();
      return shut(server);
    },
  };
}

async function answer(town: Town, req: IncomingMessage, res: ServerResponse) {
  const url = new URL(req.url ?? "/", town.addresses.admin);
  try {
    if (isApps(url)) return passToApp(town, req, res);
    sendAnswer(res, await answerShell(town, req, url));
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sendAnswer(res, {
      status: 500,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: problemPage(words),
    });
  }
}

/** The bare address is a person's; Shopify opens the app's root with a query. */
function isApps({ pathname, searchParams }: URL) {
  if (pathname === "/") return searchParams.has("embedded") || searchParams.has("shop");
  return pathname !== "/store" && !pathname.startsWith("/store/") && !pathname.startsWith("/_shell/");
}
