import type { Running } from "#tools/demo/run-processes.ts";

export const TIDEWATER = "tidewater.myshopify.com";
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";
const TWILIO = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
  number: "+14155550100",
};

/**
 * Does what a merchant does: opens the app in the admin, which installs it, connects Twilio in the settings, and gives
 * Twilio the webhook address that the settings show.
 */
export async function openAsMerchant({ addresses, app }: Running): Promise<void> {
  await ask(addresses.town, "POST", `/shops/${TIDEWATER}/install`, {});
  const opened = await asOwner(addresses.town, `${app}/app`);
  if (!opened.ok) throw new Error(`the app's first page answered ${opened.status}`);
  const webhookUrl = await connectTwilio({ addresses, app });
  const { accountSid: sid, token, number } = TWILIO;
  await ask(addresses.town, "POST", "/sms/accounts", { sid, token, numbers: [number], webhookUrl });
}

async function connectTwilio({ addresses, app }: Pick<Running, "addresses" | "app">): Promise<string> {
  const saved = await asOwner(
    addresses.town,
    `${app}/app/settings/channels/sms.data`,
    new URLSearchParams({ form: "sms", ...TWILIO }),
  );
  const page = await asOwner(addresses.town, `${app}/app/settings/channels/sms.data`);
  const text = await page.text();
  const path = /\/webhooks\/sms\/[0-9a-f-]{36}/.exec(text)?.[0];
  if (!saved.ok || !path) throw new Error(`Twilio was not connected: ${saved.status}, ${text.slice(0, 300)}`);
  return addresses.admin + path;
}

/** A fresh session token for each request, as App Bridge does. */
async function asOwner(town: string, url: string, form?: URLSearchParams): Promise<Response> {
  const { token } = (await ask(town, "GET", `/shops/${TIDEWATER}/session-token`)) as { token: string };
  const headers = { authorization: `Bearer ${token}`, "user-agent": BROWSER };
  return fetch(url, { headers, redirect: "manual", ...(form && { method: "POST", body: form }) });
}

/** One control call of the town. */
export async function ask(town: string, method: string, path: string, body?: object): Promise<unknown> {
  const init = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${town}/_town${path}`, { method, ...init });
  if (!answer.ok)
    throw new Error(`${method} /_town${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
