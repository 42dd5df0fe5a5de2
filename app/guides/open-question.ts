import { later, MINUTE } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";

export interface Question {
  /** Who asked, and so who understands the answer. */
  skill: string;
  state: Prisma.JsonValue;
}

const PATIENCE_MS = 30 * MINUTE;

/** Remembers what we asked in this thread; a newer question takes the place of an older one. */
export async function askQuestion(
  shop: Shop,
  conversationId: string,
  question: { skill: string; state: Prisma.InputJsonObject },
): Promise<void> {
  const data = { ...question, askedAt: shop.at, expiresAt: later(shop.at, PATIENCE_MS) };
  await shop.tx.openQuestion.upsert({
    where: { shopId_conversationId: { shopId: shop.id, conversationId } },
    create: { shopId: shop.id, conversationId, ...data },
    update: data,
  });
}

/** What we asked and still wait on, or null. */
export async function readQuestion(shop: Reader, conversationId: string): Promise<Question | null> {
  const [question] = await shop.sql<Question>`
    select skill, state from "OpenQuestion"
    where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and "expiresAt" > ${shop.at}`;
  return question ?? null;
}

export async function settleQuestion(shop: Shop, conversationId: string): Promise<void> {
  await shop.tx.openQuestion.deleteMany({ where: { shopId: shop.id, conversationId } });
}
