import type { Answer, HostCall, Part, Town } from "../town-types.ts";
import { answerNumbers, answerServices } from "./numbers.ts";
import { answerBrands } from "./brands.ts";
import { addPhoneRoutes } from "./phone-routes.ts";
import { createMessage } from "./create-message.ts";
import { authenticate, tooMany, twilioError } from "./errors.ts";
import { answerMediaHost, MEDIA_HOST } from "./media.ts";
import { answerPrice } from "./prices.ts";
import { fetchMessage, listMessages, readMedia } from "./read-messages.ts";
import { addRegisterRoutes } from "./register-routes.ts";
import { addTollFreeControl, answerTollFree } from "./toll-free.ts";
import { answerAddresses, answerTrustHub } from "./trust-hub.ts";
import type { Account, SmsState } from "./sms-types.ts";
import { openingState } from "./state.ts";

const FAULTS = {
  "429": tooMany,
  "400": () => twilioError(21211, "The sandbox was asked to refuse this message."),
  "500": () => twilioError(20500, "Internal Server Error"),
};

/** Plays api.twilio.com for messages, and the phones at the other end. */
export function openSms(town: Town): Part {
  const state = openingState();
  town.answerHost(
    (host) => host === "api.twilio.com",
    (call) => answer(town, state, call),
    { provider: "twilio", faultAnswer: (fault) => FAULTS[fault]() },
  );
  town.answerHost(
    (host) => host === MEDIA_HOST,
    (call) => answerMediaHost(state, call),
    { provider: "twilio", faultAnswer: (fault) => FAULTS[fault]() },
  );
  // The page shows phones in a browser, which cannot ask Twilio's store for their pictures.
  town.answerPath(`/${MEDIA_HOST}/`, (call) => {
    const url = new URL(call.url.pathname.replace(`/${MEDIA_HOST}`, ""), call.url);
    return answerMediaHost(state, { ...call, url });
  });
  town.answerHost(
    (host) => ["messaging.twilio.com", "pricing.twilio.com", "trusthub.twilio.com"].includes(host),
    (call) => answerBeside(town, state, call),
    { provider: "twilio", faultAnswer: (fault) => FAULTS[fault]() },
  );
  addPhoneRoutes(town, state);
  addTollFreeControl(town, state);
  addRegisterRoutes(town, state);
  town.onReset(() => void Object.assign(state, openingState()));
  return {};
}

async function answer(town: Town, state: SmsState, call: HostCall): Promise<Answer | undefined> {
  const { pathname } = call.url;
  if (pathname.includes("/IncomingPhoneNumbers")) return answerNumbers(state, call, signedIn);
  if (pathname.includes("/Addresses")) {
    const account = signedIn(state, userOf(call), call);
    return account ? answerAddresses(state, account, call) : authenticate();
  }
  const found =
    /^\/2010-04-01\/Accounts\/([^/]+)\/Messages(?:\.json|\/([^/]+?)(?:\.json|\/Media(?:\.json|\/([^/]+?)(?:\.json)?))?)$/.exec(
      pathname,
    );
  if (!found) return undefined;
  const [, accountSid = "", messageSid, mediaSid] = found;
  // Media too: Twilio hands nothing out to whoever has an address alone (Media resource, "Authentication required").
  const account = signedIn(state, accountSid, call);
  if (!account) return authenticate();
  if (messageSid === undefined) {
    if (call.method === "POST") return createMessage(town, state, account, call);
    return call.method === "GET" ? listMessages(state, account, call.url) : undefined;
  }
  if (call.method !== "GET") return undefined;
  if (pathname.includes("/Media")) return readMedia(state, account, messageSid, mediaSid ?? null, pathname);
  return fetchMessage(state, account, messageSid, pathname);
}

/** What stands beside the old API, on hosts of its own: the account is known by its signature alone. */
async function answerBeside(town: Town, state: SmsState, call: HostCall): Promise<Answer | undefined> {
  const account = signedIn(state, userOf(call), call);
  if (!account) return authenticate();
  if (call.host === "pricing.twilio.com") return answerPrice(call);
  if (call.host === "trusthub.twilio.com") return answerTrustHub(town, state, account, call);
  return (
    answerTollFree(state, account, call) ??
    answerBrands(town, state, account, call) ??
    answerServices(state, account, call)
  );
}

const userOf = ({ req }: HostCall): string =>
  Buffer.from(String(req.headers.authorization ?? "").split(" ")[1] ?? "", "base64")
    .toString("utf8")
    .split(":")[0] ?? "";

function signedIn(state: SmsState, accountSid: string, call: HostCall): Account | null {
  const [scheme, encoded = ""] = String(call.req.headers.authorization ?? "").split(" ");
  const [user, token] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  const account = state.accounts.get(accountSid);
  return scheme === "Basic" && account && user === accountSid && token === account.token ? account : null;
}
