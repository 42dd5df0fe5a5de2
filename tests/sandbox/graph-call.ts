import type { TownUnderTest } from "./one-town.ts";

export interface GraphSaid {
  status: number;
  body: Record<string, unknown> & { error?: { code: number; message: string; error_subcode?: number } };
}

/** A call to the town's Graph API; an object goes as JSON. */
export async function callGraph(
  used: TownUnderTest,
  token: string,
  path: string,
  body?: object,
  { method = body ? "POST" : "GET", host = "graph.facebook.com" } = {},
): Promise<GraphSaid> {
  const answer = await fetch(`${used.town.url}/v23.0${path}`, {
    method,
    headers: {
      "x-town-host": host,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && !(body instanceof FormData) && { "content-type": "application/json" }),
    },
    ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as GraphSaid["body"] };
}
