import { openCalls } from "./call-app.js";
import { follow } from "./follow.js";
import { openOutbox } from "./outbox.js";
import { openTabs } from "./tabs.js";
import { openThread } from "./thread.js";

/**
 * The conversation without its looks: thread, outbox, connection and the shopper's other tabs. `on` hears `session`,
 * `change`, `said(messages)` that are new, `trouble(state)` of an own one,
 * `news(count)` of unread answers, `typing`, `state` and `draft`.
 */
export function openConversation(chat, on) {
  const thread = openThread();
  const calls = openCalls(chat, meet);
  const tell = openTabs(hearTab);
  const outbox = openOutbox(chat, {
    calls,
    onChange: changed,
    onSent: (message) => hear([message], {}),
    onTrouble: (state) => on.trouble(state),
  });
  let who = chat.read("who");
  let connection;
  let readUpTo = 0;
  let unread = 0;

  /** True where the session belongs to somebody else than the thread held. */
  function meet(session) {
    const isOther = session.isOther || (!!who && who !== session.who);
    who = session.who;
    unread = session.unread;
    if (isOther) {
      thread.clear();
      readUpTo = 0;
      outbox.hold();
      tell("visitor");
    }
    on.session(session);
    on.change();
    return isOther;
  }

  function hearTab(what) {
    if (what === "outbox") on.change();
    if (what === "drafts") on.draft();
    if (what === "read") count(0);
    if (what === "visitor" && chat.read("who") !== who) {
      calls.forget();
      connection?.restart();
    }
  }

  function count(now) {
    unread = now;
    on.news(unread);
  }

  function changed() {
    tell("outbox");
    on.change();
  }

  function hear(messages, { isFirst, moves }) {
    const fresh = messages.filter((message) => message.from === "shop" && !thread.has(message.id));
    if (!thread.take(messages, { moves }) && !isFirst) return;
    if (messages.length) chat.write("thread", "1");
    outbox.settle(messages);
    on.change();
    if (isFirst || !fresh.length) return;
    on.typing(null);
    on.said(fresh);
    if (!chat.isOpen) count(unread + fresh.length);
  }

  return {
    calls,
    thread,
    send: outbox.add,
    drop: outbox.drop,
    unsent() {
      const arrived = new Set(thread.inOrder().map((message) => message.clientId));
      return outbox.list().filter((entry) => !arrived.has(entry.clientId));
    },
    retry(clientId) {
      outbox.retry(clientId);
      connection?.now();
    },
    again() {
      connection?.now();
      outbox.flush();
    },
    start() {
      connection ||= follow(calls, thread, {
        messages: hear,
        typing: on.typing,
        state: on.state,
        live: outbox.flush,
      });
    },
    async older() {
      const [oldest] = thread.inOrder();
      const page = await calls.json(`/chat/thread?after=0&before=${oldest.seq}`);
      thread.hasOlder = page.hasMore;
      thread.take(page.messages);
    },
    /** The shopper has seen the newest answer. */
    read() {
      const last = thread.inOrder().findLast((message) => message.from === "shop");
      count(0);
      if (!last || last.seq <= readUpTo) return;
      readUpTo = last.seq;
      calls.call("/chat/read", { body: { upTo: last.seq } }).catch(() => 0);
      tell("read");
    },
  };
}
