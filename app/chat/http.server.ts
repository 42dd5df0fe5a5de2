import type { ServerResponse } from "node:http";

const HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  // The widget runs on the shop's own domain and carries its pass in a header; there are no cookies to abuse.
  "access-control-allow-origin": "*",
};

export function answerJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: object = {},
): void {
  response.writeHead(status, { ...HEADERS, ...headers }).end(JSON.stringify(body));
}

/** A refusal with a word for the widget and, where a shopper reads it, a sentence. */
export function refuse(response: ServerResponse, status: number, error: string, say?: string): void {
  answerJson(response, status, { error, ...(say && { say }) });
}

/** A JSON object, or null for anything else. */
export function readJson(body: Buffer | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body?.toString("utf8") ?? "");
    return value && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
