import { Form, useNavigation } from "@remix-run/react";
import type { InboxChannel } from "#app/channels/channel.ts";
import type { InboxAccount } from "#app/desk/inbox-accounts.ts";
import { type ActionAnswer, ActionNotice } from "./action-notice.tsx";
import { Button } from "./button.tsx";
import { Disconnect } from "./disconnect.tsx";
import { Empty } from "./empty.tsx";
import { TextLine } from "./fields.tsx";
import { Notice } from "./notice.tsx";
import { NoMetaApp } from "./no-meta-app.tsx";
import { RowAct } from "./row-act.tsx";
import { Section } from "./section.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { Tag } from "./tag.tsx";
import { Moment } from "./time.tsx";

interface Props {
  channel: InboxChannel;
  accounts: InboxAccount[];
  /** What an owner's sign-in is begun with; null where this installation has no app at Meta. */
  signInPass: string | null;
  isLocked: boolean;
  answer: ActionAnswer | undefined;
}

const WORDS = {
  messenger: {
    title: "Pages",
    none: "No Page is connected",
    signIn: "Sign in with Facebook",
    token: "Page access token",
    id: "Page",
  },
  instagram: {
    title: "Accounts",
    none: "No account is connected",
    signIn: "Sign in with Instagram",
    token: "Instagram access token",
    id: "Account",
  },
};

/** Pages or Instagram accounts that are connected, and the two ways to connect another. */
export function InboxAccounts({ channel, accounts, signInPass, isLocked, answer }: Props) {
  const words = WORDS[channel];
  return (
    <>
      <Section title={words.title}>
        <ActionNotice answer={answer} form="account" />
        {accounts.length === 0 && (
          <Empty sign={channel} title={words.none}>
            Chat and the other channels work without one.
          </Empty>
        )}
        <ul className="tl-accounts">
          {accounts.map((account) => (
            <li key={account.id}>
              <Account account={account} channel={channel} isLocked={isLocked} answer={answer} />
            </li>
          ))}
        </ul>
      </Section>
      {!isLocked && (
        <Section title={accounts.length ? "Connect another" : "Connect"}>
          <div className="tl-section-stack">
            {signInPass ? (
              <SignInForm channel={channel} pass={signInPass} words={words.signIn} />
            ) : (
              <NoMetaApp />
            )}
            {signInPass && <PastedToken label={words.token} answer={answer} />}
          </div>
        </Section>
      )}
    </>
  );
}

function Account({
  account,
  channel,
  isLocked,
  answer,
}: Pick<Props, "channel" | "isLocked" | "answer"> & { account: InboxAccount }) {
  const { id, name, sender, connectedAt, lastHeardAt, missing } = account;
  return (
    <div className="tl-form">
      <p>
        <strong>{name}</strong> <TokenTag account={account} />
      </p>
      <p className="tl-quiet">
        {WORDS[channel].id} {sender}, since <Moment at={connectedAt} style="full" />
        {lastHeardAt && (
          <>
            {", last heard "}
            <Moment at={lastHeardAt} style="full" />
          </>
        )}
      </p>
      {missing && (
        <Notice tone="warning" title="Meta has not granted everything">
          {missing} Sign in again and agree to all of it.
        </Notice>
      )}
      <ActionNotice answer={answer} form="account" id={id} />
      {!isLocked && (
        <div className="tl-links">
          <RowAct form="test" id={id} label={`Test connection of ${name}`}>
            Test connection
          </RowAct>
          <Disconnect id={id} name={name} channel={channel} />
        </div>
      )}
    </div>
  );
}

function TokenTag({ account: { tokenEndsAt, tokenState } }: { account: InboxAccount }) {
  if (tokenState === "over") return <Tag tone="bad">Access has ended: sign in again</Tag>;
  if (tokenState === "lasting" || !tokenEndsAt) return <Tag tone="good">Connected</Tag>;
  return (
    <>
      <Tag tone="attention">Access ends soon</Tag> <Moment at={tokenEndsAt} style="full" />: sign in again
      before then.
    </>
  );
}

function PastedToken({ label, answer }: { label: string; answer: ActionAnswer | undefined }) {
  const { state, formData } = useNavigation();
  return (
    <Form method="post" className="tl-form" preventScrollReset>
      <input type="hidden" name="form" value="connect" />
      <ActionNotice answer={answer} form="connect" />
      <TextLine
        label={label}
        name="token"
        type="password"
        help="Or paste a token from Meta's own console. We ask Meta what it may do before anything is kept; it is stored encrypted."
      />
      <div className="tl-form-foot">
        <Button submits isBusy={state !== "idle" && formData?.get("form") === "connect"}>
          Connect by token
        </Button>
      </div>
    </Form>
  );
}
