import type { Town } from "../town-types.ts";
import type { Bundle } from "./register-types.ts";
import { postSigned } from "./send-callback.ts";
import type { SmsState } from "./sms-types.ts";

/** Tells a bundle's StatusCallback, if it has one, that its status has changed. Nobody waits for the answer. */
export function tellReview(town: Town, state: SmsState, { sid, account, fields, status }: Bundle): void {
  const owner = state.accounts.get(account);
  if (!owner || !fields.StatusCallback) return;
  const params = { AccountSid: account, BundleSid: sid, Status: status };
  void town.track(
    postSigned(town, state, { account: owner, sid, url: fields.StatusCallback, params, kind: "review" }),
  );
}
