import { useEffect, useState } from "react";

export type Read<T> = { ok: true; data: T } | { ok: false; status: number; say: string };

/** Asks our own door. What goes wrong on the way is a value, in words for the reader; App Bridge adds the token. */
export async function readJson<T>(address: string, body?: object): Promise<Read<T>> {
  try {
    const response = await fetch(address, {
      headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (response.ok) return { ok: true, data: await response.json() };
    return { ok: false, status: response.status, say: SAY[response.status] ?? UNREACHED };
  } catch {
    // No connection, or it broke: the browser does not say more.
    return { ok: false, status: 0, say: UNREACHED };
  }
}

/** What stands at an address, read when the component is shown; null until then. */
export function useJson<T>(address: string): Read<T> | null {
  const [read, setRead] = useState<Read<T> | null>(null);
  useEffect(() => {
    let isLeft = false;
    void readJson<T>(address).then((answer) => {
      if (!isLeft) setRead(answer);
    });
    return () => {
      isLeft = true;
    };
  }, [address]);
  return read;
}

const UNREACHED = "Threadline could not be reached.";
const SAY: Record<number, string> = {
  401: "Your session ended. Load the page again.",
  403: "Your role does not allow this.",
  404: "This is not there any more.",
};
