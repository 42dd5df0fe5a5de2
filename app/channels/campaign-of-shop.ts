import type { Campaign } from "#app/channels/ten-dlc.ts";

/** What the shop does, of which the networks' reviewers are told. */
export interface TextingShop {
  name: string;
  website: string;
  /** What stands beside the tick box in the storefront, word for word. */
  disclosure: string;
  signUpUrl: string;
  /** Words that join whoever texts them, with what is printed beside each. */
  joinWords: { word: string; disclosure: string }[];
  number: string | null;
  privacyUrl: string;
  termsUrl: string;
}

/** The review's texts, drawn from how this shop asks for consent; the merchant may change them. */
export function campaignOf(shop: TextingShop): Campaign {
  const { name, website, privacyUrl, termsUrl } = shop;
  const link = website.replace(/\/$/, "");
  return {
    description: `${name} is an online shop. It texts its own customers who agreed: news of their orders and deliveries, answers to what they ask, and, to those who agreed to it apart, offers.`,
    flow: flowOf(shop),
    samples: [
      `${name}: your order #1001 is on its way and should arrive on Friday. Follow it at ${link}/apps/threadline/track/1001. Reply STOP to end texts, HELP for help.`,
      `${name}: thank you for asking. The blue jacket is back in stock in your size: ${link}/products/jacket`,
      `${name}: 20% off all lanterns until Sunday: ${link}/collections/lanterns. Reply STOP to end texts.`,
    ],
    optInKeywords: shop.joinWords.map(({ word }) => word),
    optInMessage: `${name}: you will get texts about your orders and our offers. Msg frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to end.`,
    optOutMessage: `${name}: you get no more texts from us. Reply START to get them again.`,
    helpMessage: `${name}: write your question and we answer, or see ${link}. Reply STOP to end texts.`,
    privacyUrl,
    termsUrl,
  };
}

/** Twilio takes at most 2,048 characters, and wants every way named (error 30909). */
const LONGEST_FLOW = 2_048;

function flowOf({
  name,
  website,
  disclosure,
  signUpUrl,
  joinWords,
  number,
  privacyUrl,
  termsUrl,
}: TextingShop) {
  const ways = [
    `At the checkout of ${website} shoppers tick a box of its own, which is not ticked beforehand and is no condition of a purchase.`,
    `On the sign-up page ${signUpUrl} they type their number, read what they agree to and confirm by text. It says: "${disclosure}"`,
    ...joinWords.map(
      (one) =>
        `They text ${one.word} to ${number ?? "our number"}. Beside it is printed: "${one.disclosure}"`,
    ),
    `They write to ${name} by text first and are answered.`,
  ];
  const ends = `Terms: ${termsUrl} Privacy: ${privacyUrl}. Numbers are given to nobody for their own marketing.`;
  const named = ways.map((way, index) => `${index + 1}. ${way}`);
  while (named.length > 2 && [...named, ends].join(" ").length > LONGEST_FLOW) named.splice(-2, 1);
  return [...named, ends].join(" ").slice(0, LONGEST_FLOW);
}
