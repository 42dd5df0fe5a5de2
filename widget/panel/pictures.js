import { icon, make } from "./element.js";
import { LARGEST_BYTES, shrinkPicture } from "./shrink-picture.js";

const MOST = 5;

/** The tray of pictures above the box: each is shrunk, shown and uploaded at once, with its progress and its errors in words. */
export function openPictures({ calls, texts, onChange, onError }) {
  const tray = make("ul", { class: "tray", hidden: true });
  let held = [];

  async function add(files) {
    for (const file of files) {
      if (held.length >= MOST) return onError(texts.picture_many);
      const blob = await shrinkPicture(file);
      if (!blob) onError(texts.picture_kind);
      else if (blob.size > LARGEST_BYTES) onError(texts.picture_large);
      else hold({ blob, name: file.name, preview: URL.createObjectURL(blob) });
    }
  }

  function hold(picture) {
    picture.bar = make("progress", { max: 1, value: 0, "aria-label": texts.uploading });
    picture.again = make(
      "button",
      { type: "button", class: "again", hidden: true, onclick: () => upload(picture) },
      texts.retry,
    );
    const image = make("img", { src: picture.preview, alt: picture.name, width: 64, height: 64 });
    image.onerror = () => image.replaceWith(make("span", { class: "broken" }, icon("picture")));
    const remove = make(
      "button",
      {
        type: "button",
        class: "remove",
        "aria-label": `${texts.remove} ${picture.name}`,
        onclick: () => drop(picture),
      },
      icon("close"),
    );
    picture.item = make("li", {}, image, picture.bar, picture.again, remove);
    held.push(picture);
    tray.append(picture.item);
    tray.hidden = false;
    upload(picture);
  }

  async function upload(picture) {
    picture.bar.hidden = false;
    picture.again.hidden = true;
    picture.item.className = "";
    picture.isFailed = false;
    onChange();
    try {
      picture.sent = await send(await calls.current(), picture, calls);
      picture.bar.hidden = true;
    } catch (error) {
      picture.isFailed = true;
      picture.item.className = "failed";
      picture.bar.hidden = true;
      picture.again.hidden = false;
      onError({ 413: texts.picture_large, 415: texts.picture_kind }[error.status] || texts.picture_failed);
    }
    onChange();
  }

  function drop(picture) {
    URL.revokeObjectURL(picture.preview);
    picture.request?.abort();
    picture.item.remove();
    held = held.filter((other) => other !== picture);
    tray.hidden = !held.length;
    onChange();
  }

  return {
    tray,
    add,
    count: () => held.length,
    isBusy: () => held.some((picture) => !picture.sent && !picture.isFailed),
    isFailed: () => held.some((picture) => picture.isFailed),
    retryFailed: () => held.filter((picture) => picture.isFailed).forEach(upload),
    /** Hands over what was uploaded and empties the tray. */
    take() {
      const files = held.map(({ sent, name }) => ({ ...sent, name }));
      for (const picture of held) picture.item.remove();
      held = [];
      tray.hidden = true;
      return files;
    },
  };
}

/** XMLHttpRequest, because fetch says nothing of an upload's progress. */
function send(session, picture, calls, isRetry) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    picture.request = request;
    request.open("POST", `${session.origin}/chat/files`);
    request.responseType = "json";
    request.timeout = 120_000;
    request.setRequestHeader("authorization", `Bearer ${session.token}`);
    request.setRequestHeader("content-type", picture.blob.type);
    request.upload.onprogress = ({ loaded, total }) => {
      picture.bar.value = loaded / total;
    };
    const fail = () => reject({ status: request.status });
    request.onload = () => {
      if (request.status === 200 && request.response?.id) return resolve(request.response);
      if (request.status !== 401 || isRetry) return fail();
      calls.forget();
      calls
        .current()
        .then((fresh) => send(fresh, picture, calls, true))
        .then(resolve, reject);
    };
    request.onerror = fail;
    request.ontimeout = fail;
    request.send(picture.blob);
  });
}
