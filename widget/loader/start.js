import { loadPanel } from "./load-panel.js";
import { read, write } from "./keep.js";
import { drawLauncher } from "./launcher.js";
import { startSession } from "./session.js";

const place = document.getElementById("threadline-chat");
if (place && !place.shadowRoot) start(place, JSON.parse(place.dataset.config));

/** Draws the button; asks nothing of the network unless this visitor has a thread, or the theme editor looks on. */
function start(place, config) {
  const chat = { config, read, write, isOpen: false };
  const launcher = drawLauncher(place, config);
  let panel;
  let session;
  chat.root = launcher.root;
  chat.setUnread = launcher.setUnread;
  chat.startSession = () => startSession(config);
  /** The one asked for at idle or at the click, once; afterwards each call asks anew. */
  chat.takeSession = () => {
    const taken = session || chat.startSession();
    session = undefined;
    return taken;
  };
  const getPanel = async () => {
    session ||= quieted(chat.startSession());
    panel ||= (await loadPanel(config.panel))(chat);
    return panel;
  };
  chat.open = async ({ quietly } = {}) => {
    if (chat.isOpen) return;
    chat.isOpen = true;
    launcher.setBusy(true);
    try {
      await getPanel();
      launcher.setOpen(true);
      rememberOpen("1");
      panel.show({ quietly });
    } catch {
      chat.isOpen = false;
      if (!quietly) launcher.say(config.texts.unloaded, config.email);
    }
    launcher.setBusy(false);
  };
  chat.close = () => {
    chat.isOpen = false;
    rememberOpen("");
    panel?.hide();
    launcher.setOpen(false);
    launcher.button.focus();
  };
  launcher.button.onclick = () => chat.open();
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.('a[href="#threadline"]')) return;
    event.preventDefault();
    chat.open();
  });
  window.threadline = chat;
  whenIdle(() => {
    if (window.Shopify?.designMode) tellEditor(config);
    // A full-screen panel that opens by itself would hide the page a visitor asked for.
    if (wasOpen() && innerWidth > 640) chat.open({ quietly: true });
    // Words that wait to be sent go out although nobody opens the chat on this page.
    else if (read("outbox")) quieted(getPanel().then(() => panel.start()));
    else if (read("thread")) {
      session = chat.startSession();
      session.then(
        ({ unread }) => launcher.setUnread(unread),
        () => {
          session = undefined;
        },
      );
    }
  });
}

/** Whoever takes the promise handles its failure; until then it must not count as unhandled. */
function quieted(promise) {
  promise.catch(() => 0);
  return promise;
}

function whenIdle(then) {
  if (window.requestIdleCallback) requestIdleCallback(then, { timeout: 3000 });
  else setTimeout(then, 300);
}

function tellEditor(config) {
  fetch(`${config.proxy}/chat/heartbeat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"designMode":true}',
  }).catch(() => 0);
}

function rememberOpen(value) {
  try {
    sessionStorage.setItem("threadline:open", value);
  } catch {
    return false;
  }
}

function wasOpen() {
  try {
    return sessionStorage.getItem("threadline:open");
  } catch {
    return null;
  }
}
