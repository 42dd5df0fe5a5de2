/** One spelling of an amount: webhooks say "298.00", the Admin API "298.0"; both become "298". */
export const plainAmount = (amount: string): string =>
  /^-?\d+\.\d+$/.test(amount) ? amount.replace(/\.?0+$/, "") : amount;
