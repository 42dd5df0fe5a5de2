import { backoff } from "./wait.js";

/**
 * Messages on their way: kept in the browser's storage until the app has them, sent one at a time in the order they
 * were written, by one tab at a time. A repeat carries the same client id, so the app stores it once.
 * An entry is `{ clientId, text, choice, files, at, state: "sending"|"waiting"|"failed", say }`.
 */
export function openOutbox(chat, { calls, onChange, onSent, onTrouble }) {
  let isSending = false;
  let failures = 0;
  let timer;
  const list = () => {
    try {
      return JSON.parse(chat.read("outbox")) || [];
    } catch {
      return [];
    }
  };
  const keep = (entries) => {
    chat.write("outbox", entries.length ? JSON.stringify(entries) : "");
    onChange();
  };
  const change = (clientId, values) =>
    keep(list().map((entry) => (entry.clientId === clientId ? { ...entry, ...values } : entry)));
  const drop = (clientId) => keep(list().filter((entry) => entry.clientId !== clientId));

  async function sendAll() {
    for (let entry = next(); entry; entry = next()) {
      const { clientId, text, choice, files } = entry;
      try {
        const body = { clientId, text, choice, files: files?.map((file) => file.id) };
        const { message } = await calls.json("/chat/messages", body);
        failures = 0;
        onSent(message);
        drop(clientId);
      } catch (error) {
        const isRefused =
          error.status >= 400 && error.status < 500 && ![401, 403, 404, 408, 429].includes(error.status);
        const state = isRefused ? "failed" : "waiting";
        if (entry.state !== state) onTrouble(state);
        if (isRefused) change(clientId, { state, say: error.say });
        else keep(list().map((each) => (each.state === "sending" ? { ...each, state } : each)));
        if (!isRefused) return Math.max(backoff(failures++), (error.retryAfter || 0) * 1000);
      }
    }
    return 0;
  }
  const next = () => list().find((entry) => entry.state !== "failed");

  async function flush() {
    if (isSending || !next()) return;
    isSending = true;
    clearTimeout(timer);
    const alone = navigator.locks
      ? (work) => navigator.locks.request("threadline:outbox", work)
      : (work) => work();
    // Some browsers refuse locks where they refuse storage.
    const pause = await alone(sendAll).catch(sendAll);
    isSending = false;
    if (pause) timer = setTimeout(flush, pause);
  }

  return {
    list,
    flush,
    drop,
    add(entry) {
      keep([...list(), { clientId: newId(), at: new Date().toISOString(), state: "sending", ...entry }]);
      flush();
    },
    retry(clientId) {
      change(clientId, { state: "sending" });
      flush();
    },
    /** Somebody else is signed in now: what was written before waits for a person to send it. */
    hold() {
      if (list().length) keep(list().map((entry) => ({ ...entry, state: "failed" })));
    },
    /** Drops what the thread shows has arrived. */
    settle(messages) {
      const arrived = new Set(messages.map((message) => message.clientId));
      if (list().some((entry) => arrived.has(entry.clientId)))
        keep(list().filter((entry) => !arrived.has(entry.clientId)));
    },
  };
}

/** randomUUID is missing on plain http. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-a$4-$5");
}
