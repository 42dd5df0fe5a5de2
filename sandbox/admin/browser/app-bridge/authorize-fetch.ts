import type { TownShell } from "../shell-contract.ts";

/**
 * As App Bridge does: requests to the app's own origin carry a fresh session token, one that was refused as too old is
 * tried once more, and an answer that asks for authorization takes the whole window there.
 */
export function authorizeFetch(shell: TownShell, realFetch: typeof fetch): void {
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) return realFetch(request);
    const again = request.clone();
    let answer = await withToken(request);
    if (answer.status === 401 && answer.headers.has("X-Shopify-Retry-Invalid-Session-Request"))
      answer = await withToken(again);
    const elsewhere = answer.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (elsewhere) window.open(elsewhere, "_top");
    return answer;
  };

  async function withToken(request: Request) {
    const headers = new Headers(request.headers);
    if (!headers.has("Authorization")) headers.set("Authorization", `Bearer ${await shell.idToken()}`);
    return realFetch(new Request(request, { headers }));
  }
}
