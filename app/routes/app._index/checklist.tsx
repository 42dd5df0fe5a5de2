import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Section } from "#app/components/section.tsx";
import { Sign } from "#app/components/sign.tsx";
import { Moment } from "#app/components/time.tsx";
import type { Setup } from "#app/desk/setup.ts";

/** What is left to do, the chat first: one press leads to the theme editor, at our block. */
export function Checklist({ setup, editorUrl }: { setup: Setup; editorUrl: string }) {
  const { embedSeenAt } = setup;
  const done = [embedSeenAt, setup.hasSms, setup.hasEmail, setup.teamSize > 1, setup.hasOwnHours];
  return (
    <Section
      title="Set up"
      aside={
        <span className="tl-quiet">
          {done.filter(Boolean).length} of {done.length}
        </span>
      }
    >
      <ol className="tl-checklist">
        <Step isDone={embedSeenAt !== null} title="Switch the chat on">
          {embedSeenAt ? (
            <span role="status">
              Your shop's pages reported in: <Moment at={embedSeenAt} style="full" />
            </span>
          ) : (
            <>
              <p>Opens your theme editor at our block. Press Save there; this line then ticks itself.</p>
              <Button kind="primary" url={editorUrl} outside>
                Open the theme editor
              </Button>
            </>
          )}
        </Step>
        <Step
          isDone={setup.hasSms}
          title="Answer text messages"
          to="/app/settings/channels/sms"
          action="Connect Twilio"
        >
          Shoppers text your number and get the same answers.
        </Step>
        <Step
          isDone={setup.hasEmail}
          title="Send email as your shop"
          to="/app/settings#email"
          action="Set the sender"
        >
          For codes and replies. Until then they come from Threadline.
        </Step>
        <Step isDone={setup.teamSize > 1} title="Bring your team" to="/app/team" action="Invite a colleague">
          Whoever opens the app may read; you decide who replies.
        </Step>
        <Step isDone={setup.hasOwnHours} title="Set your hours" to="/app/settings#hours" action="Set hours">
          So that shoppers are told when a person answers. Now: Monday to Friday, 9 to 17.
        </Step>
      </ol>
    </Section>
  );
}

interface StepProps {
  isDone: boolean;
  title: string;
  to?: string;
  action?: string;
  children: ReactNode;
}

function Step({ isDone, title, to, action, children }: StepProps) {
  return (
    <li data-done={isDone || undefined}>
      {isDone ? <Sign name="done" /> : <span className="tl-ring" />}
      <div>
        <h3>
          {title}
          <span className="tl-heard">{isDone ? ": done" : ": to do"}</span>
        </h3>
        {(!isDone || !to) && <div className="tl-quiet tl-step-words">{children}</div>}
        {!isDone && to && action && (
          <Button url={to} small>
            {action}
          </Button>
        )}
      </div>
    </li>
  );
}
