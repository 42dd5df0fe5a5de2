import type { Abilities } from "#app/channels/channel.ts";

/** What a text can do, whoever carries it; `longest` is the carrier's own. */
export const smsAbilities = (longest: number): Abilities => ({
  buttons: { most: 0, label: 0 },
  list: { most: 0, label: 0 },
  pictures: true,
  longest,
  answersKeywords: true,
});
