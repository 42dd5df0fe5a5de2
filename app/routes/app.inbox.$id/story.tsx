import { useIsHere } from "#app/components/time.tsx";
import { now } from "#app/clock.ts";
import type { StoryView } from "#app/conversations/thread.ts";

/** What a message on Instagram answers, or that it names the shop in a story: a link for as long as the story lasts. */
export function Story({ story: { kind, url, until } }: { story: StoryView }) {
  const isHere = useIsHere();
  const words = kind === "story-reply" ? "Answers your story" : "Names you in their story";
  if (!url) return <p className="tl-message-author tl-quiet">{words}</p>;
  // The server's clock may not be the reader's: until the page is alive the link stands.
  const isOver = isHere && now() > new Date(until);
  return (
    <p className="tl-message-author tl-quiet">
      {`${words} · `}
      {isOver ? (
        "the story is over"
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer">
          See it
        </a>
      )}
    </p>
  );
}
