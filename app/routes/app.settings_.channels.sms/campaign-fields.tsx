import { useState } from "react";
import type { Campaign } from "#app/channels/ten-dlc.ts";
import { TextBlock } from "#app/components/text-block.tsx";

/** What the networks review of a campaign, filled in from the shop and how it asks for consent. */
export function CampaignFields({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <Words name="description" label="What you text" initial={campaign.description} />
      <Words name="flow" label="How shoppers agree" initial={campaign.flow} lines={8} />
      {campaign.samples.map((sample, index) => (
        <Words
          key={sample}
          name={`sample${index + 1}`}
          label={`Example ${index + 1}`}
          initial={sample}
          lines={3}
        />
      ))}
    </>
  );
}

function Words({ initial, ...rest }: { name: string; label: string; initial: string; lines?: number }) {
  const [value, setValue] = useState(initial);
  return <TextBlock {...rest} value={value} onChange={setValue} />;
}
