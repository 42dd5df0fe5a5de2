import { Link } from "@remix-run/react";
import type { TokenEnd } from "#app/desk/token-ends.ts";
import { CHANNEL_WORDS } from "./channel-words.ts";
import { Notice } from "./notice.tsx";
import { Moment } from "./time.tsx";

/** Accounts that stop working soon, or have stopped, unless somebody signs in again: said ahead, with the way there. */
export function TokenNotice({ ends }: { ends: TokenEnd[] }) {
  if (!ends.length) return null;
  const isOver = ends.some((end) => end.isOver);
  return (
    <div role="alert">
      <Notice
        tone={isOver ? "critical" : "warning"}
        title={isOver ? "A channel has lost its access" : "A channel's access ends soon"}
      >
        <ul className="tl-bullets">
          {ends.map(({ channel, name, endsAt, isOver: hasEnded }) => (
            <li key={`${channel} ${name}`}>
              {CHANNEL_WORDS[channel].name}, {name}: {hasEnded ? "ended" : "ends"}{" "}
              <Moment at={endsAt} style="full" />.{" "}
              <Link to={`/app/settings/channels/${channel}`}>Sign in again</Link>
            </li>
          ))}
        </ul>
        <p className="tl-gap">Until then messages come and go as always; after it, none do.</p>
      </Notice>
    </div>
  );
}
