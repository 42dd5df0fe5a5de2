/** Sets the colours of `root` from the merchant's one colour, each readable on what it stands on (WCAG 1.4.3, 1.4.11). */
export function dress(root, config) {
  const accent = parse(config.colour) || [31, 92, 87];
  const isDark = config.scheme === "dark" || (config.scheme === "auto" && luminance(pageColour()) < 0.2);
  const panel = isDark ? [27, 29, 32] : [255, 255, 255];
  const on = contrast(accent, [255, 255, 255]) >= 4.5 ? [255, 255, 255] : darkerOf(accent);
  const set = (name, colour) => root.style.setProperty(`--${name}`, `rgb(${colour})`);
  set("accent", accent);
  set("on-accent", on);
  set("accent-text", readable(accent, panel, isDark ? 255 : 0));
  root.dataset.scheme = isDark ? "dark" : "light";
}

/** Black reaches 4.5 on every colour on which white does not. */
function darkerOf(accent) {
  const soft = [20, 22, 25];
  return contrast(accent, soft) >= 4.5 ? soft : [0, 0, 0];
}

/** The colour moved towards black or white until it can be read on the background. */
function readable(colour, background, towards) {
  let now = colour;
  for (let step = 1; step <= 20 && contrast(now, background) < 4.6; step++)
    now = colour.map((part) => Math.round(part + ((towards - part) * step) / 20));
  return now;
}

function pageColour() {
  for (const element of [document.body, document.documentElement]) {
    const colour = getComputedStyle(element).backgroundColor;
    if (!/, 0\)$|transparent/.test(colour)) return parse(colour) || [255, 255, 255];
  }
  return [255, 255, 255];
}

/** `#rgb`, `#rrggbb` or `rgb(…)`, else null. */
function parse(colour) {
  const hex = /^#(\w{3}|\w{6})/.exec(colour);
  if (!hex)
    return colour
      .match(/\d+(\.\d+)?/g)
      ?.slice(0, 3)
      .map(Number);
  const wide = hex[1].length === 3 ? hex[1].replace(/./g, "$&$&") : hex[1];
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
