import { createHash } from "node:crypto";
import type { Answer, HostCall } from "../town-types.ts";
import { authenticate, notFound, twilioError } from "./errors.ts";
import { freshService, servicesOf } from "./pool.ts";
import type { Account, MessagingService, SmsState } from "./sms-types.ts";
import { formOf, listed, registrySid } from "./trust-hub.ts";

type SignIn = (state: SmsState, sid: string, call: HostCall) => Account | null;

/** `…/IncomingPhoneNumbers.json` (list) and `…/IncomingPhoneNumbers/<PN>.json` (fetch; POST sets SmsUrl). */
export function answerNumbers(state: SmsState, call: HostCall, signIn: SignIn): Answer | undefined {
  const path = call.url.pathname;
  const [, sid = "", numberSid] =
    /^\/2010-04-01\/Accounts\/([^/]+)\/IncomingPhoneNumbers(?:\.json|\/([^/]+)\.json)$/.exec(path) ?? [];
  const account = signIn(state, sid, call);
  if (!account) return authenticate();
  if (!numberSid) return call.method === "GET" ? list(account, path) : undefined;
  const number = account.numbers.find((one) => numberSidOf(one) === numberSid);
  if (!number) return notFound(path);
  if (call.method === "POST") {
    const url = new URLSearchParams(call.body.toString()).get("SmsUrl");
    if (url !== null) account.smsUrls[number] = url;
  }
  return { status: 200, body: numberResource(account, number) };
}

const list = (account: Account, uri: string): Answer => ({
  status: 200,
  body: {
    incoming_phone_numbers: account.numbers.map((number) => numberResource(account, number)),
    page: 0,
    page_size: 50,
    next_page_uri: null,
    uri,
  },
});

export const numberSidOf = (number: string): string =>
  `PN${createHash("sha256").update(number).digest("hex").slice(0, 32)}`;

const numberResource = (account: Account, number: string) => ({
  sid: numberSidOf(number),
  account_sid: account.sid,
  friendly_name: number,
  phone_number: number,
  capabilities: { voice: true, sms: true, mms: number.startsWith("+1"), fax: false },
  sms_url: account.smsUrls[number] ?? "",
  sms_method: "POST",
  origin: "twilio",
});

/** `messaging.twilio.com/v1/Services` (list, make), one of them (POST sets its webhook), and the numbers in its pool. */
export function answerServices(state: SmsState, account: Account, call: HostCall): Answer | undefined {
  const [, sid, more] =
    /^\/v1\/Services(?:\/(MG[0-9a-f]{32})(?:\/(PhoneNumbers|AlphaSenders|ShortCodes))?)?$/.exec(
      call.url.pathname,
    ) ?? [];
  if (!call.url.pathname.startsWith("/v1/Services")) return undefined;
  if (!sid) {
    if (call.method === "POST") return makeService(state, account, call);
    return listed(
      "services",
      servicesOf(account).map((one) => serviceResource(account, one)),
      call,
    );
  }
  const service = servicesOf(account).find((one) => one.sid === sid);
  if (!service) return notFound(call.url.pathname);
  if (more === "AlphaSenders") return answerNames(account, service, call);
  if (more === "ShortCodes") return answerShortCodes(account, service, call);
  if (more) return answerPool(account, service, call);
  if (call.method === "POST") change(service, new URLSearchParams(call.body.toString()));
  return { status: 200, body: serviceResource(account, service) };
}

function makeService(state: SmsState, account: Account, call: HostCall): Answer {
  const { FriendlyName: name = "Service" } = formOf(call);
  const made = { ...freshService(), name, numbers: [], sid: registrySid(state, "MG") };
  account.services.push(made);
  return { status: 201, body: serviceResource(account, made) };
}

/** A number is in one pool at most. */
function answerPool(account: Account, service: MessagingService, call: HostCall): Answer {
  const resource = (number: string) => ({
    sid: numberSidOf(number),
    account_sid: account.sid,
    service_sid: service.sid,
    phone_number: number,
    capabilities: ["SMS"],
  });
  if (call.method === "GET") return listed("phone_numbers", service.numbers.map(resource), call);
  const number = account.numbers.find((one) => numberSidOf(one) === formOf(call).PhoneNumberSid);
  if (!number) return notFound(call.url.pathname);
  if (servicesOf(account).some(({ numbers }) => numbers.includes(number)))
    return twilioError(21_712, "Phone Number is already in the Messaging Service.");
  service.numbers.push(number);
  return { status: 201, body: resource(number) };
}

function answerShortCodes(account: Account, { sid, shortCodes }: MessagingService, call: HostCall) {
  if (call.method !== "GET") return undefined;
  const resource = (short_code: string) => ({
    ...{ account_sid: account.sid, service_sid: sid, short_code, country_code: "US", capabilities: ["SMS"] },
  });
  return listed("short_codes", shortCodes.map(resource), call);
}

const NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}$/;

function answerNames(account: Account, service: MessagingService, call: HostCall): Answer {
  const resource = (alpha_sender: string) => ({
    account_sid: account.sid,
    service_sid: service.sid,
    alpha_sender,
  });
  if (call.method === "GET") return listed("alpha_senders", service.alphaSenders.map(resource), call);
  const { AlphaSender = "" } = formOf(call);
  if (!NAME.test(AlphaSender)) return twilioError(21_709, "Invalid Alpha Sender ID.");
  service.alphaSenders.push(AlphaSender);
  return { status: 201, body: { sid: registrySidOf(AlphaSender), ...resource(AlphaSender) } };
}

const registrySidOf = (name: string) => `AI${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;

function change(service: MessagingService, form: URLSearchParams): void {
  const url = form.get("InboundRequestUrl");
  if (url !== null) service.inboundUrl = url;
  if (form.get("UseInboundWebhookOnNumber") === "true") service.inboundUrl = null;
}

const serviceResource = (account: Account, { sid, name, inboundUrl, stickySender }: MessagingService) => ({
  account_sid: account.sid,
  sid,
  friendly_name: name,
  inbound_request_url: inboundUrl,
  inbound_method: "POST",
  status_callback: null,
  sticky_sender: stickySender,
  smart_encoding: false,
  mms_converter: true,
  fallback_to_long_code: true,
  area_code_geomatch: true,
  validity_period: 36_000,
  usecase: "undeclared",
  us_app_to_person_registered: false,
  use_inbound_webhook_on_number: inboundUrl === null,
  url: `https://messaging.twilio.com/v1/Services/${sid}`,
});
