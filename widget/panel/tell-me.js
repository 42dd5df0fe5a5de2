import { make } from "./element.js";

/**
 * For whoever wants to leave before they are answered: an address, the words that go with it, and a yes. What it says
 * comes with the session, in the shopper's language; without it the shop has no other way to write to them.
 */
export function openTellMe(calls, texts) {
  const said = make("p", { role: "status", dir: "auto" });
  const place = make("div", { class: "tell", hidden: true });
  let tell;

  function draw(...parts) {
    place.replaceChildren(said, ...parts);
  }

  function offer() {
    said.textContent = tell.told || "";
    draw(
      make("button", { type: "button", class: "link", onclick: ask }, tell.told ? texts.edit : tell.offer),
    );
  }

  function ask() {
    const field = make("input", {
      required: true,
      maxlength: 254,
      autocomplete: "email",
      placeholder: tell.field,
      "aria-label": tell.field,
    });
    said.textContent = "";
    draw(form(tell.next, () => send(field.value), field));
    field.focus();
  }

  async function send(address, version) {
    try {
      const { told, words, version: read } = await calls.json("/chat/tell", { address, version });
      if (told) {
        tell = { ...tell, told };
        return offer();
      }
      said.textContent = words;
      const yes = form(tell.agree, () => send(address, read));
      draw(yes);
      yes.firstChild.focus();
    } catch (error) {
      said.textContent = error.say || texts.offline;
    }
  }

  return {
    place,
    meet(session) {
      tell = session.tell;
      if (tell) offer();
    },
    /** Only where there is something to answer. */
    show(isAsked) {
      place.hidden = !tell || !isAsked;
    },
  };
}

function form(label, onSend, ...fields) {
  const onsubmit = (event) => {
    event.preventDefault();
    onSend();
  };
  return make("form", { onsubmit }, ...fields, make("button", { class: "choice" }, label));
}
