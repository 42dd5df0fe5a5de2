import { Answer } from "#app/components/answer.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { useJson } from "#app/components/use-json.ts";
import type { OrderAnswer } from "#app/desk/order-answer.ts";

interface Sample {
  id: string;
  name: string;
}

/** Five of the shop's own orders, each with the answer its shopper would get right now. */
export function Samples({ orders, isSynced }: { orders: Sample[]; isSynced: boolean }) {
  return (
    <Section title="What your shoppers would hear now">
      {orders.length === 0 ? (
        <Empty sign="chat" title={isSynced ? "No orders in the last 60 days" : "Reading your orders"}>
          Five of your own orders appear here, with the answer each shopper would get.
        </Empty>
      ) : (
        <div className="tl-samples">
          {orders.map((order) => (
            <SampleAnswer key={order.id} order={order} />
          ))}
        </div>
      )}
    </Section>
  );
}

function SampleAnswer({ order }: { order: Sample }) {
  const read = useJson<OrderAnswer>(`/app/answers?order=${order.id}`);
  const answer = read && (read.ok ? read.data : read);
  return <Answer question={`Where is my order ${order.name}?`} answer={answer} />;
}
