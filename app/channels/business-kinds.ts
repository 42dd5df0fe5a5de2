/** As Twilio's TrustHub lists them ("Create a Secondary Customer Profile"). */
export const BUSINESS_TYPES = [
  "Limited Liability Corporation",
  "Corporation",
  "Partnership",
  "Co-operative",
  "Non-profit Corporation",
  "Sole Proprietorship",
] as const;

export const POSITIONS = ["CEO", "CFO", "Director", "GM", "VP", "General Counsel", "Other"] as const;
