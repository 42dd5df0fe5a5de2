import type { IncomingMessage, ServerResponse } from "node:http";
import { CALL_FAULTS } from "./faults.ts";
import { fieldsOf, formFields, readBody, sendAnswer } from "./http.ts";
import type { TownInside } from "./town-routes.ts";
import type { Answer, Fault, Handler, HostCall, HostDoor } from "./town-types.ts";

export interface HostRoute {
  match: (host: string) => boolean;
  handler: Handler;
  door?: HostDoor;
}

/** One call of the app to a provider's host: the fault menu first, then the provider, then what the fault leaves of it. */
export async function answerApi(
  inside: TownInside,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const host = String(req.headers["x-town-host"]).toLowerCase().replace(/:\d+$/, "");
  const url = new URL(req.url ?? "/", `https://${host}`);
  const call: HostCall = { req, method: req.method ?? "GET", host, url, body: await readBody(req) };
  const route = inside.hosts.find((one) => one.match(host));
  const fault = route?.door ? inside.faults.strike(route.door.provider, factsOf(call), CALL_FAULTS) : null;
  const answer =
    fault && route ? await answerWithFault(inside, route, call, fault) : await handle(inside, route, call);
  if (answer === "cut") return cut(res);
  if (answer === "hang") return;
  sendAnswer(res, answer);
}

async function handle(inside: TownInside, route: HostRoute | undefined, call: HostCall): Promise<Answer> {
  const answer = await route?.handler(call);
  if (answer) return answer;
  const what = `${call.method} ${call.host}${call.url.pathname}`;
  inside.unknown.push({ at: inside.clock.iso(), request: what });
  inside.town.announce({ kind: "unknown", request: what });
  return { status: 501, body: { error: `not implemented in the sandbox: ${what}` } };
}

async function answerWithFault(
  inside: TownInside,
  route: HostRoute,
  call: HostCall,
  fault: Fault,
): Promise<Answer | "cut" | "hang"> {
  const words = (code: "429" | "400" | "500") => route.door?.faultAnswer?.(code, call) ?? plainFault(code);
  inside.town.announce({
    kind: "fault",
    fault: fault.fault,
    provider: fault.provider,
    path: call.url.pathname,
  });
  switch (fault.fault) {
    case "429":
    case "400":
      return words(fault.fault);
    case "500-before":
      return words("500");
    case "refuse":
      // The connection is made already: this header has the preload report it as refused.
      return { status: 503, headers: { "x-town-refuse": "1" } };
    case "hang":
      return "hang";
    case "reset":
      return "cut";
    case "slow":
      await inside.faults.untilLifted(fault);
      return handle(inside, route, call);
  }
  const answer = await handle(inside, route, call);
  if (fault.fault === "malformed") return answer.stream ? "cut" : malformed(answer);
  answer.afterwards?.();
  if (fault.fault === "500-after") return words("500");
  return fault.fault === "hang-after" ? "hang" : "cut";
}

/** What a fault's `match` may speak of: method, host, path, query fields and body fields. */
function factsOf(call: HostCall): Record<string, unknown> {
  return {
    method: call.method,
    host: call.host,
    path: call.url.pathname,
    query: formFields(call.url.searchParams),
    body: fieldsOf(call.body, String(call.req.headers["content-type"] ?? "")),
  };
}

function plainFault(code: "429" | "400" | "500"): Answer {
  return { status: Number(code), body: { error: `the sandbox was asked for a ${code}` } };
}

/** Half of the body under the headers of the whole. */
function malformed(answer: Answer): Answer {
  const { body = "" } = answer;
  const text = Buffer.isBuffer(body) || typeof body === "string" ? body.toString() : JSON.stringify(body);
  const headers = { "content-type": "application/json; charset=utf-8", ...answer.headers };
  return { ...answer, headers, body: text.slice(0, Math.ceil(text.length / 2)) };
}

function cut(res: ServerResponse): void {
  res.socket?.resetAndDestroy();
}
