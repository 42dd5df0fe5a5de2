import { answers as deAnswers } from "#app/words/de/answers.ts";
import { away as deAway } from "#app/words/de/away.ts";
import { consent as deConsent } from "#app/words/de/consent.ts";
import { follow as deFollow } from "#app/words/de/follow.ts";
import { orderProof as deProof } from "#app/words/de/order-proof.ts";
import { orderStatus as deStatus } from "#app/words/de/order-status.ts";
import { optOut as deOptOut } from "#app/words/de/opt-out.ts";
import { tracking as deTracking } from "#app/words/de/tracking.ts";
import { answers as enAnswers } from "#app/words/en/answers.ts";
import { away as enAway } from "#app/words/en/away.ts";
import { consent as enConsent } from "#app/words/en/consent.ts";
import { follow as enFollow } from "#app/words/en/follow.ts";
import { orderProof as enProof } from "#app/words/en/order-proof.ts";
import { orderStatus as enStatus } from "#app/words/en/order-status.ts";
import { optOut as enOptOut } from "#app/words/en/opt-out.ts";
import { tracking as enTracking } from "#app/words/en/tracking.ts";
import { answers as esAnswers } from "#app/words/es/answers.ts";
import { away as esAway } from "#app/words/es/away.ts";
import { consent as esConsent } from "#app/words/es/consent.ts";
import { follow as esFollow } from "#app/words/es/follow.ts";
import { orderProof as esProof } from "#app/words/es/order-proof.ts";
import { orderStatus as esStatus } from "#app/words/es/order-status.ts";
import { optOut as esOptOut } from "#app/words/es/opt-out.ts";
import { tracking as esTracking } from "#app/words/es/tracking.ts";
import { answers as frAnswers } from "#app/words/fr/answers.ts";
import { away as frAway } from "#app/words/fr/away.ts";
import { consent as frConsent } from "#app/words/fr/consent.ts";
import { follow as frFollow } from "#app/words/fr/follow.ts";
import { orderProof as frProof } from "#app/words/fr/order-proof.ts";
import { orderStatus as frStatus } from "#app/words/fr/order-status.ts";
import { optOut as frOptOut } from "#app/words/fr/opt-out.ts";
import { tracking as frTracking } from "#app/words/fr/tracking.ts";
import { answers as itAnswers } from "#app/words/it/answers.ts";
import { away as itAway } from "#app/words/it/away.ts";
import { consent as itConsent } from "#app/words/it/consent.ts";
import { follow as itFollow } from "#app/words/it/follow.ts";
import { orderProof as itProof } from "#app/words/it/order-proof.ts";
import { orderStatus as itStatus } from "#app/words/it/order-status.ts";
import { optOut as itOptOut } from "#app/words/it/opt-out.ts";
import { tracking as itTracking } from "#app/words/it/tracking.ts";
import { answers as jaAnswers } from "#app/words/ja/answers.ts";
import { away as jaAway } from "#app/words/ja/away.ts";
import { consent as jaConsent } from "#app/words/ja/consent.ts";
import { follow as jaFollow } from "#app/words/ja/follow.ts";
import { orderProof as jaProof } from "#app/words/ja/order-proof.ts";
import { orderStatus as jaStatus } from "#app/words/ja/order-status.ts";
import { optOut as jaOptOut } from "#app/words/ja/opt-out.ts";
import { tracking as jaTracking } from "#app/words/ja/tracking.ts";
import { answers as nlAnswers } from "#app/words/nl/answers.ts";
import { away as nlAway } from "#app/words/nl/away.ts";
import { consent as nlConsent } from "#app/words/nl/consent.ts";
import { follow as nlFollow } from "#app/words/nl/follow.ts";
import { orderProof as nlProof } from "#app/words/nl/order-proof.ts";
import { orderStatus as nlStatus } from "#app/words/nl/order-status.ts";
import { optOut as nlOptOut } from "#app/words/nl/opt-out.ts";
import { tracking as nlTracking } from "#app/words/nl/tracking.ts";
import { answers as ptAnswers } from "#app/words/pt/answers.ts";
import { away as ptAway } from "#app/words/pt/away.ts";
import { consent as ptConsent } from "#app/words/pt/consent.ts";
import { follow as ptFollow } from "#app/words/pt/follow.ts";
import { orderProof as ptProof } from "#app/words/pt/order-proof.ts";
import { orderStatus as ptStatus } from "#app/words/pt/order-status.ts";
import { optOut as ptOptOut } from "#app/words/pt/opt-out.ts";
import { tracking as ptTracking } from "#app/words/pt/tracking.ts";

const en = {
  ...enStatus,
  ...enProof,
  ...enAnswers,
  ...enTracking,
  ...enFollow,
  ...enConsent,
  ...enOptOut,
  ...enAway,
};

export type Word = keyof typeof en;
type Catalogue = Record<Word, string>;

/** Shopper-facing texts by language. English stands first; a word missing in another language does not compile. */
export const catalogues = {
  en,
  fr: {
    ...frStatus,
    ...frProof,
    ...frAnswers,
    ...frTracking,
    ...frFollow,
    ...frConsent,
    ...frOptOut,
    ...frAway,
  } satisfies Catalogue,
  de: {
    ...deStatus,
    ...deProof,
    ...deAnswers,
    ...deTracking,
    ...deFollow,
    ...deConsent,
    ...deOptOut,
    ...deAway,
  } satisfies Catalogue,
  es: {
    ...esStatus,
    ...esProof,
    ...esAnswers,
    ...esTracking,
    ...esFollow,
    ...esConsent,
    ...esOptOut,
    ...esAway,
  } satisfies Catalogue,
  it: {
    ...itStatus,
    ...itProof,
    ...itAnswers,
    ...itTracking,
    ...itFollow,
    ...itConsent,
    ...itOptOut,
    ...itAway,
  } satisfies Catalogue,
  pt: {
    ...ptStatus,
    ...ptProof,
    ...ptAnswers,
    ...ptTracking,
    ...ptFollow,
    ...ptConsent,
    ...ptOptOut,
    ...ptAway,
  } satisfies Catalogue,
  nl: {
    ...nlStatus,
    ...nlProof,
    ...nlAnswers,
    ...nlTracking,
    ...nlFollow,
    ...nlConsent,
    ...nlOptOut,
    ...nlAway,
  } satisfies Catalogue,
  ja: {
    ...jaStatus,
    ...jaProof,
    ...jaAnswers,
    ...jaTracking,
    ...jaFollow,
    ...jaConsent,
    ...jaOptOut,
    ...jaAway,
  } satisfies Catalogue,
};

export type Language = keyof typeof catalogues;
