import { Button } from "#app/components/button.tsx";
import type { Judged } from "#app/conversations/composer-rules.ts";
import { sayMoney } from "#app/money.ts";
import { plainest } from "#app/words/plain-signs.ts";
import { countSegments } from "#app/words/segments.ts";

interface Props {
  judged: Judged;
  onText(text: string): void;
}

/** What a text comes to while it is typed: segments, signs left, price; and how it would be less. */
export function TextMeter({ judged, onText }: Props) {
  const { sms, way, text, parts, links } = judged;
  const words = [
    sms && text ? saySegments(sms) : null,
    sms?.cost && !sms.isMms && text ? sayCost(sms.cost) : null,
    sms?.isMms ? "sent as a picture message, at the price of one" : null,
    parts > 1 ? `in ${parts} messages` : null,
    links ? `${links === 1 ? "1 file goes as a link" : `${links} files go as links`}` : null,
  ].filter(Boolean);
  const plain = sms && way?.sms ? plainer(text, sms.segments, way.sms.kind) : null;
  if (!words.length && !plain) return null;
  return (
    <div className="tl-meter">
      <p className="tl-quiet">{words.join(" · ")}</p>
      {plain && (
        <Button
          small
          kind="plain"
          onClick={() => onText(plain.text)}
          label={`Use plain characters: ${plain.say}`}
        >
          Use plain characters
        </Button>
      )}
    </div>
  );
}

function saySegments({ segments, length, room, encoding }: NonNullable<Judged["sms"]>): string {
  const left = room - length;
  const count = segments === 1 ? "1 segment" : `${segments} segments`;
  const why = encoding === "ucs-2" ? ", with characters that take more room" : "";
  return `${count}${why}, ${left} left`;
}

function sayCost({ least, most }: NonNullable<NonNullable<Judged["sms"]>["cost"]>): string {
  const [from, to] = [least, most].map((money) => sayMoneyExactly(money));
  return from === to ? `about ${from}` : `about ${from} to ${to}`;
}

/** A segment costs less than a cent: the usual two digits would say nothing. */
function sayMoneyExactly({ amount, currency }: { amount: string; currency: string }): string {
  if (Number(amount) >= 1) return sayMoney({ amount, currency }, "en");
  const style = { style: "currency", currency, maximumFractionDigits: 4 } as const;
  return new Intl.NumberFormat("en", style).format(amount as `${number}`);
}

/** The same words in signs that cost less; null where nothing is saved. */
function plainer(text: string, segments: number, kind: Parameters<typeof countSegments>[1]) {
  const plain = plainest(text);
  const now = countSegments(plain, kind).segments;
  if (!plain || now >= segments) return null;
  return { text: plain, say: now === 1 ? "1 segment" : `${now} segments` };
}
