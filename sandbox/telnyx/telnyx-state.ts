import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import type { Town } from "../town-types.ts";
import type { TelnyxAccount, TelnyxState } from "./telnyx-types.ts";

export function openingState(town: Town): TelnyxState {
  return {
    account: accountOf(town),
    messages: [],
    fates: new Map(),
    blocks: new Set(),
    media: new Map(),
    posted: [],
    count: 0,
  };
}

/** The DER of an Ed25519 private key (RFC 8410) before its 32 bytes. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The same pair of keys in every town of one seed. */
function accountOf({ options }: Town): TelnyxAccount {
  const seed = createHash("sha256").update(`telnyx ${options.seed}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  return {
    apiKey: "KEY0123456789ABCDEF",
    privateKey,
    publicKey: publicKey.toString("base64"),
    numbers: ["+13125550100"],
    webhookUrl: "",
  };
}

/** Looks like one of Telnyx's ids (a UUID); the same in every run of one seed. */
export function nextId(town: Town, state: TelnyxState): string {
  state.count += 1;
  const hex = createHash("sha256").update(`telnyx ${town.options.seed} ${state.count}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
