import { PURPOSE_NAMES, sayChannel } from "#app/components/consent-words.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { OPT_IN_CHANNELS } from "#app/consent/disclosure-rules.ts";

/** Which column of the file says what, guessed by its name. */
export function Columns({ headings }: { headings: string[] }) {
  const options = headings.map((name) => ({ value: name, label: name }));
  const none = (label: string) => [{ value: "", label }, ...options];
  const guess = (pattern: RegExp) => headings.find((name) => pattern.test(name)) ?? "";
  return (
    <>
      <div className="tl-pair">
        <Pick
          name="channel"
          label="What the addresses are for"
          options={CHANNELS}
          initial={guess(/mail/i) ? "email" : "sms"}
        />
        <Pick name="purpose" label="Of what" options={PURPOSES} />
      </div>
      <Pick
        name="address"
        label="Column of the address"
        options={options}
        initial={guess(/mail|phone|number|address/i) || headings[0]}
      />
      <Pick
        name="state"
        label="Column of yes or no"
        options={none("None: everybody in it unsubscribed")}
        initial={guess(/status|state|consent|subscri/i)}
      />
      <div className="tl-pair">
        <Pick
          name="at"
          label="Column of when"
          options={none("None: no yes is taken")}
          initial={guess(/date|time|when/i)}
        />
        <Pick
          name="level"
          label="Column of single or double opt-in"
          options={none("None: no yes is taken")}
          initial={guess(/level|opt.?in/i)}
        />
      </div>
      <Pick
        name="words"
        label="Column of the words they saw"
        options={none("None")}
        initial={guess(/words|disclosure/i)}
      />
      <TextLine
        name="country"
        label="Country of numbers without one"
        help="Two letters, such as US or DE. Empty: such numbers are not read."
      />
    </>
  );
}

const CHANNELS = OPT_IN_CHANNELS.map((value) => ({ value, label: sayChannel(value) }));
const PURPOSES = Object.entries(PURPOSE_NAMES).map(([value, label]) => ({ value, label }));
