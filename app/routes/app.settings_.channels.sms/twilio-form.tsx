import { sayCountry } from "#app/components/code-names.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { type SmsCountry, smsCountries } from "#app/channels/sms-countries.ts";
import type { TwilioSender } from "#app/channels/twilio-senders.server.ts";
import { ROLES, type Shared, SmsForm } from "./sms-form.tsx";

/** First which account, then which of its numbers or services: Twilio is asked what there is to choose from. */
export function TwilioForm({ hasSenders, answer }: Shared & { hasSenders: boolean }) {
  const choose = answer?.form === "sms" ? answer.choose : undefined;
  return (
    <Section title={hasSenders ? "Connect another Twilio sender" : "Connect Twilio"}>
      <SmsForm form="sms" submit={choose ? "Connect" : "Show the account's numbers"} answer={answer}>
        <p className="tl-quiet">
          With your own Twilio account, or one of its sub-accounts. The token is stored encrypted. We set the
          webhook address at Twilio for you.
        </p>
        <TextLine label="Account SID" name="accountSid" placeholder="AC…" />
        <TextLine label="Auth token" name="token" type="password" />
        {choose && choose.length > 0 && (
          <>
            <Pick label="Text from" name="sender" options={optionsOf(choose)} />
            <TextLine
              label="Or a name in place of a number"
              name="name"
              help={`Up to 11 characters. Nobody can answer a name: offers end with a link instead. ${namesIn("yes", "Taken in")} ${namesIn("registered", "After it was registered there, in")}`}
            />
            <Pick label="Used for" name="role" options={ROLES} />
            <Unsticky senders={choose} />
          </>
        )}
        {choose?.length === 0 && (
          <p className="tl-bad">This account has no number that can text. Buy one at Twilio.</p>
        )}
      </SmsForm>
    </Section>
  );
}

/** The countries that take a name, in words. */
function namesIn(named: SmsCountry["named"], words: string): string {
  const countries = smsCountries().filter((one) => one.named === named);
  const names = countries.map(({ country }) => sayCountry(country));
  return `${words} ${new Intl.ListFormat("en").format(names)}.`;
}

function optionsOf(senders: TwilioSender[]) {
  const services = senders.filter(({ sender }) => sender.startsWith("MG"));
  const numbers = senders.filter(({ sid }) => !sid.startsWith("MG"));
  const names = senders.filter(({ sid, sender }) => sid !== sender && sid.startsWith("MG"));
  const poolOf = ({ pool }: TwilioSender) => (pool.length === 1 ? "1 number" : `${pool.length} numbers`);
  return [
    {
      title: "Messaging services",
      options: services.map((one) => ({ value: one.sender, label: `${one.name} (${poolOf(one)})` })),
    },
    {
      title: "Numbers",
      options: numbers.map(({ sender, name }) => ({
        value: sender,
        label: name === sender ? name : `${name} ${sender}`,
      })),
    },
    { title: "Names", options: names.map(({ sender }) => ({ value: sender, label: sender })) },
  ].filter(({ options }) => options.length > 0);
}

function Unsticky({ senders }: { senders: TwilioSender[] }) {
  const loose = senders
    .filter(({ sender, isSticky }) => sender.startsWith("MG") && !isSticky)
    .map(({ name }) => name);
  if (!loose.length) return null;
  return (
    <p className="tl-quiet">
      Switch on the sticky sender of {new Intl.ListFormat("en").format(loose)} at Twilio, so that shoppers
      always hear from the number they know.
    </p>
  );
}
