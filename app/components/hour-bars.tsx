interface Props {
  hours: { hour: string; count: number }[];
  /** What is counted: "Webhooks". */
  of: string;
}

const HEIGHT = 60;
const STEP = 10;

/** How many of something came in each hour: bars to look at, and the same in a sentence to hear. */
export function HourBars({ hours, of }: Props) {
  const most = Math.max(1, ...hours.map(({ count }) => count));
  return (
    <figure className="tl-bars">
      <svg
        role="img"
        aria-label={sayHours(hours, of)}
        viewBox={`0 0 ${hours.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {hours.map(({ hour, count }, index) => (
          <rect
            key={hour}
            x={index * STEP + 1}
            width={STEP - 2}
            y={HEIGHT - heightOf(count, most)}
            height={heightOf(count, most)}
          />
        ))}
      </svg>
      <figcaption aria-hidden="true">
        <span>{hours.length} hours ago</span>
        <span>at most {most.toLocaleString("en")} an hour</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

/** An hour with anything in it is seen, however busy the busiest was. */
const heightOf = (count: number, most: number): number =>
  count === 0 ? 0.5 : Math.max(2, (count / most) * HEIGHT);

function sayHours(hours: Props["hours"], of: string): string {
  const all = hours.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(0, ...hours.map(({ count }) => count));
  const empty = hours.filter(({ count }) => count === 0).length;
  const n = (count: number) => count.toLocaleString("en");
  return `${of} in the last ${hours.length} hours: ${n(all)} in all, ${n(most)} in the busiest hour, none in ${empty} hours.`;
}
