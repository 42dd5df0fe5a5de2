/** Black or white, whichever is readable on the colour (WCAG 1.4.3): black reaches 4.5 wherever white does not. */
export function onColour(colour) {
  return contrast(colour, [255, 255, 255]) >= 4.5 ? "#fff" : "#000";
}

/** `#rgb`, `#rrggbb` or `rgb(…)` as three numbers, else null. */
export function parse(colour) {
  const hex = /^#(\w{6}|\w{3})/.exec(colour);
  if (!hex)
    return colour
      .match(/\d+(\.\d+)?/g)
      ?.slice(0, 3)
      .map(Number);
  const wide = hex[1].length === 3 ? hex[1].replace(/./g, "$&$&") : hex[1];
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
}

export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
