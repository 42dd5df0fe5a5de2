import { read, write } from "./keep.js";

/**
 * Asks the shop's own address who is here. Keeps the visitor's secret; `isOther` says that the thread shown so far
 * belongs to somebody else (signed in or out). Throws with `status` (0: no connection, or no answer of ours).
 */
export async function startSession(config) {
  let status = 0;
  try {
    const response = await post(config, "session", {
      visitor: read("visitor"),
      locale: config.locale,
      page: location.pathname,
    });
    status = response.status;
    if (response.ok) {
      const session = await response.json();
      if (session.token) return remember(session);
    }
  } catch {
    // No connection, or a page of the shop's where our answer should be.
  }
  throw Object.assign(Error("session"), { status });
}

/** To the app, through the shop's own address: there Shopify says who is signed in. */
export function post(config, path, body) {
  return fetch(`${config.proxy}/chat/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout?.(15000),
  });
}

/** The secret may change with every session; `who` changes with the person. */
function remember(session) {
  const before = read("who");
  session.who ||= session.visitor;
  session.isOther = !!before && before !== session.who;
  write("visitor", session.visitor);
  write("who", session.who);
  write("thread", session.cursor === null ? "" : "1");
  return session;
}
