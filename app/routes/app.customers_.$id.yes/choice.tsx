import { PURPOSE_NAMES } from "#app/components/consent-words.ts";
import { Tick } from "#app/components/fields.tsx";
import type { YesPoint } from "#app/desk/yes-page.ts";

interface Props {
  choice: YesPoint["choices"][number];
  /** Nothing can be agreed to here. */
  isClosed: boolean;
}

/** One purpose with the words that are read out, or why it cannot be ticked. */
export function Choice({ choice, isClosed }: Props) {
  const { purpose, stands, isAsked, text, version, token } = choice;
  const why = stands && WHY_NOT[stands];
  return (
    <div>
      <Tick
        name={purpose}
        label={PURPOSE_NAMES[purpose] ?? purpose}
        isDisabled={isClosed || Boolean(why)}
        help={why || (isAsked ? ASKED : undefined)}
      />
      <blockquote className="tl-shown">
        {text}
        <footer className="tl-quiet">Version {version}</footer>
      </blockquote>
      <input type="hidden" name={`${purpose}.shown`} value={token} />
    </div>
  );
}

const ASKED = "We ask them at this address to say yes themselves: nothing is sent before they do.";

const WHY_NOT: Record<string, string> = {
  granted: "They agreed to this before.",
  revoked: "They said no to this, and only they can take that back.",
  held: "Something they wrote may have been a no: read it in the inbox first.",
};
