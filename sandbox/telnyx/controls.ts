import { refusal, type Town } from "../town-types.ts";
import { postSigned, tellApp } from "./tell-app.ts";
import { nextId } from "./telnyx-state.ts";
import type { TelnyxFate, TelnyxMessage, TelnyxState } from "./telnyx-types.ts";

/** Control of Telnyx's account and the phones that text it; README.md has an example of each. */
export function addTelnyxControls(town: Town, state: TelnyxState): void {
  town.control("GET /telnyx", () => {
    const { privateKey: _kept, ...account } = state.account;
    return { account, messages: state.messages, posted: state.posted };
  });
  town.control("POST /telnyx/account", ({ body }) => {
    const { numbers, webhookUrl } = body as { numbers?: string[]; webhookUrl?: string };
    if (numbers) state.account.numbers = numbers;
    if (webhookUrl !== undefined) state.account.webhookUrl = webhookUrl;
    return { numbers: state.account.numbers, webhookUrl: state.account.webhookUrl };
  });
  town.control("POST /telnyx/phones/:number/fate", ({ params, body }) => {
    const fate: TelnyxFate = { final: "delivered", code: null, ...(body as Partial<TelnyxFate>) };
    state.fates.set(params.number ?? "", fate);
    return fate;
  });
  town.control("POST /telnyx/post", async ({ body }) => {
    const { url, says } = body as { url: string; says: object };
    return { answered: await town.track(postSigned(town, state, url, JSON.stringify(says))) };
  });
  town.control("POST /telnyx/phones/:number/text", ({ params, body }) =>
    text(town, state, params.number ?? "", body as Partial<Text>),
  );
}

export const MEDIA_HOST = "us-east-1.telnyxcloudstorage.com";

function keepMedia(town: Town, state: TelnyxState, { contentType, base64 }: Text["media"][number]) {
  const url = `https://${MEDIA_HOST}/${nextId(town, state)}`;
  state.media.set(url, { contentType, bytes: Buffer.from(base64, "base64") });
  return { url, content_type: contentType };
}

interface Text {
  to: string;
  body: string;
  media: { contentType: string; base64: string }[];
  repeats: number;
  forged: boolean;
  oldBy: number;
}

const STOP = ["STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"];
const START = ["START", "UNSTOP"];

/** A phone texts one of the account's numbers: Telnyx takes its keywords itself, and tells the profile's webhook. */
async function text(town: Town, state: TelnyxState, from: string, asked: Partial<Text>) {
  const to = asked.to ?? state.account.numbers[0] ?? "";
  if (!state.account.numbers.includes(to)) throw refusal(404, `Telnyx has no number ${to}`);
  const message: TelnyxMessage = {
    id: nextId(town, state),
    direction: "inbound",
    from,
    to,
    text: asked.body ?? "",
    media: (asked.media ?? []).map((one) => keepMedia(town, state, one)),
    tags: [],
    status: "webhook_delivered",
    errors: [],
    webhookUrl: state.account.webhookUrl,
    at: town.clock.iso(),
  };
  state.messages.push(message);
  const word = message.text.trim().toUpperCase();
  if (STOP.includes(word)) state.blocks.add(`${to} ${from}`);
  if (START.includes(word)) state.blocks.delete(`${to} ${from}`);
  const { repeats = 0, forged = false, oldBy = 0 } = asked;
  const telling = {
    event: "message.received",
    url: message.webhookUrl,
    message,
    repeats,
    forged,
    oldBy,
  } as const;
  return { id: message.id, answered: await town.track(tellApp(town, state, telling)) };
}
