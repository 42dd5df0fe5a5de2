/**
 * Calls the app's own origin as this visitor: a session when there is none, a new one when the old is refused (once).
 * `onMeet(session)` says whether somebody else is here now. Throws `{ status, retryAfter, say }`; status 0 is no connection.
 */
export function openCalls(chat, onMeet) {
  let session;
  let asking;
  const current = () => {
    if (session) return Promise.resolve(session);
    asking ||= chat
      .takeSession()
      .then((fresh) => {
        session = fresh;
        fresh.isOther = onMeet(fresh);
        return fresh;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  /** With `body` a POST. `seconds` to wait for the head of the answer. */
  async function call(path, { body, signal, seconds = 20, isRetry } = {}) {
    const isNew = !session;
    const { origin, token, isOther } = session || (await current());
    // What was asked in one person's name is not asked in another's.
    if (isNew && isOther) throw Object.assign(fault(409), { isOther });
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), seconds * 1000);
    signal?.addEventListener("abort", () => timeout.abort());
    let response;
    try {
      response = await fetch(origin + path, {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
        body: body && JSON.stringify(body),
        signal: timeout.signal,
        cache: "no-store",
        credentials: "omit",
      });
    } catch {
      throw fault(0);
    } finally {
      clearTimeout(timer);
    }
    if (response.ok) return response;
    if (response.status === 401 && !isRetry) {
      if (session?.token === token) session = undefined;
      return call(path, { body, signal, seconds, isRetry: true });
    }
    throw fault(
      response.status,
      await response.json().catch(() => ({})),
      response.headers.get("retry-after"),
    );
  }
  return {
    call,
    json: async (path, body) => (await call(path, { body })).json(),
    current,
    /** The next call asks who is here again. */
    forget() {
      session = undefined;
    },
    held: () => session,
  };
}

function fault(status, answer = {}, header) {
  const retryAfter = Number(answer.retryAfter ?? header) || 0;
  return Object.assign(Error(answer.error || "unreachable"), { status, retryAfter, say: answer.say });
}
