import type { Answer, Town } from "../town-types.ts";

const WINDOWS = /https:\/\/(www\.facebook\.com|www\.instagram\.com)(?=\/)/;
const ELSEWHERE = "/_shell/elsewhere/";

/** A person's browser finds Meta's sign-in windows in the town, and on another site than the app, as Meta's are. */
export const playedElsewhere = ({ addresses }: Town, text: string): string =>
  text.replace(WINDOWS, `${addresses.admin.replace("127.0.0.1", "localhost")}${ELSEWHERE}$1`);

/** `/_shell/elsewhere/<host>/…`: what the town plays there, or null for any other path. */
export async function answerElsewhere({ addresses }: Town, url: URL): Promise<Answer | null> {
  const [, host, path] = /^\/_shell\/elsewhere\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  if (!host) return null;
  const headers = { "x-town-host": host };
  const answer = await fetch(`${addresses.town}${path}${url.search}`, { headers, redirect: "manual" });
  const location = answer.headers.get("location");
  const body = await answer.text();
  return { status: answer.status, headers: location ? { location } : {}, body };
}
