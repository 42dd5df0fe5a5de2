import { z } from "zod";
import { hasShopifyCustomer } from "#app/customers/has-shopify-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { instant, listOf, readId, text } from "#app/payload.ts";

/** Tags that came or went at one moment (`customer.tags_added`, `customer.tags_removed`). */
export interface TagNews {
  /** Shopify's numeric id. */
  customerId: string;
  tags: string[];
  at: Date;
}

/** Null where it does not say whose or when: a change without a time cannot be put in order. */
export function tagNewsFromWebhook(payload: unknown): TagNews | null {
  const read = shape.safeParse(payload);
  const id = read.success ? readId(read.data.customerId) : null;
  if (!read.success || !id || !read.data.occurredAt) return null;
  return { customerId: id, tags: read.data.tags.filter((tag) => tag !== null), at: read.data.occurredAt };
}

const shape = z.object({ customerId: text, tags: listOf(text), occurredAt: instant });

export const addTags = (shop: Shop, news: TagNews): Promise<void> => keepTagNews(shop, news, true);
export const removeTags = (shop: Shop, news: TagNews): Promise<void> => keepTagNews(shop, news, false);

/**
 * Keeps each tag's newest word, in whatever order the words come: what is older than the last whole reading, or than
 * the tag's own last word, is dropped. At the same instant going wins.
 */
async function keepTagNews(shop: Shop, { customerId, tags, at }: TagNews, isOn: boolean): Promise<void> {
  if (!(await hasShopifyCustomer(shop, customerId))) return;
  const told = Prisma.sql`(
    select coalesce(jsonb_object_agg(tag, jsonb_build_object('at', ${at.toISOString()}::text, 'on', ${isOn}::boolean)), '{}')
    from unnest(${tags}::text[]) tag
    where coalesce((select (n.value->>'at')::timestamptz < ${at}::timestamptz
        or ((n.value->>'at')::timestamptz = ${at}::timestamptz and not ${isOn}::boolean)
      from jsonb_each(known."tagNews") n where n.key = tag), true))`;
  await shop.sql`
    update "Customer" known set "tagNews" = known."tagNews" || ${told}, tags = ${withNews(Prisma.sql`known.tags`, told)}
    where known."shopId" = ${shop.id} and known."shopifyId" = ${customerId} and known."deletedAt" is null
      and (known."tagsAt" is null or known."tagsAt" < ${at})`;
}

/** The tags of `list` after `news`, in alphabetical order. */
export const withNews = (list: Prisma.Sql, news: Prisma.Sql): Prisma.Sql => Prisma.sql`array(
  select tag from (
    select tag from unnest(${list}) tag
    where not exists (select from jsonb_each(${news}) n where n.key = tag and not (n.value->>'on')::boolean)
    union select n.key from jsonb_each(${news}) n where (n.value->>'on')::boolean
  ) theirs(tag) order by tag)`;

/** Of `news` what is younger than `at`: Shopify's record has whole seconds, a tag's change has milliseconds. */
export const newsSince = (news: Prisma.Sql, at: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce((
  select jsonb_object_agg(n.key, n.value) from jsonb_each(${news}) n where (n.value->>'at')::timestamptz > ${at}), '{}')`;
