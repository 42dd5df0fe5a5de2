import { acceptDrops } from "./accept-drops.js";
import { openComposer } from "./composer.js";
import { openConversation } from "./conversation.js";
import { authorOf } from "./draw-message.js";
import { drawThread } from "./draw-thread.js";
import { dress } from "./dress.js";
import { make } from "./element.js";
import { fitPhone } from "./fit-phone.js";
import { drawFrame } from "./frame.js";
import css from "./panel.css";
import { openScroll } from "./scroll.js";
import { showAway } from "./show-away.js";
import { showSession } from "./show-session.js";
import { openTellMe } from "./tell-me.js";
import { showTyping } from "./show-typing.js";

/** Called by the loader at the first click. Gives back `start` (connect without showing), `show` and `hide`. */
window.threadline.mount = (chat) => {
  const { texts } = chat.config;
  const on = {};
  const talk = openConversation(chat, on);
  const composer = openComposer(chat, { calls: talk.calls, onSend: send });
  const again = () => {
    talk.again();
    composer.retryPictures();
  };
  const tellMe = openTellMe(talk.calls, texts);
  const frame = drawFrame(chat.config, composer, tellMe, {
    older,
    again,
    close: chat.close,
    toEnd: () => scroll.toEnd(),
  });
  const { panel, log } = frame;
  const scroll = openScroll(log, frame.fresh, read);
  const settle = fitPhone(panel, scroll.keep);
  const away = showAway(frame, texts);
  Object.assign(on, {
    session: (session) => {
      tellMe.meet(session);
      showSession(session, frame, chat.config);
    },
    change: draw,
    said: (messages) =>
      frame.announce(...messages.map((message) => `${authorOf(message, chat.config)}: ${message.text}`)),
    trouble: (state) => frame.announce(texts[state]),
    news: (count) => chat.setUnread(chat.isOpen ? 0 : count),
    typing: showTyping(frame.typing, chat.config, scroll.keep),
    state: away,
    draft: composer.follow,
  });

  function draw() {
    const view = { ...chat.config, origin: talk.calls.held()?.origin, choose, retry, edit };
    scroll.around(() => drawThread(frame.list, talk.thread.inOrder(), talk.unsent(), view));
    frame.older.hidden = !talk.thread.hasOlder;
    frame.intro.hidden = talk.thread.hasOlder;
    tellMe.show(talk.thread.inOrder().some((message) => message.from === "shopper"));
    read();
  }

  function read() {
    if (chat.isOpen && !document.hidden && scroll.isAtEnd()) talk.read();
  }

  function send(entry) {
    talk.send(entry);
    scroll.toEnd();
  }

  function choose({ id, label }) {
    log.focus();
    send({ choice: id, text: label });
  }

  function retry({ clientId }) {
    log.focus();
    talk.retry(clientId);
  }

  function edit({ clientId, text }) {
    talk.drop(clientId);
    composer.edit(text);
  }

  async function older() {
    try {
      await talk.older();
      scroll.fromEnd(draw);
      log.focus();
    } catch {
      away("away");
    }
  }

  dress(chat.root, chat.config);
  acceptDrops(panel, composer.take);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && chat.close());
  document.addEventListener("visibilitychange", read);
  chat.root.append(make("style", {}, css), panel);

  return {
    start: talk.start,
    show({ quietly }) {
      panel.hidden = false;
      talk.start();
      composer.grow();
      settle(true);
      scroll.toEnd();
      draw();
      if (!quietly) composer.box.focus();
    },
    hide() {
      panel.hidden = true;
      settle(false);
    },
  };
};
