import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, connectSms, install, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { judge } from "#tests/oracle/order-oracle.ts";
import { town } from "#tests/town.ts";

let app: App;
let cast: CastMember[];

beforeAll(async () => {
  app = await startApp();
  const shopId = await install(app);
  await connectSms(app, shopId);
  cast = (await town.cast()).filter(
    ({ orderId, customerEmail, phone }) => orderId && (customerEmail || phone),
  );
  await settled();
});
afterAll(stopApps);

/** Says something, and gives back what the shop says to it. */
type Talk = (text: string) => Promise<string>;

async function byChat({ customerId }: CastMember): Promise<Talk> {
  const shopper = await openChat(app, { customer: customerId });
  return async (text) => {
    await shopper.say(text);
    await settled();
    return (await shopper.lastAnswer())?.text ?? "";
  };
}

/** From the phone on the order; who has none there writes from one that nobody knows. */
function byText({ phone, orderId }: CastMember): Talk {
  const from = phone ?? `+1415556${String(orderId).slice(-4)}`;
  return async (text) => {
    await town.text(from, text);
    await settled();
    const came = (await town.phone(from)).filter(({ direction }) => direction === "in");
    return came.filter(({ body }) => !/\d{6} is your code/.test(body)).at(-1)?.body ?? "";
  };
}

/** Asks, and where a code is wanted fetches it from where it was sent, as only the order's owner can. */
async function askAbout(member: CastMember, talk: Talk): Promise<string> {
  const answer = await talk(`Where is my order ${member.orderName}?`);
  if (!answer.includes("6-digit code")) return answer;
  const mails = member.customerEmail ? await town.mail(member.customerEmail) : [];
  const texts = member.phone ? await town.phone(member.phone) : [];
  const sent = [...mails.map(({ text }) => text), ...texts.map(({ body }) => body)];
  const code = sent.flatMap((text) => /(\d{6}) is your code/.exec(text)?.[1] ?? []).at(-1);
  return code ? talk(code) : answer;
}

/** What a text tells, without the link to the parcel and the numbered options below it. */
const wordsOf = (text: string) => text.split(/\n(?:[^\n]+: https?:|1 )/)[0]!;

describe("through the real doors, everyone of the cast hears the truth about their order", () => {
  it("in the storefront chat", async () => {
    for (const member of cast) {
      const said = await askAbout(member, await byChat(member));
      const truth = await town.truth(member.orderId!);
      expect(judge(truth, said, { channel: "chat", home: [] }), `${member.role}: ${said}`).toEqual([]);
    }
  });

  it("by text", async () => {
    for (const member of cast) {
      const said = wordsOf(await askAbout(member, byText(member)));
      const truth = await town.truth(member.orderId!);
      expect(judge(truth, said, { channel: "sms", home: [] }), `${member.role}: ${said}`).toEqual([]);
    }
  });
});
