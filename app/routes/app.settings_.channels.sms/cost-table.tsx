import { sayCountry } from "#app/components/code-names.ts";
import { Section } from "#app/components/section.tsx";
import type { SmsCountry } from "#app/channels/sms-countries.ts";
import type { SmsSenderView } from "#app/desk/sms-senders.ts";
import { sayMoney } from "#app/money.ts";
import { type Shared, SmsForm } from "./sms-form.tsx";

type Row = Omit<SmsCountry, "sources"> & { sources: { name: string; url: string; asOf: string }[] };

interface Props extends Shared {
  senders: SmsSenderView[];
  countries: Row[];
}

/** What holds in each country and what a segment costs there; what nobody has told is said to be unknown. */
export function CostTable({ senders, countries, isLocked, answer }: Props) {
  const priced = senders.find(({ provider }) => provider === "twilio");
  return (
    <Section title="Countries and prices" flush>
      <div className="tl-section-body tl-section-stack">
        {!isLocked && priced && (
          <SmsForm form="prices" id={priced.id} submit="Ask Twilio for your prices" small answer={answer} />
        )}
        <p className="tl-quiet">
          A price is for one segment (160 plain characters), without taxes. Where it is unknown, nothing is
          guessed.
        </p>
      </div>
      <div className="tl-scroll">
        <table className="tl-table">
          <thead>
            <tr>
              <th scope="col">Country</th>
              <th scope="col">How it goes</th>
              <th scope="col">A segment</th>
              <th scope="col">What to register</th>
            </tr>
          </thead>
          <tbody>
            {countries.map((row) => (
              <tr key={row.country}>
                <th scope="row">{sayCountry(row.country)}</th>
                <td>{waysIn(row)}</td>
                <td>{priceOf(row, priced)}</td>
                <td>
                  {row.registration ?? "Nothing is known to be needed."}{" "}
                  <span className="tl-quiet">
                    {row.sources.map(({ name, url, asOf }, index) => (
                      <a
                        key={url}
                        href={url}
                        target="_blank"
                        rel="noreferrer"
                        title={`${name}, read ${asOf}`}
                      >
                        [{index + 1}]
                      </a>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** In sentences: on a phone the cells stand one under another, without the column's name. */
function waysIn({ replies, named, numbers, pictures }: Row): string {
  const kinds = numbers && new Intl.ListFormat("en").format(numbers.map((kind) => NUMBERS[kind]));
  return [
    REPLIES[replies],
    NAMED[named],
    kinds && `Numbers: ${kinds}.`,
    pictures === "mms" ? "Pictures as MMS." : "Pictures as a link.",
  ]
    .filter(Boolean)
    .join(" ");
}

const REPLIES = {
  yes: "Shoppers can reply.",
  no: "Nobody can reply.",
  unconfirmed: "Whether shoppers can reply is not confirmed.",
};

const NAMED = {
  yes: "A name may stand in place of a number.",
  no: "No names.",
  registered: "A name once it is registered.",
  unconfirmed: "Whether a name may stand in place of a number is not confirmed.",
};

const NUMBERS = { long: "local", "toll-free": "toll-free", short: "short code" };

function priceOf({ country, price }: Row, sender: SmsSenderView | undefined): string {
  const own = sender?.prices[country];
  const fees = price?.fees
    ? `, plus ${say(price.fees.least, price)} to ${say(price.fees.most, price)} of the networks`
    : "";
  if (own) return `${say(own.amount, own)} (yours, ${own.asOf})${fees}`;
  return price ? `${say(price.base, price)} (list, ${price.asOf})${fees}` : "Price unknown";
}

/** Prices have more digits than money usually shows. */
const say = (amount: string, { currency }: { currency: string }): string =>
  sayMoney({ amount: "0", currency }, "en").replace(/[\d.,]+/, amount);
