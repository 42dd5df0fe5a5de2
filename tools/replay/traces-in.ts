import { readShop } from "#app/db.server.ts";

/** What a webhook has written to the conversations of a shop that had none. Without our answers, which come later. */
export async function tracesIn(shopId: string): Promise<string> {
  const found = await readShop(
    shopId,
    ({ sql }) => sql<{ words: string }>`
      select 'a message of theirs' words, 1 place from "Message" where direction = 'in'
      union all
      select 'a message written elsewhere', 2 from "Message" where direction = 'out' and "authorKind" = 'staff'
      union all
      select concat_ws(' ', 'a report of', state, code), 3 from "DeliveryReport"
      union all
      select distinct concat_ws(' ', 'marketing by', channel, state), 4 from "ConsentState" where purpose = 'marketing'
      order by place, words`,
  );
  return found.length
    ? `Kept: ${found.map(({ words }) => words).join(", ")}.`
    : "It found nothing here that it could change.";
}
