import type { Judged } from "#app/conversations/composer-rules.ts";
import type { ThreadWays } from "#app/conversations/way.ts";
import { NightHint } from "./send-later.tsx";
import { TemplatePicker } from "./template-picker.tsx";
import type { Chosen, Draft } from "./use-draft.ts";
import { WayPicker } from "./way-picker.tsx";

interface Props {
  ways: ThreadWays;
  judged: Judged;
  at: Date;
  zone: string | null;
  draft: Draft;
  onChoose(chosen: Chosen): void;
}

/** By which way, in which form and when. */
export function HowItGoes({ ways, judged, at, zone, draft, onChoose }: Props) {
  const { way, window } = judged;
  return (
    <>
      <WayPicker
        ways={ways.ways}
        judged={judged}
        at={at}
        onWay={(wayId) => onChoose({ wayId, template: null })}
      />
      {way?.channel === "whatsapp" && (
        <TemplatePicker
          templates={ways.templates[way.accountId ?? ""] ?? []}
          chosen={draft.template}
          mayWrite={window.open}
          onChoose={(template) => onChoose({ template })}
        />
      )}
      {judged.text && (
        <NightHint
          zone={zone}
          at={at}
          sendAt={draft.sendAt}
          isPromotion={judged.purpose === "marketing"}
          onChange={(sendAt) => onChoose({ sendAt })}
        />
      )}
    </>
  );
}
