import { useId } from "react";
import { Pick } from "#app/components/fields.tsx";
import { fromLocalField, toLocalField } from "#app/components/local-field.ts";
import { Moment, useIsHere } from "#app/components/time.tsx";
import { HOUR, later } from "#app/clock.ts";
import { OUR_HOURS } from "#app/consent/lawful-hours.ts";
import { localHour, nextLocalHour } from "#app/customers/next-local-hour.ts";

interface Props {
  sendAt: string | null | undefined;
  /** The clock the shopper most likely lives by; null where it is not known. */
  zone: string | null;
  at: Date;
  onChange(sendAt: string | null): void;
}

/** Their working day begins. */
const NINE = 9;

/** When it goes out: now, at nine on their clock, or at a time of one's own. */
export function SendLater({ sendAt, zone, at, onChange }: Props) {
  const isHere = useIsHere();
  const field = useId();
  if (!isHere) return null;
  const options = optionsAt(zone, at);
  const chosen = !sendAt ? "" : (options.find(({ value }) => value === sendAt)?.value ?? OWN);
  return (
    <div className="tl-later">
      <Pick
        label="When"
        name="when"
        labelHidden
        value={chosen}
        options={[{ value: "", label: "Now" }, ...options, { value: OWN, label: "At another time" }]}
        onChange={(value) => onChange(value === OWN ? later(at, HOUR).toISOString() : value || null)}
      />
      {chosen === OWN && sendAt && (
        <input
          id={field}
          type="datetime-local"
          aria-label="When it goes out, by your clock"
          value={toLocalField(new Date(sendAt))}
          min={toLocalField(at)}
          onChange={(event) => onChange(fromLocalField(event.target.value))}
        />
      )}
      {sendAt && (
        <p className="tl-quiet">
          Goes out <Moment at={sendAt} style="full" /> by your clock
        </p>
      )}
    </div>
  );
}

const OWN = "own";

function optionsAt(zone: string | null, at: Date) {
  const hour = later(roundedUp(at), HOUR);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [
    ...(zone ? [{ value: nextLocalHour(zone, NINE, at).toISOString(), label: "At 9:00 their time" }] : []),
    { value: nextLocalHour(here, NINE, at).toISOString(), label: "At 9:00 your time" },
    { value: hour.toISOString(), label: "In an hour" },
  ].filter(({ value }, index, all) => all.findIndex((other) => other.value === value) === index);
}

/** It is night where they are: an answer may go out at any hour, so a later one is offered; a promotion waits by itself. */
export function NightHint({ zone, at, sendAt, isPromotion, onChange }: Props & { isPromotion: boolean }) {
  const isHere = useIsHere();
  if (!zone || sendAt || !isHere) return null;
  const hour = localHour(zone, at);
  const day = isPromotion ? OUR_HOURS : DAY_HOURS;
  if (hour >= day.open && hour < day.close) return null;
  const nine = nextLocalHour(zone, NINE, at);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  if (isPromotion)
    return (
      <p className="tl-way-state" data-tone="attention">
        It is {clock.format(at)} where they are, outside the hours for promotions. It waits, and goes out by
        itself at 9:00 their time or later.
      </p>
    );
  return (
    <p className="tl-way-state" data-tone="attention">
      It is {clock.format(at)} where they are. An answer may go out at any hour; quiet hours are for
      promotions.{" "}
      <button type="button" className="tl-link" onClick={() => onChange(nine.toISOString())}>
        Send at 9:00 their time
      </button>
    </p>
  );
}

/** As night-hours.ts has it: from nine in the evening to eight in the morning nobody wants to be woken. */
const DAY_HOURS = { open: 8, close: 21 };

/** The same choice stays the same choice while one looks at it. */
const roundedUp = (at: Date): Date => new Date(Math.ceil(at.getTime() / QUARTER) * QUARTER);
const QUARTER = HOUR / 4;
