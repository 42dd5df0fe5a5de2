import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import { Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { SyncLine } from "#app/components/sync-banner.tsx";
import { Sign } from "#app/components/sign.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { InboxRow, InboxView } from "#app/conversations/inbox.ts";
import type { AuthorKind } from "#app/conversations/message.ts";
import type { SyncView } from "#app/desk/sync-progress.ts";
import type { Inbox } from "./use-inbox.ts";

const VIEWS: [InboxView, string][] = [
  ["open", "Open"],
  ["mine", "Mine"],
  ["unassigned", "Unassigned"],
  ["closed", "Closed"],
];

interface Props {
  inbox: Inbox;
  view: InboxView;
  openId: string | undefined;
  sync: SyncView;
}

export function ConversationList({ inbox, view, openId, sync }: Props) {
  return (
    <nav className="tl-list" aria-label="Conversations">
      <ViewTabs view={view} counts={inbox.counts} />
      <SyncLine sync={sync} />
      {!inbox.isLive && (
        <p className="tl-offline" role="status">
          Connection lost. New messages will appear as soon as it is back.
        </p>
      )}
      {inbox.rows.length > 0 && <Rows rows={inbox.rows} view={view} openId={openId} />}
      {inbox.rows.length === 0 && !inbox.next && <NoRows view={view} />}
      {inbox.fault && (
        <p className="tl-offline" role="alert">
          {inbox.fault}
        </p>
      )}
      {inbox.next && (
        <div className="tl-more">
          <Button onClick={inbox.loadMore} isBusy={inbox.isLoadingMore}>
            Load more
          </Button>
        </div>
      )}
    </nav>
  );
}

function ViewTabs({ view, counts }: { view: InboxView; counts: Record<InboxView, number> }) {
  return (
    <ul className="tl-views">
      {VIEWS.map(([name, words]) => (
        <li key={name}>
          <Link to={`/app/inbox?view=${name}`} aria-current={name === view ? "page" : undefined}>
            {words}
            {counts[name] > 0 && <span className="tl-count">{counts[name] > 99 ? "99+" : counts[name]}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Rows({ rows, view, openId }: { rows: InboxRow[]; view: InboxView; openId: string | undefined }) {
  return (
    <ul className="tl-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to={`/app/inbox/${row.id}?view=${view}`}
            className="tl-row"
            data-row={row.id}
            data-unread={row.isUnread || undefined}
            aria-current={row.id === openId ? "true" : undefined}
          >
            <RowWords row={row} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function RowWords({ row }: { row: InboxRow }) {
  return (
    <>
      <span className="tl-row-head">
        <Sign name={row.channel} label={CHANNEL_WORDS[row.channel].name} />
        <span className="tl-row-name">{row.customer ?? "Visitor"}</span>
        <span className="tl-row-time">
          <Moment at={row.at} />
        </span>
      </span>
      <span className="tl-row-preview">
        {row.lastAuthor && BY[row.lastAuthor]}
        {row.preview || "Picture"}
      </span>
      <span className="tl-row-foot">
        {row.assignee && <Tag>{row.assignee.name}</Tag>}
        {!row.assignee && row.status !== "closed" && row.isHandedOver && (
          <Tag tone="attention">Needs a person</Tag>
        )}
        {!row.isHandedOver && row.status !== "closed" && <Tag tone="info">Assistant</Tag>}
        {row.isBlocked && <Tag tone="bad">Blocked until START</Tag>}
        {row.reply && <Tag tone={REPLY[row.reply].tone}>{REPLY[row.reply].words}</Tag>}
        {row.isUnread && (
          <span className="tl-unread">
            {row.unreadCount || "!"}
            <span className="tl-heard"> unread</span>
          </span>
        )}
      </span>
    </>
  );
}

/** Whose the last words are; the shopper's own stand alone. */
const BY: Record<AuthorKind, string | null> = {
  shopper: null,
  staff: "Staff: ",
  assistant: "Assistant: ",
  system: "Threadline: ",
};

const REPLY = {
  "not-delivered": { words: "Not delivered", tone: "bad" },
  unsure: { words: "May not have arrived", tone: "attention" },
  planned: { words: "Planned", tone: "plain" },
} as const;

function NoRows({ view }: { view: InboxView }) {
  const [title, words] = NOTHING[view];
  return (
    <Empty sign={view === "closed" ? "check" : "chat"} title={title}>
      {words}
    </Empty>
  );
}

const NOTHING: Record<InboxView, [string, string]> = {
  open: ["Nobody is waiting", "Conversations appear here as soon as a shopper writes, on any channel."],
  mine: ["Nothing is assigned to you", "Take one from Unassigned, or reply to one: then it is yours."],
  unassigned: [
    "Nothing waits to be taken",
    "Conversations that wait for a person, with no name on them yet, appear here.",
  ],
  closed: ["Nothing is closed yet", "A closed conversation opens again when the shopper writes."],
};
