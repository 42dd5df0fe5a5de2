import type { FaultName } from "../town-types.ts";

export const SMTP_FAULTS: FaultName[] = [
  "400",
  "429",
  "500-before",
  "500-after",
  "hang",
  "hang-after",
  "reset",
  "reset-after",
  "slow",
];

/** The SMTP reply that stands for an HTTP status: 4xx invites another try, 5xx forbids it (RFC 5321, 4.2.1). */
export function smtpReply(fault: FaultName): Error & { responseCode: number } {
  const replies: Partial<Record<FaultName, [number, string]>> = {
    "400": [550, "5.1.1 No such user here"],
    "429": [450, "4.7.1 Too many messages, slow down"],
    "500-before": [451, "4.3.0 Local error in processing"],
    "500-after": [451, "4.3.0 Local error in processing"],
    refuse: [421, "4.3.2 Service not available"],
  };
  const [responseCode, words] = replies[fault] ?? [451, "4.3.0 Local error in processing"];
  return Object.assign(new Error(words), { responseCode });
}
