import css from "./launcher.css";
import { onColour, parse } from "./colours.js";
import { isolate } from "./isolate.js";

const ICON =
  "M12 3C6.5 3 2.5 6.6 2.5 11.2c0 2.5 1.2 4.7 3.2 6.2l-.6 3.3c-.1.5.4.9.9.7l3.9-1.7c.7.1 1.4.2 2.1.2 5.5 0 9.5-3.9 9.5-8.7S17.5 3 12 3Z";

/** The round button in its corner, with its badge and its one line of words. */
export function drawLauncher(place, config) {
  const root = isolate(place, css);
  const colour = parse(config.colour) || [31, 92, 87];
  root.dir = /^(ar|dv|fa|he|iw|ku|ps|sd|ug|ur|yi)\b/.test(config.locale) ? "rtl" : "ltr";
  root.lang = config.locale;
  root.className = `root ${config.position}${config.mobile ? "" : " no-phone"}`;
  root.style = `--bottom:${config.bottom}px;--accent:rgb(${colour});--on-accent:${onColour(colour)}`;
  root.innerHTML = `<button class="launcher" type="button" aria-haspopup="dialog" aria-expanded="false"><svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true"><path fill="currentColor" d="${ICON}"/></svg><span class="label"></span><span class="badge" hidden></span></button><p class="notice" role="status" hidden></p>`;
  const [button, notice] = root.children;
  const [, label, badge] = button.children;
  label.textContent = config.label;
  label.hidden = !config.label;
  const name = (unread) => {
    const title = config.label || config.texts.label;
    button.setAttribute(
      "aria-label",
      unread ? `${title}. ${config.texts.unread.replace("{n}", unread)}` : title,
    );
  };
  name(0);
  return {
    root,
    button,
    setUnread(count) {
      badge.hidden = !count;
      badge.textContent = count > 9 ? "9+" : count;
      name(count);
    },
    setBusy: (isBusy) => button.setAttribute("aria-busy", isBusy),
    setOpen(isOpen) {
      button.setAttribute("aria-expanded", isOpen);
      root.classList.toggle("open", isOpen);
      notice.hidden = true;
    },
    say(words, email) {
      notice.hidden = false;
      notice.textContent = `${words} `;
      if (!email) return;
      const link = document.createElement("a");
      link.href = `mailto:${email}`;
      link.textContent = email;
      notice.append(link);
    },
  };
}
