import type { Answer } from "../town-types.ts";

/** Telnyx's error body. */
export const failure = (status: number, code: string, title: string): Answer => ({
  status,
  body: {
    errors: [
      {
        code,
        title,
        detail: title,
        meta: { url: `https://developers.telnyx.com/docs/overview/errors/${code}` },
      },
    ],
  },
});
