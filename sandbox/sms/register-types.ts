/** What Twilio's reviewers and the registry look at. Times are town time in ms. */
export interface Reviewed {
  sid: string;
  account: string;
  status: string;
  errors: unknown[];
  /** When it was handed in; null while it is a draft. */
  sentAt: number | null;
  fields: Record<string, string>;
}

export interface Bundle extends Reviewed {
  kind: "CustomerProfiles" | "TrustProducts";
  parts: string[];
}

/** People, documents and addresses: what bundles are filled with. */
export interface Filed {
  sid: string;
  account: string;
  kind: "EndUsers" | "SupportingDocuments" | "Addresses";
  fields: Record<string, string>;
}

export interface CampaignPlayed extends Reviewed {
  service: string;
  samples: string[];
}

export interface Registry {
  bundles: Map<string, Bundle>;
  filed: Map<string, Filed>;
  brands: Map<string, Reviewed>;
  campaigns: Map<string, CampaignPlayed>;
  /** How long a review takes by itself; null: until `POST /_town/sms/registrations/:sid` decides. */
  reviewMs: number | null;
  /** Texts sent to sole proprietors' phones. */
  proofs: { brand: string; at: number }[];
}

export const openingRegistry = (): Registry => ({
  ...{ bundles: new Map(), filed: new Map(), brands: new Map(), campaigns: new Map() },
  ...{ reviewMs: null, proofs: [] },
});
