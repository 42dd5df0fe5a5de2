import { type AddressInfo, createServer } from "node:net";

export interface Ports {
  town: number;
  storefront: number;
  admin: number;
  app: number;
  smtp: number;
}

/** Five ports from `first` on where they are free, else whichever are. */
export async function findPorts(first: number): Promise<Ports> {
  const [town, storefront, admin, app, smtp] = await Promise.all(
    [0, 1, 2, 3, 4].map((step) => freePort(first + step)),
  );
  return { town: town!, storefront: storefront!, admin: admin!, app: app!, smtp: smtp! };
}

async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0))!;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const { port: given } = probe.address() as AddressInfo;
      probe.close(() => resolve(given));
    });
  });
}
