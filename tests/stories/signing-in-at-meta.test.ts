import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { SignInChannel } from "#app/channels/channel.ts";
import { type App, BROWSER, install, look, openPage, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";

let app: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await control("POST", "/messenger/accounts", { id: "123456789012345", name: "Tidewater Goods" });
});
beforeEach(() => look(shopId, ({ tx }) => tx.channelAccount.deleteMany()));
afterAll(stopApps);

/** One person's browser: what the app gives it to keep comes back with it. */
class Browser {
  kept = new Map<string, string>();

  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.kept].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "user-agent": BROWSER, ...(cookie && { cookie }), ...init.headers };
    const answer = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const given of answer.headers.getSetCookie()) this.keep(given);
    return answer;
  }

  /** Presses the button of the settings; where that leads. */
  async begin(pass: string, more: object = {}): Promise<Response> {
    const headers = { origin: app.url, ...more };
    const body = new URLSearchParams({ pass });
    return this.ask(`${app.url}/connect/messenger/begin`, { method: "POST", headers, body });
  }

  private keep(given: string) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
    if (/Max-Age=0/.test(given)) this.kept.delete(name);
    else this.kept.set(name, value);
  }
}

/** What the button of the settings page carries, for whoever owns the shop. */
async function passOf(channel: SignInChannel): Promise<string> {
  const page = await (await openPage(app, `/app/settings/channels/${channel}.data`)).text();
  return /"(eyJ[\w-]+\.[\w-]+)"/.exec(page)![1]!;
}

const ledTo = (answer: Response) => answer.headers.get("refresh")!.replace("0; url=", "");
/** Signs in at Facebook and agrees; the address that leads back. */
const agree = async (address: string) =>
  (await fetch(address, { redirect: "manual" })).headers.get("location")!;
const pages = () => look(shopId, ({ tx }) => tx.channelAccount.findMany());

it("an owner signs in with Facebook in a window of its own, and nothing is kept in the browser after", async () => {
  const owner = new Browser();
  const begun = await owner.begin(await passOf("messenger"));
  expect(begun.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^tl-sign-in-messenger=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3600$/),
  ]);
  expect(ledTo(begun)).toMatch(/^https:\/\/www\.facebook\.com\//);
  const done = await owner.ask(await agree(ledTo(begun)));
  expect(done.headers.get("location")).toMatch(
    /^https:\/\/admin\.shopify\.com\/.*\/settings\/channels\/messenger$/,
  );
  expect([...owner.kept]).toEqual([]);
  expect(await pages()).toMatchObject([{ channel: "messenger", sender: "123456789012345" }]);
});

it("a sign-in that another shop's owner began and sent round connects no Page of whoever follows it", async () => {
  const [attacker, victim] = [new Browser(), new Browser()];
  const sentRound = ledTo(await attacker.begin(await passOf("messenger")));
  const refused = await (await victim.ask(await agree(sentRound))).text();
  expect(refused).toContain("was not begun in this browser");
  expect(refused).toContain("begin it again in the settings");
  // Nor where the victim is in the middle of a sign-in of their own, which goes on.
  const own = ledTo(await victim.begin(await passOf("messenger")));
  const inBetween = new Browser();
  inBetween.kept = new Map(victim.kept);
  expect(await (await inBetween.ask(await agree(sentRound))).text()).toContain("not begun in this browser");
  expect(await pages()).toEqual([]);
  expect((await victim.ask(await agree(own))).status).toBe(302);
});

it("nobody begins one in another's browser: not by a link, not by a form elsewhere, not with a changed pass", async () => {
  const victim = new Browser();
  const pass = await passOf("messenger");
  for (const origin of ["https://attacker.example", "null"])
    expect((await victim.begin(pass, { origin })).status).toBe(500);
  const nameless = await victim.ask(`${app.url}/connect/messenger/begin`, {
    method: "POST",
    body: new URLSearchParams({ pass }),
  });
  expect(await nameless.text()).toContain("button in Threadline&#x27;s settings");
  const byLink = await victim.ask(`${app.url}/connect/messenger/begin?pass=${pass}`);
  expect(await byLink.text()).toContain("not with a link");
  for (const other of [`${pass.slice(0, -2)}AA`, await passOf("instagram")])
    expect(await (await victim.begin(other)).text()).toContain("this one did not");
  expect([...victim.kept]).toEqual([]);
});

it("a sign-in that came back comes back once, even where the browser keeps what it was told to drop", async () => {
  const owner = new Browser();
  const begun = ledTo(await owner.begin(await passOf("messenger")));
  const [kept, first, again] = [new Map(owner.kept), await agree(begun), await agree(begun)];
  expect((await owner.ask(first)).status).toBe(302);
  owner.kept = kept;
  expect(await (await owner.ask(again)).text()).toContain("has been used already");
});

it("over https no other host of the domain can set the cookie, and it is sent over nothing else", async () => {
  const url = "https://threadline.example";
  const secure = await startApp({ isPublic: false, env: { SHOPIFY_APP_URL: url } });
  const headers = { "user-agent": BROWSER, origin: url, "x-forwarded-host": "threadline.example" };
  const begun = await fetch(`${secure.url}/connect/messenger/begin`, {
    method: "POST",
    headers,
    body: new URLSearchParams({ pass: await passOf("messenger") }),
  });
  expect(begun.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-tl-sign-in-messenger=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure$/,
    ),
  ]);
});
