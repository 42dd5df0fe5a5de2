import { orderProof as deProof } from "#app/words/de/order-proof.ts";
import { orderStatus as deStatus } from "#app/words/de/order-status.ts";
import { orderProof as enProof } from "#app/words/en/order-proof.ts";
import { orderStatus as enStatus } from "#app/words/en/order-status.ts";
import { orderProof as esProof } from "#app/words/es/order-proof.ts";
import { orderStatus as esStatus } from "#app/words/es/order-status.ts";
import { orderProof as frProof } from "#app/words/fr/order-proof.ts";
import { orderStatus as frStatus } from "#app/words/fr/order-status.ts";
import { orderProof as itProof } from "#app/words/it/order-proof.ts";
import { orderStatus as itStatus } from "#app/words/it/order-status.ts";
import { orderProof as jaProof } from "#app/words/ja/order-proof.ts";
import { orderStatus as jaStatus } from "#app/words/ja/order-status.ts";
import { orderProof as nlProof } from "#app/words/nl/order-proof.ts";
import { orderStatus as nlStatus } from "#app/words/nl/order-status.ts";
import { orderProof as ptProof } from "#app/words/pt/order-proof.ts";
import { orderStatus as ptStatus } from "#app/words/pt/order-status.ts";

const en = { ...enStatus, ...enProof };

export type Word = keyof typeof en;
type Catalogue = Record<Word, string>;

/** Shopper-facing texts by language. English stands first; a word missing in another language does not compile. */
export const catalogues = {
  en,
  fr: { ...frStatus, ...frProof } satisfies Catalogue,
  de: { ...deStatus, ...deProof } satisfies Catalogue,
  es: { ...esStatus, ...esProof } satisfies Catalogue,
  it: { ...itStatus, ...itProof } satisfies Catalogue,
  pt: { ...ptStatus, ...ptProof } satisfies Catalogue,
  nl: { ...nlStatus, ...nlProof } satisfies Catalogue,
  ja: { ...jaStatus, ...jaProof } satisfies Catalogue,
};

export type Language = keyof typeof catalogues;
