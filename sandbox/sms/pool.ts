import type { Account, Message, MessagingService, SmsState } from "./sms-types.ts";

/** A messaging service as it is made. */
export const freshService = (): Omit<MessagingService, "sid" | "numbers"> => ({
  name: "Service",
  inboundUrl: null,
  stickySender: true,
  alphaSenders: [],
  shortCodes: [],
});

/** The services of an account; `messagingServiceSid` is one whose pool is all its numbers. */
export function servicesOf(account: Account): MessagingService[] {
  const { messagingServiceSid: sid, numbers } = account;
  const whole = { ...freshService(), name: "All numbers", numbers };
  return sid ? [...account.services, { sid, ...whole }] : account.services;
}

/** The service that a number is in the pool of, if any. */
export const serviceOf = (account: Account, number: string): MessagingService | undefined =>
  servicesOf(account).find(({ numbers }) => numbers.includes(number));

/** The number a service sends from: the one this phone knows of its pool (sticky sender), else the pool's first. */
export function pickNumber(state: SmsState, account: Account, message: Message): string | null {
  const pool = servicesOf(account).find(({ sid }) => sid === message.messagingServiceSid);
  const known = state.messages.findLast(
    (one) =>
      one !== message && one.account === account.sid && isBetween(one, message.to, pool?.numbers ?? []),
  );
  const usual = known && (known.direction === "inbound" ? known.to : known.from);
  return (pool?.stickySender ? usual : null) ?? pool?.numbers[0] ?? account.numbers[0] ?? null;
}

const isBetween = ({ from, to }: Message, phone: string, numbers: string[]): boolean =>
  (from === phone && numbers.includes(to)) || (to === phone && from !== null && numbers.includes(from));

/** Where a phone's text to this number is told. */
export const webhookOf = (account: Account, number: string, usual: string): string =>
  serviceOf(account, number)?.inboundUrl ?? account.smsUrls[number] ?? account.webhookUrl ?? usual;
