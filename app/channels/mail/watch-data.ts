/**
 * Knows when a mail's own bytes begin: nodemailer says `CONN` of every broken connection, also of one that broke when the
 * server had the whole mail. Only of what broke before DATA is it proven that nothing was taken.
 */
export function watchData() {
  let isBegun = false;
  const silent = () => undefined;
  const debug = (entry: { tnx?: string }, said?: string) => {
    if (entry.tnx === "client" && said === "DATA") isBegun = true;
  };
  const logger = {
    level: silent,
    trace: silent,
    debug,
    info: silent,
    warn: silent,
    error: silent,
    fatal: silent,
  };
  return { options: { logger, transactionLog: true }, isBegun: () => isBegun };
}
