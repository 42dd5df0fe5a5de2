/** A shadow root of its own: the theme's styles stop at its door, and ours do not leave it. */
export function isolate(place, css) {
  const shadow = place.attachShadow({ mode: "open" });
  const root = document.createElement("div");
  const style = document.createElement("style");
  style.textContent = css;
  shadow.append(style, root);
  // Out of the page's flow, so that no flex gap, `div:empty` or theme rule can move the page or hide the chat.
  place.style.cssText = "all:initial!important;position:absolute!important";
  place.hidden = false;
  return root;
}
