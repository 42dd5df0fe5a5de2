import { Tag } from "./tag.tsx";
import { Moment } from "./time.tsx";

export interface Coverage {
  carriers: { carrier: string; parcels: number; scanned: number; medianDays: number | null }[];
  at: string;
}

/** Each carrier's share of parcels that were ever scanned, and what that means for alerts. */
export function CoverageTable({ coverage: { carriers, at } }: { coverage: Coverage }) {
  return (
    <>
      <table className="tl-table">
        <thead>
          <tr>
            <th scope="col">Carrier</th>
            <th scope="col">Scanned</th>
            <th scope="col" className="tl-end">
              Usual days
            </th>
          </tr>
        </thead>
        <tbody>
          {carriers.map((row) => (
            <tr key={row.carrier}>
              <td className="tl-value">
                <strong>{row.carrier}</strong>
                {row.scanned === 0 && (
                  <p className="tl-quiet">
                    This carrier sends no scans: no out-for-delivery, delivered or stuck alerts for it.
                  </p>
                )}
              </td>
              <td>
                <Tag tone={toneOf(row)}>{shareOf(row)}</Tag>
                <span className="tl-quiet">
                  {" "}
                  of {row.parcels} {row.parcels === 1 ? "parcel" : "parcels"}
                </span>
              </td>
              <td className="tl-end" data-label="Usual days">
                {row.medianDays === null ? "–" : row.medianDays.toFixed(1)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="tl-quiet tl-table-foot">
        Parcels of the last half year, counted <Moment at={at} style="full" />.
      </p>
    </>
  );
}

type Row = Coverage["carriers"][number];

const shareOf = ({ scanned, parcels }: Row): string => `${Math.round((scanned / parcels) * 100)} %`;

function toneOf({ scanned, parcels }: Row): "good" | "attention" | "bad" {
  if (scanned === 0) return "bad";
  return scanned / parcels >= 0.8 ? "good" : "attention";
}
