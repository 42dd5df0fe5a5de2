import type { Outcome } from "#app/consent/import-file.ts";

/** What became of a row, for who reads the report. */
export const sayOutcome = (outcome: string): string => (WORDS as Record<string, string>)[outcome] ?? outcome;

const WORDS: Record<Outcome, string> = {
  taken: "written",
  already: "stands here already",
  "no-stands": "they said no here, or how they agreed is not known: a list cannot make that a yes",
  "newer-stands": "they said yes here after this no",
  twice: "the same address again: of both the no counts",
  "no-address": "no address that can be read",
  "neither-yes-nor-no": "neither yes nor no: counts as no, nothing is written",
  "yes-without-level": "a yes without saying whether single or double opt-in: counts as no",
  "yes-not-confirmed":
    "a single opt-in where two are asked for (cart reminders to phones; promotions to phones in Europe, Japan and countries we have no rule for): counts as no. Ask them to join again on your sign-up page",
  "yes-without-time": "a yes without its time: counts as no",
  "time-not-clear": "a time that can be read in two ways: write it like 2026-11-21T09:30:00Z",
  "time-to-come": "a time that has not come yet",
};
