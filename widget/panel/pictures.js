import { icon, make } from "./element.js";
import { LARGEST_BYTES, shrinkPicture } from "./shrink-picture.js";
import { uploadPicture } from "./upload-picture.js";

const MOST = 5;

/** The tray of pictures above the box: each is shrunk, shown and uploaded at once, with its progress and its errors in words. */
export function openPictures({ calls, texts, onChange, onError }) {
  const tray = make("ul", { class: "tray", hidden: true });
  let held = [];

  async function add(files) {
    for (const file of files) {
      const blob = await shrinkPicture(file);
      if (held.length >= MOST) return onError(texts.picture_many);
      if (!blob) onError(texts.picture_kind);
      else if (blob.size > LARGEST_BYTES) onError(texts.picture_large);
      else hold({ blob, name: file.name });
    }
  }

  function hold(picture) {
    drawPicture(picture, texts, { again: () => upload(picture), drop: () => drop(picture) });
    tray.append(picture.item);
    setHeld([...held, picture]);
    upload(picture);
  }

  async function upload(picture) {
    picture.show("busy");
    onChange();
    try {
      picture.sent = await uploadPicture(calls, picture);
      picture.show("sent");
    } catch ({ status }) {
      picture.show("failed");
      onError({ 413: texts.picture_large, 415: texts.picture_kind }[status] || texts.picture_failed);
    }
    onChange();
  }

  function drop(picture) {
    picture.request?.abort();
    picture.remove();
    setHeld(held.filter((other) => other !== picture));
    onChange();
  }

  function setHeld(pictures) {
    held = pictures;
    tray.hidden = !held.length;
  }

  const isAny = (state) => held.some((picture) => picture.state === state);
  return {
    tray,
    add,
    count: () => held.length,
    isBusy: () => isAny("busy"),
    isFailed: () => isAny("failed"),
    retryFailed: () => held.filter(({ state }) => state === "failed").forEach(upload),
    /** Hands over what was uploaded and empties the tray. */
    take() {
      const files = held.map(({ sent, name }) => ({ ...sent, name }));
      for (const picture of held) picture.remove();
      setHeld([]);
      return files;
    },
  };
}

/** Gives the picture its place in the tray; `show(state)`: busy, sent or failed. */
function drawPicture(picture, texts, act) {
  const src = URL.createObjectURL(picture.blob);
  const image = make("img", { src, alt: picture.name, width: 64, height: 64 });
  image.onerror = () => image.replaceWith(make("span", { class: "broken" }, icon("picture")));
  const bar = make("progress", { max: 1, value: 0, "aria-label": texts.uploading });
  const again = make("button", { type: "button", class: "again", onclick: act.again }, texts.retry);
  const name = `${texts.remove} ${picture.name}`;
  const removes = { type: "button", class: "remove", "aria-label": name, onclick: act.drop };
  picture.item = make("li", {}, image, bar, again, make("button", removes, icon("close")));
  picture.onProgress = (share) => {
    bar.value = share;
  };
  picture.show = (state) => {
    picture.state = state;
    picture.item.className = state;
    bar.hidden = state !== "busy";
    again.hidden = state !== "failed";
  };
  picture.remove = () => {
    URL.revokeObjectURL(src);
    picture.item.remove();
  };
}
