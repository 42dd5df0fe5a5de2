import { loadPanel } from "./load-panel.js";
import { read, write } from "./keep.js";
import { drawLauncher } from "./launcher.js";
import { post, startSession } from "./session.js";

const place = document.getElementById("threadline-chat");
if (place && !place.shadowRoot) start(place, JSON.parse(place.dataset.config));

/** Draws the button; asks nothing of the network unless this visitor has a thread, or the theme editor looks on. */
function start(place, config) {
  const launcher = drawLauncher(place, config);
  const { root, setUnread } = launcher;
  const chat = { config, root, setUnread, read, write, isOpen: false };
  window.threadline = chat;
  prepare(chat);
  chat.open = async (how = {}) => {
    if (chat.isOpen) return;
    chat.isOpen = true;
    launcher.setBusy(true);
    try {
      const panel = await chat.getPanel();
      launcher.setOpen(true);
      rememberOpen("1");
      panel.show(how);
    } catch {
      chat.isOpen = false;
      if (!how.quietly) launcher.say(config.texts.unloaded, config.email);
    }
    launcher.setBusy(false);
  };
  chat.close = async () => {
    chat.isOpen = false;
    rememberOpen("");
    (await chat.getPanel()).hide();
    launcher.setOpen(false);
    launcher.button.focus();
  };
  launcher.button.onclick = () => chat.open();
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.('a[href="#threadline"]')) return;
    event.preventDefault();
    chat.open();
  });
  whenIdle(() => wake(chat));
}

/** Session and panel, each asked for once: the panel's script and the session travel side by side. */
function prepare(chat) {
  let session;
  let panel;
  chat.startSession = () => {
    session = startSession(chat.config);
    session.catch(() => {
      session = undefined;
    });
    return session;
  };
  /** The one asked for at idle or at the click, once; afterwards each call asks anew. */
  chat.takeSession = () => {
    const taken = session || chat.startSession();
    session = undefined;
    return taken;
  };
  chat.getPanel = () => {
    if (panel) return panel;
    if (!session) chat.startSession();
    panel = loadPanel(chat.config.panel).then((mount) => mount(chat));
    panel.catch(() => {
      panel = undefined;
    });
    return panel;
  };
}

function wake(chat) {
  if (window.Shopify?.designMode) post(chat.config, "heartbeat", { designMode: true }).catch(Object);
  // A link from elsewhere, such as a parcel's page, asks for the chat itself.
  if (location.hash === "#threadline") chat.open();
  // A full-screen panel that opens by itself would hide the page a visitor asked for.
  else if (wasOpen() && innerWidth > 640) chat.open({ quietly: true });
  // Words that wait to be sent go out although nobody opens the chat on this page.
  else if (read("outbox")) chat.getPanel().then((panel) => panel.start(), Object);
  else if (read("thread")) chat.startSession().then(({ unread }) => chat.setUnread(unread), Object);
}

function whenIdle(then) {
  if (window.requestIdleCallback) requestIdleCallback(then, { timeout: 3000 });
  else setTimeout(then, 300);
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
