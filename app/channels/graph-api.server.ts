import { readNetworkFault } from "#app/channels/network-fault.ts";
import { z } from "zod";
import { assertNoTransaction } from "#app/db.server.ts";
import { readJson } from "#app/payload.ts";

/** One version for every call. Meta keeps a version for about two years. */
export const GRAPH_VERSION = "v25.0";
const TIMEOUT_MS = 15_000;

export const FACEBOOK = `https://graph.facebook.com/${GRAPH_VERSION}`;
export const INSTAGRAM = `https://graph.instagram.com/${GRAPH_VERSION}`;

/** What Graph said against a call, or why it said nothing. */
export interface GraphFault {
  /** Graph's own code and subcode; null where its answer had none. */
  code: number | null;
  subcode: number | null;
  /** Null where no answer came. */
  status: number | null;
  isTransient: boolean;
  /** Whether Graph may have had the request: false only where no connection was made. */
  wasWritten: boolean;
  /** In Graph's words, for a log or where there are none of ours. */
  words: string;
}

export type GraphAnswer<T> = { ok: true; data: T } | { ok: false; fault: GraphFault };

interface Call {
  token?: string;
  method?: "GET" | "POST" | "DELETE";
  /** Of a GET they are its query, else a JSON body. */
  fields?: Record<string, unknown>;
  /** Instead of JSON, where Meta wants a form. */
  form?: URLSearchParams;
  signal?: AbortSignal;
}

/** Asks the Graph API. The token goes in a header: addresses end up in logs. */
export async function askGraph<T>(
  url: string,
  shape: z.ZodType<T>,
  call: Call = {},
): Promise<GraphAnswer<T>> {
  const { token, method = "GET", fields = {}, form, signal = AbortSignal.timeout(TIMEOUT_MS) } = call;
  assertNoTransaction("Meta");
  const isRead = method === "GET";
  const query = isRead ? new URLSearchParams(fields as Record<string, string>).toString() : "";
  try {
    const response = await fetch(query ? `${url}?${query}` : url, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(!isRead && !form && { "content-type": "application/json" }),
      },
      ...(!isRead && { body: form ?? JSON.stringify(fields) }),
      signal,
    });
    return readAnswer(response.status, readJson(await response.text()), shape);
  } catch (error) {
    return { ok: false, fault: noAnswer(error) };
  }
}

function readAnswer<T>(status: number, said: unknown, shape: z.ZodType<T>): GraphAnswer<T> {
  const read = status < 300 ? shape.safeParse(said) : null;
  if (read?.success) return { ok: true, data: read.data };
  const { error } = Fault.safeParse(said).data ?? {};
  return {
    ok: false,
    fault: {
      code: error?.code ?? null,
      subcode: error?.error_subcode ?? null,
      status,
      isTransient: error?.is_transient ?? false,
      wasWritten: true,
      words: error?.message ?? `Meta answered ${status}.`,
    },
  };
}

const Fault = z.object({
  error: z.object({
    message: z.string().optional(),
    code: z.number().optional(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
  }),
});

function noAnswer(error: unknown): GraphFault {
  const { wasWritten, code: words } = readNetworkFault(error);
  return { code: null, subcode: null, status: null, isTransient: true, wasWritten, words };
}
