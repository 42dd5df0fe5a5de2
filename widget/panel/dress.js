import { contrast, luminance, parse } from "../loader/colours.js";

/** Light or dark like the page behind, and the merchant's colour moved until it can be read there (WCAG 1.4.3, 1.4.11). */
export function dress(root, { colour, scheme }) {
  const isDark = scheme === "dark" || (scheme === "auto" && luminance(pageColour()) < 0.2);
  root.dataset.scheme = isDark ? "dark" : "light";
  const accent = parse(colour) || [31, 92, 87];
  // Against the panel's softer ground too, on which buttons are hovered and notices stand.
  const readable = isDark ? towards(accent, [42, 45, 50], 255) : towards(accent, [243, 244, 246], 0);
  root.style.setProperty("--accent-text", `rgb(${readable})`);
}

function towards(colour, background, end) {
  let now = colour;
  for (let step = 1; step <= 20 && contrast(now, background) < 4.6; step++)
    now = colour.map((part) => Math.round(part + ((end - part) * step) / 20));
  return now;
}

function pageColour() {
  for (const element of [document.body, document.documentElement]) {
    const colour = getComputedStyle(element).backgroundColor;
    if (!/, 0\)$|transparent/.test(colour)) return parse(colour) || [255, 255, 255];
  }
  return [255, 255, 255];
}
