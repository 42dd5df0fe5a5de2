import { Pick, TextLine, Tick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { BusinessHours } from "#app/shop/business-hours.ts";
import type { zoneChoices } from "./zone-choices.ts";
import { DAYS, type Day } from "./hours-of-form.ts";
import { SettingsForm, type Shared } from "./settings-form.tsx";

interface Props extends Shared {
  hours: BusinessHours;
  zones: ReturnType<typeof zoneChoices>;
}

const NAMES: Record<Day, string> = {
  monday: "Monday",
  tuesday: "Tuesday",
  wednesday: "Wednesday",
  thursday: "Thursday",
  friday: "Friday",
  saturday: "Saturday",
  sunday: "Sunday",
};

/** When a person answers: what shoppers are told when they ask for one. */
export function HoursForm({ hours, zones, ...shared }: Props) {
  return (
    <div id="hours">
      <Section title="Business hours">
        <SettingsForm form="hours" submit="Save hours" {...shared}>
          <Pick
            label="Time zone"
            name="timeZone"
            initial={zones.own}
            options={zones.options}
            isDisabled={shared.isLocked}
            help="Type the first letters of a city to find it."
          />
          <div className="tl-week">
            {DAYS.map((day) => (
              <DayRow key={day} day={day} span={hours[day][0]} isLocked={shared.isLocked} />
            ))}
          </div>
        </SettingsForm>
      </Section>
    </div>
  );
}

interface RowProps {
  day: Day;
  span: { from: string; to: string } | undefined;
  isLocked: boolean;
}

function DayRow({ day, span, isLocked }: RowProps) {
  const name = NAMES[day];
  const time = { type: "time", labelHidden: true, isDisabled: isLocked } as const;
  return (
    <div className="tl-week-day">
      <Tick label={name} name={`${day}-open`} initial={span !== undefined} isDisabled={isLocked} />
      <TextLine {...time} label={`${name} from`} name={`${day}-from`} initial={span?.from ?? "09:00"} />
      <span className="tl-quiet">to</span>
      <TextLine {...time} label={`${name} to`} name={`${day}-to`} initial={span?.to ?? "17:00"} />
    </div>
  );
}
