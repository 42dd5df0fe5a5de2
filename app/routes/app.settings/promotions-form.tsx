import { Pick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { LAWFUL_HOURS } from "#app/consent/lawful-hours.ts";
import { SettingsForm, type Shared } from "./settings-form.tsx";

interface Props extends Shared {
  settings: { promotionsFrom: number; promotionsUntil: number; promotionsADay: number };
}

/** When promotions may reach somebody by text, and how many: the law's limits, which a merchant can only narrow. */
export function PromotionsForm({ settings, ...shared }: Props) {
  const { isLocked: isDisabled } = shared;
  return (
    <div id="promotions">
      <Section title="Promotions by text">
        <SettingsForm form="promotions" submit="Save promotions" {...shared}>
          <p className="tl-quiet">
            By the recipient's own clock, wherever they may be. Their state or country may ask for less: then
            that holds, and what comes too early waits.
          </p>
          <details>
            <summary>Whose hours we go by</summary>
            <p className="tl-quiet">
              Last compared on {LAWFUL_HOURS.date}; where they disagree, the narrowest holds. This is no legal
              advice.
            </p>
            <ul className="tl-bullets">
              {LAWFUL_HOURS.sources.map((source) => (
                <li key={source}>{source}</li>
              ))}
            </ul>
          </details>
          <div className="tl-pair tl-even">
            <Pick
              label="Not before"
              name="promotionsFrom"
              initial={String(settings.promotionsFrom)}
              options={hours(9, 19)}
              isDisabled={isDisabled}
            />
            <Pick
              label="Not after"
              name="promotionsUntil"
              initial={String(settings.promotionsUntil)}
              options={hours(10, 20)}
              isDisabled={isDisabled}
            />
          </div>
          <Pick
            label="Most to one person in 24 hours"
            name="promotionsADay"
            initial={String(settings.promotionsADay)}
            options={["0", "1", "2", "3"].map((value) => ({ value, label: value === "0" ? "None" : value }))}
            isDisabled={isDisabled}
          />
        </SettingsForm>
      </Section>
    </div>
  );
}

const hours = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    value: String(first + index),
    label: `${first + index}:00`,
  }));
