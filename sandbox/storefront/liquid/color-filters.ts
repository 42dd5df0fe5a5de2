import type { Liquid } from "liquidjs";

type Rgb = [red: number, green: number, blue: number];

/** Shopify's colour filters that blocks use to pick a readable text colour. */
export function addColorFilters(liquid: Liquid): void {
  // https://shopify.dev/docs/api/liquid/filters/color_brightness: perceived brightness from 0 to 255.
  liquid.registerFilter("color_brightness", (color: unknown) => {
    const [red, green, blue] = rgbOf(color);
    return Math.round((red * 299 + green * 587 + blue * 114) / 10) / 100;
  });
  liquid.registerFilter("color_to_rgb", (color: unknown) => `rgb(${rgbOf(color).join(", ")})`);
  liquid.registerFilter("color_to_hex", (color: unknown) => hexOf(rgbOf(color)));
  liquid.registerFilter("color_contrast", (one: unknown, other: unknown) =>
    contrast(rgbOf(one), rgbOf(other)),
  );
  liquid.registerFilter("color_mix", (one: unknown, other: unknown, percent: unknown) =>
    hexOf(mixed(rgbOf(one), rgbOf(other), Number(percent) / 100)),
  );
  liquid.registerFilter("color_lighten", (color: unknown, percent: unknown) =>
    hexOf(mixed([255, 255, 255], rgbOf(color), Number(percent) / 100)),
  );
  liquid.registerFilter("color_darken", (color: unknown, percent: unknown) =>
    hexOf(mixed([0, 0, 0], rgbOf(color), Number(percent) / 100)),
  );
}

export function rgbOf(color: unknown): Rgb {
  const text = String(color ?? "").trim();
  const [, short = ""] = /^#([0-9a-f]{3})$/i.exec(text) ?? [];
  const [, long = short.replace(/./g, "$&$&")] = /^#([0-9a-f]{6})/i.exec(text) ?? [];
  if (long) return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as Rgb;
  const numbers = text.match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
  return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0];
}

/** The contrast ratio of WCAG 2, from 1 to 21, with one decimal as Shopify gives it. */
function contrast(one: Rgb, other: Rgb) {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return Math.round(((light + 0.05) / (dark + 0.05)) * 10) / 10;
}

function luminance(color: Rgb) {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(one: Rgb, other: Rgb, share: number): Rgb {
  return one.map((part, at) => Math.round(part * share + (other[at] ?? 0) * (1 - share))) as Rgb;
}

function hexOf(color: Rgb) {
  return `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
