import { Form, useNavigation } from "@remix-run/react";
import { ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Tick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { AlertChannel } from "#app/orders/alerts/alert-kind.ts";
import type { AlertAnswer } from "./act.server.ts";

interface Props {
  setting: { channels: AlertChannel[]; notAtNight: boolean };
  hasSms: boolean;
  isLocked: boolean;
  answer: AlertAnswer | undefined;
}

/** On by which channels. One alert goes out by the first of them that reaches the shopper. */
export function Switch({ setting, hasSms, isLocked, answer }: Props) {
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === "switch";
  const isOn = (channel: AlertChannel) => setting.channels.includes(channel);
  return (
    <Section title="Goes out by">
      <Form method="post" className="tl-form" preventScrollReset>
        <input type="hidden" name="form" value="switch" />
        <ActionNotice answer={answer} form="switch" />
        <Tick
          label="Text message"
          name="sms"
          initial={isOn("sms")}
          isDisabled={isLocked}
          help={
            hasSms
              ? "To the phone the order was placed with."
              : "Connect text messages under Settings first; until then mail is used."
          }
        />
        <Tick
          label="Email"
          name="email"
          initial={isOn("email")}
          isDisabled={isLocked}
          help="To the email the order was placed with. With texts on too: where there is no phone, or it said STOP."
        />
        <Tick
          label="Storefront chat"
          name="chat"
          initial={isOn("chat")}
          isDisabled={isLocked}
          help="Where the customer wrote to you while signed in."
        />
        <Tick
          label="Not at night"
          name="notAtNight"
          initial={setting.notAtNight}
          isDisabled={isLocked}
          help="Texts wait from nine in the evening to eight in the morning where the shopper is."
        />
        {!isLocked && (
          <div className="tl-form-foot">
            <Button submits kind="primary" isBusy={isBusy}>
              Save
            </Button>
          </div>
        )}
      </Form>
    </Section>
  );
}
