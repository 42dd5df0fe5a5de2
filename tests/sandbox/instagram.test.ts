import { describe, expect, test } from "vitest";
import { freshTown } from "./one-town.ts";

const ACCOUNT = "17841400000000001";
const ADA = "990000000000001";
const DAY = 86_400_000;

const used = freshTown(["meta", "instagram"]);

interface Said {
  status: number;
  location: string | null;
  body: Record<string, string> & { error: object };
  text: string;
}

async function ask(host: string, method: string, path: string, more: RequestInit = {}): Promise<Said> {
  const headers = { "x-town-host": host, ...(more.headers as object) };
  const answer = await fetch(used.town.url + path, { method, redirect: "manual", ...more, headers });
  const text = await answer.text();
  const body = text.startsWith("{") ? JSON.parse(text) : {};
  return { status: answer.status, location: answer.headers.get("location"), body, text };
}

const graph = (method: string, path: string, token: string, body?: object) =>
  ask("graph.instagram.com", method, path, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });

async function openAccount(): Promise<string> {
  const { body } = await used.call("POST", "/instagram/accounts", { id: ACCOUNT });
  await graph("POST", "/v25.0/me/subscribed_apps", String(body.token), {
    subscribed_fields: "messages,messaging_seen",
  });
  return String(body.token);
}

const ada = (act: string, body: object = {}) => used.call("POST", `/instagram/people/${ADA}/${act}`, body);
const heard = () =>
  used.app.requests.map(({ body }) => JSON.parse(body).entry[0].messaging[0] as Record<string, unknown>);

describe("somebody on Instagram", () => {
  test("answers a story, names the shop in one of their own, and takes back what they wrote", async () => {
    await openAccount();
    const story = { id: "17900000000000001", url: "https://scontent-instagram.xx.fbcdn.net/story" };
    const { mid } = (await ada("write", { text: "is this in stock?", story })).body;
    await ada("write", { mention: "https://scontent-instagram.xx.fbcdn.net/theirs" });
    await ada("unsend", { mid });
    expect(heard()).toMatchObject([
      { message: { text: "is this in stock?", reply_to: { story } } },
      { message: { attachments: [{ type: "story_mention" }] } },
      { message: { mid, is_deleted: true } },
    ]);
  });

  test("is told no more than 1,000 bytes at a time, and what they read is told by id", async () => {
    const token = await openAccount();
    await ada("write", { text: "hello" });
    const send = (text: string) =>
      graph("POST", "/v25.0/me/messages", token, { recipient: { id: ADA }, message: { text } });
    expect((await send("é".repeat(501))).body.error).toMatchObject({ code: 100 });
    const sent = await send("é".repeat(500));
    await used.call("POST", "/settle", {});
    await ada("read");
    expect(heard().at(-1)).toMatchObject({ read: { mid: sent.body.message_id } });
  });
});

describe("the owner of an account", () => {
  test("signs in, and the code becomes a token of an hour, then of sixty days, then of sixty more", async () => {
    await openAccount();
    const back = "https://app.example/auth/instagram";
    const query = new URLSearchParams({
      redirect_uri: back,
      scope: "instagram_business_manage_messages",
      state: "s",
    });
    const { location } = await ask("www.instagram.com", "GET", `/oauth/authorize?${query}`);
    const code = new URL(location!).searchParams.get("code")!;
    const client = { client_id: "610000000000001", client_secret: "meta-town-secret" };
    const form = new URLSearchParams({
      ...client,
      grant_type: "authorization_code",
      redirect_uri: back,
      code,
    });
    const short = await ask("api.instagram.com", "POST", "/oauth/access_token", { body: form });
    expect(short.text).toContain(`"user_id":${ACCOUNT}`);
    const longer = `/access_token?grant_type=ig_exchange_token&client_secret=${client.client_secret}`;
    const long = await graph("GET", longer, short.body.access_token!);
    expect(long.body).toMatchObject({ token_type: "bearer", expires_in: 60 * 86_400 });
    const again = "/refresh_access_token?grant_type=ig_refresh_token";
    expect((await graph("GET", again, long.body.access_token!)).status).toBe(400);
    await used.call("POST", "/clock", { advanceMs: DAY + 60_000 });
    expect((await graph("GET", again, long.body.access_token!)).body).toMatchObject({
      expires_in: 60 * 86_400,
    });
  });
});
