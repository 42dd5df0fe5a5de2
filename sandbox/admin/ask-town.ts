import { type Town, refusal } from "../town-types.ts";

/** A control route of the town's own, so that the admin changes installations by the same rules as everyone else. */
export async function askTown<T>(town: Town, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${town.addresses.town}/_town${path}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body ? JSON.stringify(body) : undefined,
  });
  const said = (await answer.json()) as T & { error?: string };
  if (!answer.ok) throw refusal(answer.status, said.error ?? `${path} answered ${answer.status}`);
  return said;
}
