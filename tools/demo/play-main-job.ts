import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { launchChromium } from "#tools/chromium.ts";
import { HELP } from "#tools/demo/connect-channels.ts";
import { ask, TIDEWATER } from "#tools/demo/open-as-merchant.ts";
import type { Running } from "#tools/demo/run-processes.ts";

interface Member {
  role: string;
  orderName: string;
  customerId: number;
  phone: string;
  customerEmail: string;
}

interface Stage {
  running: Running;
  shop: Page;
  desk: Page;
  member: Member;
  picture(page: Page, name: string): Promise<void>;
}

/**
 * The main job, played through the doors in a real browser: a shopper asks in the storefront chat, by SMS, on WhatsApp
 * and by mail, gets a true answer each time, asks for a person; staff reply from the inbox inside the admin; both sides
 * see it live. Prints a step a line with what was seen; false where one failed.
 */
export async function playMainJob(running: Running, { pictures }: { pictures?: string }): Promise<boolean> {
  const browser = await launchChromium();
  try {
    const stage = await setStage(browser, running, pictures);
    for (const [name, step] of STEPS) {
      const seen = await step(stage).catch((error: unknown) => ({ failed: String(error) }));
      const isGood = typeof seen === "string";
      console.log(JSON.stringify({ step: name, ok: isGood, saw: isGood ? seen : seen.failed.slice(0, 600) }));
      if (isGood) continue;
      await stage.picture(stage.shop, "failed-shop");
      await stage.picture(stage.desk, "failed-desk");
      return false;
    }
    return true;
  } finally {
    await browser.close();
  }
}

const STEPS: [name: string, step: (stage: Stage) => Promise<string>][] = [
  ["a shopper signs in and asks in the storefront chat where their order is", askInChat],
  ["the answer is true, and comes live", readAnswer],
  ["the same shopper asks by SMS", askByText],
  ["and on WhatsApp, and by mail", askElsewhere],
  ["the shopper asks for a person and hears when to expect one", askForPerson],
  ["staff find the thread in the inbox inside the admin", findThread],
  ["staff reply, and the shopper sees it live", replyToShopper],
  ["the shopper writes again, and staff see it live", writeAgain],
  ["the shopper reloads the page and finds everything said", reload],
];

async function setStage(browser: Browser, running: Running, pictures: string | undefined): Promise<Stage> {
  const cast = (await ask(running.addresses.town, "GET", `/shops/${TIDEWATER}/cast`)) as Member[];
  const open = async () => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
    });
    context.setDefaultTimeout(20_000);
    return context.newPage();
  };
  if (pictures) mkdirSync(pictures, { recursive: true });
  return {
    running,
    shop: await open(),
    desk: await open(),
    member: cast.find(({ role }) => role === "on-time")!,
    picture: async (page, name) => {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
}

async function askInChat({ running, shop, member, picture }: Stage): Promise<string> {
  await shop.goto(`${running.addresses.storefront}/account/login`);
  await signIn(shop, member);
  await shop.goto(running.addresses.storefront);
  await shop.getByRole("button", { name: "Chat with us" }).click();
  await say(shop, "Where is my order?");
  await picture(shop, "chat-asked");
  return "Where is my order?";
}

async function signIn(shop: Page, { customerEmail }: Member) {
  await shop.getByRole("button", { name: customerEmail }).click();
  await shop.waitForURL(/account(?!\/login)/);
}

async function say(shop: Page, text: string) {
  await shop.getByRole("textbox", { name: "Write a message" }).fill(text);
  await shop.getByRole("textbox", { name: "Write a message" }).press("Enter");
}

async function readAnswer({ shop, member, picture }: Stage): Promise<string> {
  const log = shop.getByRole("log");
  await log.getByText(member.orderName).first().waitFor();
  await picture(shop, "chat-answered");
  return (await log.innerText()).replace(/\s+/g, " ").slice(0, 400);
}

async function askByText({ running, member }: Stage): Promise<string> {
  const phone = `/phones/${member.phone}`;
  await ask(running.addresses.town, "POST", `${phone}/text`, {
    body: `Where is my order ${member.orderName}?`,
  });
  return answerAt(running, member, phone);
}

async function askElsewhere({ running, member }: Stage): Promise<string> {
  const { town } = running.addresses;
  const person = `/whatsapp/people/${encodeURIComponent(member.phone)}`;
  const text = `Where is my order ${member.orderName}?`;
  await ask(town, "POST", `${person}/write`, { body: text });
  const answer = await answerAt(running, member, person);
  await ask(town, "POST", `/mail/${member.customerEmail}/write`, { to: HELP, subject: "My order", text });
  return `${answer} … ${await answerAt(running, member, `/mail/${member.customerEmail}`)}`;
}

interface Heard {
  messages?: { direction: string; body: string }[];
  mails?: { from: string; text: string }[];
}

/** The first words with the order's name that come to this phone or mailbox. */
async function answerAt({ addresses }: Running, { orderName }: Member, place: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { messages = [], mails = [] } = (await ask(addresses.town, "GET", place)) as Heard;
    const heard = [
      ...messages.filter(({ direction }) => direction === "in").map(({ body }) => body),
      ...mails.filter(({ from }) => from.includes(HELP)).map(({ text }) => text),
    ];
    const answer = heard.find((words) => words.includes(orderName));
    if (answer) return answer;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error(`no answer came to ${place}`);
}

async function askForPerson({ shop, picture }: Stage): Promise<string> {
  await say(shop, "Can I talk to a person please?");
  const handed = shop
    .getByRole("log")
    .getByText(/I have asked a person/)
    .first();
  await handed.waitFor();
  await picture(shop, "chat-person");
  return handed.innerText();
}

async function findThread({ running, desk, member, picture }: Stage): Promise<string> {
  await desk.goto(`${running.addresses.admin}/store/tidewater/apps/town-key/app/inbox`);
  const app = appIn(desk);
  await app
    .getByText("Can I talk to a person please?")
    .or(app.getByText(/I have asked a person/))
    .first()
    .click();
  await app.getByText(member.orderName).first().waitFor();
  await app.getByRole("textbox", { name: /reply/i }).waitFor();
  await picture(desk, "inbox");
  const seen = (await app.locator("body").innerText()).replace(/\s+/g, " ").slice(0, 300);
  if (!seen.includes("Open 1 ")) throw new Error(`what was said by four channels is not one thread: ${seen}`);
  return seen;
}

const appIn = (desk: Page): FrameLocator => desk.frameLocator("iframe[name=app-iframe]");

const REPLY = "Hello, this is Maya. I have it in front of me and keep an eye on it for you.";

async function replyToShopper({ shop, desk, picture }: Stage): Promise<string> {
  const box = appIn(desk).getByRole("textbox", { name: /reply/i });
  await box.fill(REPLY);
  await box.press("Enter");
  await shop.getByRole("log").getByText(REPLY).waitFor();
  await picture(desk, "inbox-replied");
  await picture(shop, "chat-replied");
  return REPLY;
}

async function writeAgain({ shop, desk }: Stage): Promise<string> {
  await say(shop, "Thank you Maya!");
  await appIn(desk).getByText("Thank you Maya!").first().waitFor();
  return "Thank you Maya!";
}

async function reload({ shop }: Stage): Promise<string> {
  await shop.reload();
  const log = shop.getByRole("log");
  // A chat that was open opens again by itself: a press now would close it.
  await log.getByText("Thank you Maya!").waitFor();
  const times = await log.getByText(REPLY).count();
  if (times !== 1) throw new Error(`the reply stands there ${times} times`);
  return "everything once";
}
