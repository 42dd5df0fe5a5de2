import { Form, useNavigation } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { ROLE_OPTIONS } from "./members.tsx";

/** Keeps a role ready for a colleague; nothing is sent, since whoever may open the admin can open the app. */
export function InviteForm({ answer }: { answer: ActionAnswer | undefined }) {
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === "invite";
  return (
    <Section title="Invite a colleague">
      <Form method="post" className="tl-form">
        <input type="hidden" name="form" value="invite" />
        <ActionNotice answer={answer} form="invite" />
        <p className="tl-quiet">
          They need to be staff of this shop in Shopify. The role is theirs as soon as they open Threadline
          with this email.
        </p>
        <div className="tl-pair">
          <TextLine
            key={answer?.form === "invite" ? answer.done : undefined}
            label="Email"
            name="email"
            type="email"
            placeholder="ben@your-shop.com"
          />
          <Pick label="Role" name="role" initial="agent" options={ROLE_OPTIONS} />
        </div>
        <div className="tl-form-foot">
          <Button submits isBusy={isBusy}>
            Invite
          </Button>
        </div>
      </Form>
    </Section>
  );
}
