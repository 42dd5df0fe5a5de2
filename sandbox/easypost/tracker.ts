/** A tracker, in the shape that EasyPost documents. */
export interface Tracker {
  id: string;
  object: "Tracker";
  mode: "test";
  tracking_code: string;
  status: string;
  created_at: string;
  updated_at: string;
  est_delivery_date: string | null;
  carrier: string;
  tracking_details: TrackingDetail[];
}

export interface TrackingDetail {
  object: "TrackingDetail";
  message: string;
  status: string;
  datetime: string;
  source: string;
  tracking_location: {
    object: "TrackingLocation";
    city: string | null;
    state: string | null;
    country: string | null;
    zip: string | null;
  };
}

export interface EasypostState {
  /** By tracking code. */
  trackers: Map<string, Tracker>;
  webhooks: Map<string, { id: string; url: string; secret: string }>;
  /** Every event that went out, and how it was answered; null where nobody was there. */
  posted: { at: string; id: string; url: string; answered: number | null }[];
}
