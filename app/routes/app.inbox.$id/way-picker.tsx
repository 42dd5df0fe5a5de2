import { WINDOW_WARNING_MS } from "#app/channels/window.ts";
import { Button } from "#app/components/button.tsx";
import { Pick } from "#app/components/fields.tsx";
import type { Judged } from "#app/conversations/composer-rules.ts";
import { DRAFT_FAULTS } from "#app/conversations/composer-words.ts";
import type { Way } from "#app/conversations/way.ts";
import { sayAnswerBy, sayWay, sayWindow } from "./way-words.ts";

interface Props {
  ways: Way[];
  judged: Judged;
  at: Date;
  onWay(id: string): void;
}

/** From which of our numbers and pages to which of their addresses, as one picks a SIM card; and how it stands there. */
export function WayPicker({ ways, judged, at, onWay }: Props) {
  const { way, refused } = judged;
  return (
    <div className="tl-way">
      {ways.length > 1 && (
        <Pick
          label="Reply by"
          name="way"
          labelHidden
          value={way?.id ?? ""}
          options={ways.map((one) => ({
            value: one.id,
            label: one.isUsual ? `${sayWay(one)} (they wrote here)` : sayWay(one),
          }))}
          onChange={onWay}
        />
      )}
      {ways.length === 1 && way && way.channel !== "chat" && <p className="tl-quiet">{sayWay(way)}</p>}
      <WindowLeft judged={judged} at={at} />
      {way?.isBad && (
        <p className="tl-way-state" data-tone="attention">
          A provider reported that nothing arrives at this address.
        </p>
      )}
      {refused && !DRAFT_FAULTS.includes(refused.because) && <Shut judged={judged} onWay={onWay} />}
    </div>
  );
}

function WindowLeft({ judged: { window, refused }, at }: Pick<Props, "judged" | "at">) {
  const words = sayWindow(window, at);
  if (!words || (refused && !DRAFT_FAULTS.includes(refused.because))) return null;
  const isShort = window.open && window.until && window.until.getTime() - at.getTime() < WINDOW_WARNING_MS;
  return (
    <p className="tl-way-state" data-tone={isShort ? "attention" : undefined}>
      {words}
    </p>
  );
}

/** Why nothing goes out this way, what to do, and which other ways stand open. */
function Shut({ judged: { refused, open }, onWay }: Pick<Props, "judged" | "onWay">) {
  const first = open.filter(
    ({ channel }, index) => open.findIndex((other) => other.channel === channel) === index,
  );
  return (
    <div className="tl-way-state" data-tone="bad" role="status">
      <p>
        <strong>{refused!.say}</strong> {refused!.next}
      </p>
      {first.length > 0 && (
        <p className="tl-links">
          {first.map((one) => (
            <Button key={one.id} small onClick={() => onWay(one.id)}>
              {sayAnswerBy(one)}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
