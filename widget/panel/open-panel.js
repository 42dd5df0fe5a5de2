import css from "./panel.css";
import { openCalls } from "./call-app.js";
import { openComposer } from "./composer.js";
import { acceptDrops } from "./accept-drops.js";
import { dress } from "./dress.js";
import { drawThread } from "./draw-thread.js";
import { make } from "./element.js";
import { fitPhone } from "./fit-phone.js";
import { follow } from "./follow.js";
import { drawFrame } from "./frame.js";
import { openOutbox } from "./outbox.js";
import { openScroll } from "./scroll.js";
import { showAway } from "./show-away.js";
import { openTabs } from "./tabs.js";
import { openThread } from "./thread.js";
import { showTyping } from "./show-typing.js";

/** Called by the loader at the first click. Gives back `start` (connect), `show` and `hide`. */
window.threadline.mount = (chat) => {
  const { config } = chat;
  const { texts, locale } = config;
  const thread = openThread();
  const calls = openCalls(chat, onSession);
  const outbox = openOutbox(chat, {
    calls,
    onChange: () => tell("outbox") || draw(),
    onSent: (message) => hear([message]),
  });
  const composer = openComposer(chat, { calls, onSend: say });
  const frame = drawFrame(chat, composer, { older, again, close: chat.close, toEnd: () => scroll.toEnd() });
  const { panel, log } = frame;
  const scroll = openScroll(log, frame.fresh, read);
  const fill = fitPhone(panel, () => scroll.keep());
  const typing = showTyping(frame.typing, texts, () => scroll.keep());
  const tell = openTabs((what) => {
    if (what === "outbox") draw();
    if (what === "drafts") composer.follow();
    if (what === "read") chat.setUnread(0);
    if (what === "visitor" && chat.read("visitor") !== visitor) again(calls.forget());
  });
  let connection;
  let visitor = chat.read("visitor");
  let readUpTo = 0;

  function onSession(session) {
    if (session.isOther || (visitor && visitor !== session.visitor)) {
      thread.clear();
      readUpTo = 0;
      outbox.hold();
      tell("visitor");
    }
    visitor = session.visitor;
    if (!chat.isOpen) chat.setUnread(session.unread);
    Object.assign(texts, session.texts);
    const { customer, hours } = session;
    frame.hello.textContent = customer?.firstName
      ? texts.hello.replace("{name}", customer.firstName)
      : texts.welcome;
    frame.status.textContent = hours?.replyBy || "";
    frame.status.classList.toggle("here", !!hours?.open);
    away.setEmail(session.email || config.email);
    draw();
  }

  function hear(messages, isFirst) {
    if (!thread.take(messages) && !isFirst) return;
    if (messages.length) chat.write("thread", "1");
    outbox.settle(messages);
    const fromShop = messages.filter((message) => message.from === "shop");
    if (fromShop.length) typing.stop();
    if (isFirst) log.setAttribute("aria-live", "off");
    draw();
    // Only what comes from now on is read out, not the past.
    if (isFirst) requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
    if (!chat.isOpen && !isFirst && fromShop.length)
      chat.setUnread(
        thread.inOrder().filter((message) => message.from === "shop" && message.seq > readUpTo).length,
      );
    read();
  }

  function draw() {
    if (!connection) return;
    const view = { texts, locale, shop: config.shop, origin: calls.held()?.origin, choose, retry, edit };
    const held = thread.inOrder();
    const arrived = new Set(held.map((message) => message.clientId));
    scroll.around(() =>
      drawThread(
        frame.list,
        held,
        outbox.list().filter((entry) => !arrived.has(entry.clientId)),
        view,
      ),
    );
    frame.older.hidden = !thread.hasOlder;
    frame.intro.hidden = thread.hasOlder;
  }

  function say(entry) {
    outbox.add(entry);
    scroll.toEnd();
  }

  function choose({ id, label }) {
    log.focus();
    say({ choice: id, text: label });
  }

  function retry({ clientId }) {
    outbox.retry(clientId);
    log.focus();
    again();
  }

  function edit({ clientId, text }) {
    outbox.drop(clientId);
    composer.edit(text);
  }

  function again() {
    connection?.now();
    outbox.flush();
    composer.retryPictures();
  }

  async function older() {
    const [oldest] = thread.inOrder();
    frame.older.setAttribute("aria-busy", true);
    try {
      const page = await calls.json(`/chat/thread?after=0&before=${oldest.seq}`);
      thread.hasOlder = page.hasMore;
      log.setAttribute("aria-live", "off");
      thread.take(page.messages);
      scroll.fromEnd(draw);
      log.focus();
      requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
    } catch {
      away.show("away");
    }
    frame.older.removeAttribute("aria-busy");
  }

  function read() {
    if (!chat.isOpen || document.hidden || !scroll.isAtEnd()) return;
    const last = thread.inOrder().findLast((message) => message.from === "shop");
    if (!last || last.seq <= readUpTo) return;
    readUpTo = last.seq;
    calls.call("/chat/read", { body: { upTo: last.seq } }).catch(() => 0);
    tell("read");
  }

  const away = showAway(frame, texts);
  const start = () => {
    connection ||= follow({
      calls,
      thread,
      onMessages: hear,
      onTyping: typing.show,
      onState: away.show,
      onLive: outbox.flush,
    });
    draw();
  };
  dress(chat.root, config);
  away.setEmail(config.email);
  frame.hello.textContent = texts.welcome;
  acceptDrops(panel, composer.take);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && chat.close());
  document.addEventListener("visibilitychange", read);
  chat.root.append(make("style", {}, css), panel);

  return {
    start,
    show({ quietly }) {
      panel.hidden = false;
      start();
      composer.grow();
      fill(true);
      scroll.toEnd();
      chat.setUnread(0);
      read();
      if (!quietly) composer.box.focus();
    },
    hide() {
      panel.hidden = true;
      fill(false);
    },
  };
};
