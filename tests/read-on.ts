import type { ThreadView } from "#app/conversations/thread.ts";
import { joinNews, type ThreadNews } from "#app/conversations/thread-news.ts";

/**
 * What the inbox's page does at a hint (app.inbox.$id/use-thread.ts): asks for the news of the thread that it knows, and
 * for the whole where it knows none, or where the two do not join. `ask` fetches `/app/threads/:id?<what>`; null where
 * nobody answered.
 */
export async function readOn(
  known: ThreadView | undefined,
  ask: (what: string) => Promise<ThreadView | ThreadNews | null>,
): Promise<ThreadView | null> {
  const whole = () => ask("open") as Promise<ThreadView | null>;
  if (!known) return whole();
  const news = await ask(`since=${known.version}`);
  return news && (joinNews(known, news) ?? whole());
}
