import { smsCountries } from "#app/channels/sms-countries.ts";
import { sayCountry } from "#app/components/code-names.ts";
import { Disconnect } from "#app/components/disconnect.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Pick, TextLine, Tick } from "#app/components/fields.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { SmsSenderView } from "#app/desk/sms-senders.ts";
import { ROLES, type Shared, SmsForm } from "./sms-form.tsx";

/** Every sender with what it is for; a shop may have several, and they feed one thread per shopper. */
export function Senders({ senders, ...shared }: Shared & { senders: SmsSenderView[] }) {
  return (
    <Section title="Senders">
      {senders.length === 0 && (
        <Empty sign="sms" title="No number is connected">
          Chat and email work without one.
        </Empty>
      )}
      <ul className="tl-accounts">
        {senders.map((sender) => (
          <li key={sender.id}>
            <Sender sender={sender} {...shared} />
          </li>
        ))}
      </ul>
      {isMixed(senders) && (
        <p className="tl-quiet">
          A STOP to an offer blocks the whole sender. Keep one for service and one for offers, and your order
          news still arrives.
        </p>
      )}
    </Section>
  );
}

/** One sender for both: what a STOP costs is said. */
const isMixed = (senders: SmsSenderView[]): boolean => senders.some(({ role }) => role === "both");

function Sender({ sender, isLocked, answer }: Shared & { sender: SmsSenderView }) {
  const { id, name, provider } = sender;
  const shown = name ?? sender.sender;
  return (
    <div className="tl-form">
      <p>
        <strong>{shown}</strong> <Tag tone="good">Connected</Tag> <Tag>{CARRIER[provider]}</Tag>
      </p>
      {sender.isOneWay && (
        <p className="tl-quiet">
          Nobody can answer a name. Texts from it ask for no reply, give a link in place of choices, and
          offers end with a link to get no more.
        </p>
      )}
      <p className="tl-quiet">
        Since <Moment at={sender.connectedAt} style="full" />
        {sender.lastHeardAt && (
          <>
            {", last heard "}
            <Moment at={sender.lastHeardAt} style="full" />
          </>
        )}
      </p>
      {sender.troubles.length > 0 && (
        <Notice tone="critical" title="Texts are held back">
          {sender.troubles.map((trouble) => (
            <p key={trouble}>{trouble}</p>
          ))}
          {!isLocked && <SmsForm form="settled" id={id} submit="It is settled" small answer={answer} />}
        </Notice>
      )}
      {!isLocked && (
        <>
          <SmsForm form="use" id={id} submit="Save" label={`Save ${shown}`} small answer={answer}>
            <Pick label="Used for" name="role" initial={sender.role} options={ROLES} />
            <Tick
              label="Replace typographic characters where that makes a text cheaper"
              help="Curly quotes and long dashes more than halve what fits into a text."
              name="plainSigns"
              initial={sender.plainSigns}
            />
            {sender.pace && (
              <TextLine
                label="Segments a second, where Twilio has granted you more"
                name="granted"
                initial={sender.pace.granted === null ? "" : String(sender.pace.granted)}
                help={usualPace(sender.pace, sender.isOneWay)}
              />
            )}
            {sender.isOneWay && <RegisteredIn known={sender.registeredIn} />}
          </SmsForm>
          {!sender.isOneWay && <Address url={sender.webhookUrl} carrier={CARRIER[provider]} />}
          <div className="tl-links">
            <SmsForm form="test" id={id} submit="Test" label={`Test ${shown}`} small answer={answer} />
            <Disconnect id={id} name={shown} channel="sms" />
          </div>
        </>
      )}
    </div>
  );
}

function usualPace({ near, far }: { near: number; far: number }, isName: boolean): string {
  const places = isName
    ? String(far)
    : `${near} to the United States and Canada, and ${far} to the rest of the world`;
  return `Left empty, it is what Twilio gives this sender as a rule: ${places}. A text of up to 160 letters is one segment.`;
}

/** Where a name is blocked until it was registered with the networks: the merchant says where it is. */
function RegisteredIn({ known }: { known: string[] }) {
  return (
    <fieldset className="tl-ticks">
      <legend>Registered with the networks of</legend>
      {smsCountries()
        .filter(({ named }) => named === "registered")
        .map(({ country }) => (
          <Tick
            key={country}
            label={sayCountry(country)}
            name="registeredIn"
            value={country}
            initial={known.includes(country)}
          />
        ))}
    </fieldset>
  );
}

const CARRIER = { twilio: "Twilio", telnyx: "Telnyx" };

function Address({ url, carrier }: { url: string; carrier: string }) {
  return (
    <label className="tl-address">
      <span className="tl-quiet">Incoming texts come to this address, which is set at {carrier}:</span>
      <input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
    </label>
  );
}
