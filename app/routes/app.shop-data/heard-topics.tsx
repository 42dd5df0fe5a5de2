import { Empty } from "#app/components/empty.tsx";
import { HourBars } from "#app/components/hour-bars.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import { sayTopic } from "#app/components/topic-words.ts";
import type { HeardView, TopicView } from "#app/desk/shop-data.ts";

/** What Shopify told us by itself: by the hour, and topic by topic. */
export function HeardTopics({ heard: { topics, hours } }: { heard: HeardView }) {
  const heard = topics.filter(({ lastAt, drifted }) => lastAt || drifted);
  const unheard = topics.filter((topic) => !heard.includes(topic));
  return (
    <Section title="What Shopify told" flush>
      {heard.length === 0 ? (
        <Empty sign="clock" title="Nothing has come yet">
          As soon as something happens in your shop, Shopify tells Threadline and it is counted here.
        </Empty>
      ) : (
        <>
          <HourBars hours={hours} of="Messages from Shopify" />
          <Topics topics={heard} />
        </>
      )}
      {unheard.length > 0 && (
        <details className="tl-foot">
          <summary>{unheard.length} topics that have not come up yet</summary>
          <ul className="tl-bullets tl-columns">
            {unheard.map(({ topic }) => (
              <li key={topic}>{sayTopic(topic)}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function Topics({ topics }: { topics: TopicView[] }) {
  return (
    <table className="tl-table">
      <thead>
        <tr>
          <th scope="col">About</th>
          <th scope="col">Last heard</th>
          <th scope="col" className="tl-end">
            Last 24 hours
          </th>
          <th scope="col" className="tl-end">
            Usual a day
          </th>
          <th scope="col" className="tl-end">
            Missing at last check
          </th>
          <th scope="col" className="tl-end">
            Missing in 30 days
          </th>
        </tr>
      </thead>
      <tbody>
        {topics.map((topic) => (
          <Row key={topic.topic} topic={topic} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ topic }: { topic: TopicView }) {
  const { lastAt, today, usual, lastCheck, drifted, isSilent } = topic;
  return (
    <tr>
      <td>
        {sayTopic(topic.topic)} {isSilent && <Tag tone="attention">Silent</Tag>}
        <p className="tl-quiet tl-topic">{topic.topic}</p>
      </td>
      <td data-label="Last heard">{lastAt ? <Moment at={lastAt} style="full" /> : "Never"}</td>
      <td className="tl-end" data-label="Last 24 hours">
        {today.toLocaleString("en")}
      </td>
      <td className="tl-end" data-label="Usual a day">
        {usual === null ? "Not known yet" : sayUsual(usual)}
      </td>
      <td className="tl-end" data-label="Missing at last check">
        {lastCheck ? `${lastCheck.drifted} of ${lastCheck.checked.toLocaleString("en")}` : "–"}
      </td>
      <td className="tl-end" data-label="Missing in 30 days">
        {drifted.toLocaleString("en")}
      </td>
    </tr>
  );
}

const sayUsual = (usual: number): string =>
  usual > 0 && usual < 1 ? "less than 1" : Math.round(usual).toLocaleString("en");
