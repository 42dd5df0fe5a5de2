import { parseArgs } from "node:util";
import { startTown } from "./town.ts";
import type { TownOptions } from "./town-types.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    seed: { type: "string" },
    app: { type: "string" },
    data: { type: "string" },
    toml: { type: "string" },
    orders: { type: "string" },
    customers: { type: "string" },
    at: { type: "string" },
    "storefront-port": { type: "string" },
    "admin-port": { type: "string" },
    "smtp-port": { type: "string" },
  },
});

const town = await startTown(given());
process.stdout.write(
  `${JSON.stringify({ town: town.town, storefront: town.storefront, admin: town.admin, smtp: town.smtp, imap: town.imap })}\n`,
);

// "disconnect": a town started by a test or a demo goes with it, even when that was killed.
for (const end of ["SIGINT", "SIGTERM", "disconnect"]) process.once(end, close);

async function close(): Promise<void> {
  await town.close();
  process.exit(0);
}

/** Only what was given on the command line. */
function given(): Partial<TownOptions> {
  const asked: Record<string, unknown> = {
    port: numberOf("port"),
    storefrontPort: numberOf("storefront-port"),
    adminPort: numberOf("admin-port"),
    smtpPort: numberOf("smtp-port"),
    seed: numberOf("seed"),
    orders: numberOf("orders"),
    customers: numberOf("customers"),
    appUrl: values.app,
    data: values.data,
    toml: values.toml,
    openedAt: values.at === undefined ? undefined : checked("at", Date.parse(values.at)),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

function numberOf(name: keyof typeof values): number | undefined {
  const value = values[name];
  return value === undefined ? undefined : checked(name, Number(value));
}

function checked(name: string, value: number): number {
  if (!Number.isNaN(value)) return value;
  process.stderr.write(`--${name} is no ${name === "at" ? "time" : "number"}: ${process.argv.join(" ")}\n`);
  process.exit(2);
}
