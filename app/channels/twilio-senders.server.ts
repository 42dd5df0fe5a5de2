import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import { apiOf, askTwilio, sayTwilioFault } from "#app/channels/twilio-api.server.ts";

/** What a merchant may choose to text from: a number, or a messaging service with its pool. */
export interface TwilioSender {
  /** `PN…` or `MG…`; of a name, the service's that it is set up at. */
  sid: string;
  /** The number in E.164, or the service's SID: what the account is known by. */
  sender: string;
  name: string;
  takesPictures: boolean;
  /** Of a service: the numbers and short codes it sends from. */
  pool: string[];
  /** Of a service: whether a shopper always hears from the number they know. */
  isSticky: boolean;
}

export type Listed = { ok: true; senders: TwilioSender[] } | { ok: false; say: string };

const SERVICES = "https://messaging.twilio.com/v1/Services";

/** Everything of this Twilio account that can send texts, services first: more than one number belongs in one. */
export async function listTwilioSenders(account: Account): Promise<Listed> {
  const [numbers, services] = await Promise.all([
    askTwilio(account, `${apiOf(account)}/IncomingPhoneNumbers.json?PageSize=1000`),
    askTwilio(account, `${SERVICES}?PageSize=100`),
  ]);
  const [owned, kept] = [read(numbers, Numbers), read(services, Services)];
  if (!owned) return { ok: false, say: sayTwilioFault(numbers) };
  if (!kept) return { ok: false, say: sayTwilioFault(services) };
  const pools = await Promise.all(kept.services.map((service) => readPool(account, service)));
  const names = await Promise.all(kept.services.map((service) => readNames(account, service.sid)));
  return {
    ok: true,
    senders: [...pools, ...names.flat(), ...owned.incoming_phone_numbers.filter(canText).map(ofNumber)],
  };
}

/** Has Twilio tell this address of texts that come in, so that nobody has to copy it by hand. */
export async function setTwilioWebhook(
  account: Account,
  { sid }: TwilioSender,
  url: string,
): Promise<string | null> {
  const isService = sid.startsWith("MG");
  const answer = await askTwilio(
    account,
    isService ? `${SERVICES}/${sid}` : `${apiOf(account)}/IncomingPhoneNumbers/${sid}.json`,
    {
      method: "POST",
      body: new URLSearchParams(
        isService
          ? { InboundRequestUrl: url, InboundMethod: "POST", UseInboundWebhookOnNumber: "false" }
          : { SmsUrl: url, SmsMethod: "POST" },
      ),
    },
  );
  return answer.ok && answer.status < 300 ? null : sayTwilioFault(answer);
}

const Numbers = z.object({
  incoming_phone_numbers: z.array(
    z.object({
      sid: z.string(),
      phone_number: z.string(),
      friendly_name: z.string().nullable(),
      capabilities: z.looseObject({ sms: z.boolean().optional(), mms: z.boolean().optional() }),
    }),
  ),
});
const Services = z.object({
  services: z.array(z.object({ sid: z.string(), friendly_name: z.string(), sticky_sender: z.boolean() })),
});
const Pool = z.object({ phone_numbers: z.array(z.object({ phone_number: z.string() })) });
const ShortCodes = z.object({ short_codes: z.array(z.object({ short_code: z.string() })) });

const Names = z.object({ alpha_senders: z.array(z.object({ alpha_sender: z.string() })) });

type Owned = z.infer<typeof Numbers>["incoming_phone_numbers"][number];

const canText = ({ capabilities }: Owned) => capabilities.sms === true;

const ofNumber = ({ sid, phone_number: sender, friendly_name, capabilities }: Owned): TwilioSender => ({
  sid,
  sender,
  name: friendly_name ?? sender,
  takesPictures: capabilities.mms === true,
  pool: [],
  isSticky: true,
});

/** Sets a name up at a service. Returns what is wrong, or null. */
export async function addTwilioName(
  account: Account,
  { sid }: Pick<TwilioSender, "sid">,
  name: string,
): Promise<string | null> {
  const body = new URLSearchParams({ AlphaSender: name });
  const answer = await askTwilio(account, `${SERVICES}/${sid}/AlphaSenders`, { method: "POST", body });
  if (answer.ok && answer.status < 300) return null;
  return answer.ok && answer.status === 400
    ? "Twilio refused the name. Switch on alphanumeric sender IDs in its messaging settings, then try again."
    : sayTwilioFault(answer);
}

/** Names that its texts may come from where a country takes such; nobody can answer them. */
async function readNames(account: Account, sid: string): Promise<TwilioSender[]> {
  const found = read(await askTwilio(account, `${SERVICES}/${sid}/AlphaSenders?PageSize=100`), Names);
  const names = found?.alpha_senders.map(({ alpha_sender }) => alpha_sender) ?? [];
  return names.map((name) => ({
    ...{ sid, sender: name, name, takesPictures: false, pool: [], isSticky: true },
  }));
}

async function readPool(
  account: Account,
  { sid, friendly_name: name, sticky_sender: isSticky }: z.infer<typeof Services>["services"][number],
): Promise<TwilioSender> {
  const pool = read(await askTwilio(account, `${SERVICES}/${sid}/PhoneNumbers?PageSize=100`), Pool);
  const numbers = pool?.phone_numbers.map(({ phone_number }) => phone_number) ?? [];
  const short = read(await askTwilio(account, `${SERVICES}/${sid}/ShortCodes?PageSize=100`), ShortCodes);
  const codes = short?.short_codes.map(({ short_code }) => short_code) ?? [];
  return { sid, sender: sid, name, takesPictures: true, pool: [...numbers, ...codes], isSticky };
}

const read = <T>(answer: Awaited<ReturnType<typeof askTwilio>>, shape: z.ZodType<T>): T | null =>
  answer.ok && answer.status === 200 ? (shape.safeParse(answer.body).data ?? null) : null;
