import { Form, useNavigation } from "@remix-run/react";
import { ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { NoMetaApp } from "#app/components/no-meta-app.tsx";
import { Section } from "#app/components/section.tsx";
import { SignInForm } from "#app/components/sign-in-form.tsx";
import type { WhatsAppAnswer } from "./act.server.ts";

interface Props {
  /** This installation has an app at Meta. */
  hasApp: boolean;
  /** What Meta's Embedded Signup is begun with; null where it is not configured. */
  signInPass: string | null;
  isFirst: boolean;
  answer: WhatsAppAnswer | undefined;
}

/** The two ways to connect a number: Meta's own sign-up, or a token. */
export function ConnectForm({ hasApp, signInPass, isFirst, answer }: Props) {
  return (
    <Section title={isFirst ? "Connect a number" : "Connect another number"}>
      <div className="tl-section-stack">
        {!hasApp && <NoMetaApp />}
        {signInPass && (
          <SignInForm
            channel="whatsapp"
            pass={signInPass}
            words="Connect with Facebook"
            help="You can go on using the WhatsApp Business app on the same number."
          />
        )}
        {hasApp && <TokenForm answer={answer} />}
      </div>
    </Section>
  );
}

function TokenForm({ answer }: { answer: WhatsAppAnswer | undefined }) {
  const { state, formData } = useNavigation();
  const choices = answer?.choose?.map(({ phoneNumberId, number, name }) => ({
    value: phoneNumberId,
    label: `${number} ${name}`,
  }));
  return (
    <Form method="post" className="tl-form" preventScrollReset>
      <input type="hidden" name="form" value="connect" />
      <ActionNotice answer={answer} form="connect" />
      <TextLine
        label="Access token"
        name="token"
        type="password"
        help="Or paste a system user's token. We ask Meta what it opens before anything is kept; it is stored encrypted."
      />
      <TextLine
        label="WhatsApp Business account ID"
        name="wabaId"
        help="Only where the token does not say which account it is for."
      />
      {choices && <Pick label="Number" name="phoneNumberId" options={choices} />}
      <div className="tl-form-foot">
        <Button submits isBusy={state !== "idle" && formData?.get("form") === "connect"}>
          Connect by token
        </Button>
      </div>
    </Form>
  );
}
