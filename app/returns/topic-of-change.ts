/** The topic that tells of a return that it is now of this status. */
export function topicOfChange(known: string, status: string): string {
  if (status === "OPEN") return known === "CLOSED" ? "returns/reopen" : "returns/approve";
  return TOPICS[status] ?? "returns/request";
}

const TOPICS: Record<string, string> = {
  DECLINED: "returns/decline",
  CANCELED: "returns/cancel",
  CLOSED: "returns/close",
};
