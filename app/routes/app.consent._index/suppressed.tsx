import { Link, useSearchParams } from "@remix-run/react";
import { CHANNELS } from "#app/channels/channel.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { PURPOSE_NAMES, sayChannel, saySource } from "#app/components/consent-words.ts";
import { Download } from "#app/components/download.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Pick } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import { SuppressForm } from "./suppress-form.tsx";

interface Row {
  channel: string;
  keyId: string | null;
  address: string | null;
  purpose: string;
  state: string;
  source: string | null;
  since: string;
}

interface Props {
  purpose: string;
  channel: string | null;
  isFirst: boolean;
  counts: { channel: string; count: number }[];
  rows: Row[];
  next: string | null;
  mayExport: boolean;
  answer: ActionAnswer | undefined;
}

/** Who must not be written to, newest first. Staff can add somebody; nobody can take one away but the shopper. */
export function Suppressed(props: Props) {
  const { purpose, channel, isFirst, counts, rows, next, mayExport, answer } = props;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section
      title="Who must not be written to"
      aside={mayExport && all > 0 && <ExportButton purpose={purpose} />}
    >
      <Filters purpose={purpose} channel={channel} counts={counts} all={all} />
      {rows.length === 0 ? (
        <Empty sign="consent" title="Nobody here">
          {isFirst
            ? "Whoever says STOP, unsubscribes or is taken out by you stands here."
            : "That was the last of them."}
        </Empty>
      ) : (
        <table className="tl-table tl-gap">
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">By</th>
              <th scope="col">Who said so</th>
              <th scope="col" className="tl-end">
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={`${row.channel} ${row.keyId ?? row.since} ${row.address}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <Paging isFirst={isFirst} next={next} />
      <SuppressForm answer={answer} />
    </Section>
  );
}

const ExportButton = ({ purpose }: { purpose: string }) => (
  <Download path={`/app/consent-suppressed?purpose=${purpose}`} name={`suppressed-${purpose}.csv`}>
    Export as CSV
  </Download>
);

interface FilterProps extends Omit<Props, "isFirst" | "rows" | "next" | "mayExport" | "answer"> {
  all: number;
}

function Filters({ purpose, channel, counts, all }: FilterProps) {
  const [, setParams] = useSearchParams();
  const choose = (changed: Record<string, string>) =>
    setParams({ purpose, ...(channel && { channel }), ...changed }, { preventScrollReset: true });
  return (
    <div className="tl-pair tl-even">
      <Pick
        name="purpose"
        label="Of what"
        value={purpose}
        options={Object.entries(PURPOSE_NAMES).map(([value, label]) => ({ value, label }))}
        onChange={(value) => choose({ purpose: value })}
      />
      <Pick
        name="channel"
        label="By"
        value={channel ?? ""}
        options={[
          { value: "", label: `Any channel (${all.toLocaleString("en")})` },
          ...CHANNELS.map((value) => ({
            value,
            label: `${sayChannel(value)} (${(counts.find((one) => one.channel === value)?.count ?? 0).toLocaleString("en")})`,
          })),
        ]}
        onChange={(value) => choose({ channel: value })}
      />
    </div>
  );
}

function Line({ row: { channel, keyId, address, state, source, since } }: { row: Row }) {
  return (
    <tr>
      <td className="tl-value">
        {keyId && address ? (
          <Link to={`/app/consent/${keyId}`}>{address}</Link>
        ) : (
          "Somebody who was forgotten"
        )}
        {state === "held" && (
          <>
            {" "}
            <Tag tone="attention">To be read by you</Tag>
          </>
        )}
      </td>
      <td data-label="By">{sayChannel(channel)}</td>
      <td data-label="Who said so">{source ? saySource(source) : "Not known"}</td>
      <td className="tl-end" data-label="Since">
        <Moment at={since} style="full" />
      </td>
    </tr>
  );
}

function Paging({ isFirst, next }: { isFirst: boolean; next: string | null }) {
  const [params, setParams] = useSearchParams();
  if (isFirst && !next) return null;
  const go = (after: string | null) => {
    const changed = new URLSearchParams(params);
    if (after) changed.set("after", after);
    else changed.delete("after");
    setParams(changed);
  };
  return (
    <div className="tl-table-foot">
      {!isFirst && <Button onClick={() => go(null)}>Newest</Button>}{" "}
      {next && <Button onClick={() => go(next)}>Older</Button>}
    </div>
  );
}
