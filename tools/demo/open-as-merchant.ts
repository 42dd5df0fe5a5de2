import type { Running } from "#tools/demo/run-processes.ts";

export const TIDEWATER = "tidewater.myshopify.com";
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

/** Does what a merchant does: opens the app in the admin, which installs it. */
export async function openAsMerchant({ addresses, app }: Running): Promise<void> {
  await ask(addresses.town, "POST", `/shops/${TIDEWATER}/install`, {});
  const opened = await asOwner(addresses.town, `${app}/app`);
  if (!opened.ok) throw new Error(`the app's first page answered ${opened.status}`);
}

/** A fresh session token for each request, as App Bridge does. */
export async function asOwner(town: string, url: string, form?: URLSearchParams): Promise<Response> {
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
