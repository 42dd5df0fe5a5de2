import type { TownShell } from "../shell-contract.ts";

/** The page a refused document request bounces to: it fetches a token and goes back to where the person wanted to be. */
export async function reloadWithToken(shell: TownShell): Promise<void> {
  const wanted = new URLSearchParams(location.search).get("shopify-reload");
  if (!wanted) return;
  const target = new URL(wanted, location.href);
  target.searchParams.set("id_token", await shell.idToken());
  location.replace(target);
}
