/** Local hours in which a promotion may go out: from `open` (inclusive) to `close` (exclusive), 24-hour clock. */
export interface Hours {
  open: number;
  close: number;
}

/** What a state or country asks beyond our own hours; null: not at all on such a day. */
export interface Rule {
  day?: Hours;
  saturday?: Hours | null;
  sunday?: Hours | null;
  /** Its public holidays are shut as well. */
  isShutOnHolidays?: true;
}

/** The federal window is 8–21 (47 CFR 64.1200(c)(1)); ours is 9–20 everywhere, and holds beside every rule below. */
export const OUR_HOURS: Hours = { open: 9, close: 20 };

/** When the rules were last compared with their sources. Where those disagree, the narrowest stands. */
export const LAWFUL_HOURS = {
  date: "2026-11-22",
  sources: [
    "47 CFR 64.1200(c)(1); Tex. SB 140 (2025)",
    "state acts as listed by Drop Cowboy (2025-11-01), Bloomreach (2026-02-26) and Stello (2026-04-08)",
    "holidays: the dnc.com lists of restricted call dates (2019, 2023; PA since 2022), ClickPoint (2025-07)",
    "France: rules of the operators for marketing SMS; decree 2022-1313",
    "Canada: CRTC Unsolicited Telecommunications Rules, part III; India: TRAI TCCCPR 2018",
    "Australia: Telecommunications (Telemarketing and Research Calls) Industry Standard 2017",
  ],
};

/** By state of the USA. MA, CA, IL, MI, NV and NM, on which sources disagree, are none of them narrower than ours. */
export const STATES: Record<string, Rule> = {
  AL: { day: { open: 8, close: 20 }, sunday: null, isShutOnHolidays: true },
  CT: { day: { open: 9, close: 20 } },
  FL: { day: { open: 8, close: 20 } },
  KY: { day: { open: 10, close: 21 } },
  LA: { day: { open: 8, close: 20 }, sunday: null, isShutOnHolidays: true },
  MD: { day: { open: 8, close: 20 } },
  MS: { day: { open: 8, close: 20 }, sunday: null, isShutOnHolidays: true },
  NJ: { day: { open: 8, close: 20 } },
  OK: { day: { open: 8, close: 20 } },
  PA: { isShutOnHolidays: true },
  RI: {
    day: { open: 9, close: 18 },
    saturday: { open: 10, close: 17 },
    sunday: { open: 10, close: 17 },
    isShutOnHolidays: true,
  },
  TX: { day: { open: 9, close: 21 }, sunday: { open: 12, close: 21 } },
  UT: { sunday: null, isShutOnHolidays: true },
};

/**
 * By country. What is said of calls is taken for texts as well, where nothing is said of texts: in France the operators
 * speak of texts, so the decree's hours of calls (no Saturday, a midday rest) are not taken for them.
 */
export const COUNTRIES: Record<string, Rule> = {
  AU: { saturday: { open: 9, close: 17 }, sunday: null, isShutOnHolidays: true },
  CA: { saturday: { open: 10, close: 18 }, sunday: { open: 10, close: 18 } },
  FR: { saturday: { open: 10, close: 19 }, sunday: null, isShutOnHolidays: true },
  IN: { day: { open: 10, close: 21 } },
};

/**
 * Zones whose law has changed since the runtime's time zone data (Node 24 has IANA 2026c): both clocks count until
 * every installation has the new one. Manitoba keeps UTC-5 all year (IANA 2026f).
 */
export const MOVED: Record<string, string[]> = { "America/Winnipeg": ["Etc/GMT+5"] };
