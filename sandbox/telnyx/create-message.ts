import type { Answer, HostCall, Town } from "../town-types.ts";
import { failure } from "./failure.ts";
import { messageResource } from "./message-resource.ts";
import { tellApp } from "./tell-app.ts";
import { nextId } from "./telnyx-state.ts";
import type { TelnyxMessage, TelnyxState, TelnyxStatus } from "./telnyx-types.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
const KNOWN = ["from", "to", "text", "media_urls", "webhook_url", "use_profile_webhooks", "tags", "type"];

interface Asked {
  from?: string;
  to?: string;
  text?: string;
  media_urls?: string[];
  webhook_url?: string;
  tags?: string[];
}

/** `POST /v2/messages`: refuses as Telnyx does, else writes the ledger, answers 200 and lets the message live. */
export async function createMessage(
  town: Town,
  state: TelnyxState,
  call: HostCall,
): Promise<Answer | undefined> {
  const asked = JSON.parse(call.body.toString("utf8") || "{}") as Asked;
  if (Object.keys(asked).some((name) => !KNOWN.includes(name))) return undefined;
  const refused = refusalOf(state, asked);
  if (refused) return refused;
  const message = newMessage(town, state, asked);
  await town.ledger.write({
    provider: "telnyx",
    kind: "message",
    sid: message.id,
    from: message.from,
    to: message.to,
    body: message.text,
    mediaUrls: message.media.map(({ url }) => url),
  });
  state.messages.push(message);
  const created = messageResource(message);
  return {
    status: 200,
    body: { data: created },
    afterwards: () => void town.track(live(town, state, message)),
  };
}

function refusalOf(state: TelnyxState, { from, to, text, media_urls: media }: Asked): Answer | null {
  if (!E164.test(to ?? "")) return failure(422, "40310", "Invalid 'to' address");
  if (!state.account.numbers.includes(from ?? "")) return failure(422, "40305", "Invalid 'from' address");
  if (!text && !media?.length) return failure(422, "10004", "Missing required parameter");
  return state.blocks.has(`${from} ${to}`) ? failure(403, "40300", "Blocked due to STOP message") : null;
}

function newMessage(town: Town, state: TelnyxState, asked: Asked): TelnyxMessage {
  return {
    id: nextId(town, state),
    direction: "outbound",
    from: asked.from!,
    to: asked.to!,
    text: asked.text ?? "",
    media: (asked.media_urls ?? []).map((url) => ({ url, content_type: null })),
    tags: asked.tags ?? [],
    status: "queued",
    errors: [],
    webhookUrl: asked.webhook_url ?? state.account.webhookUrl,
    at: town.clock.iso(),
  };
}

/** `message.sent`, then `message.finalized` with how it ended. */
async function live(town: Town, state: TelnyxState, message: TelnyxMessage): Promise<void> {
  const fate = state.fates.get(message.to) ?? { final: "delivered" as const, code: null };
  const steps: [TelnyxStatus, "message.sent" | "message.finalized"][] = [
    ["sent", "message.sent"],
    [fate.final, "message.finalized"],
  ];
  for (const [status, event] of steps) {
    message.status = status;
    if (event === "message.finalized" && fate.code)
      message.errors = [{ code: fate.code, title: "Undeliverable" }];
    await tellApp(town, state, { event, url: message.webhookUrl, message });
  }
}
