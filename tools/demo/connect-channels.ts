import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { asOwner, ask, TIDEWATER } from "#tools/demo/open-as-merchant.ts";
import { appEnvironment, type Running } from "#tools/demo/run-processes.ts";

const TWILIO = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
  number: "+14155550100",
};
const NAME = "Tidewater Supply Co";
/** Where the shop reads its mail. */
export const HELP = "help@tidewater.example";

/** Connects every channel the way a merchant does, in the settings; mail alone by the operator's own hand. */
export async function connectChannels(home: string, running: Running): Promise<void> {
  await connectTwilio(running);
  await connect(running, "whatsapp", "EAAtownWhatsAppSystemUser");
  await connect(running, "messenger", await tokenOf(running, "messenger", { name: NAME }));
  await connect(running, "instagram", await tokenOf(running, "instagram", { username: "tidewater.supply" }));
  await connectMail(home, running);
}

/** Twilio is then given the webhook address that the settings show. */
async function connectTwilio({ addresses, app }: Running): Promise<void> {
  const page = `${app}/app/settings/channels/sms.data`;
  const saved = await asOwner(addresses.town, page, new URLSearchParams({ form: "sms", ...TWILIO }));
  const shown = await (await asOwner(addresses.town, page)).text();
  const path = /\/webhooks\/sms\/[0-9a-f-]{36}/.exec(shown)?.[0];
  if (!saved.ok || !path)
    throw new Error(`Twilio was not connected: ${saved.status}, ${shown.slice(0, 300)}`);
  const { accountSid: sid, token, number } = TWILIO;
  const webhookUrl = addresses.admin + path;
  await ask(addresses.town, "POST", "/sms/accounts", { sid, token, numbers: [number], webhookUrl });
}

async function connect({ addresses, app }: Running, channel: string, token: string): Promise<void> {
  const form = new URLSearchParams({ form: "connect", token });
  const answer = await asOwner(addresses.town, `${app}/app/settings/channels/${channel}.data`, form);
  const said = await answer.text();
  if (!/is connected/.test(said)) throw new Error(`${channel} was not connected: ${said.slice(0, 300)}`);
}

async function tokenOf({ addresses }: Running, channel: string, facts: object): Promise<string> {
  return ((await ask(addresses.town, "POST", `/${channel}/accounts`, facts)) as { token: string }).token;
}

/** The settings take no mail server without TLS, and the town's has none: the verb behind them is called by itself. */
async function connectMail(home: string, { addresses, ports }: Running): Promise<void> {
  const env = { ...appEnvironment(home, ports, addresses), LOG_LEVEL: "error" };
  const asked = JSON.stringify({ domain: TIDEWATER, sender: HELP, smtp: addresses.smtp });
  const child = spawn(process.execPath, ["tools/demo/connect-mail.ts", asked], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`mail was not connected: ${said}`);
  const { path, user, password } = JSON.parse(said);
  const url = addresses.admin + path;
  await ask(addresses.town, "POST", "/mail-receivers", { address: HELP, url, user, password });
}
