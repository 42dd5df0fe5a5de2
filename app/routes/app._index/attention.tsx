import { useState } from "react";
import { adminUrl } from "#app/components/admin-url.ts";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { OrderNeedingAttention } from "#app/orders/orders-needing-attention.ts";

interface Props {
  orders: OrderNeedingAttention[];
  shopDomain: string;
  isSynced: boolean;
  /** No more than so many are looked for. */
  most: number;
}

/** So many that what the shoppers would hear stands on the first screen, too. */
const FEW = 6;

/** Orders whose shoppers are about to ask: late, or without a scan for too long. */
export function Attention({ orders, shopDomain, isSynced, most }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const hidden = isWhole ? 0 : Math.max(orders.length - FEW, 0);
  return (
    <Section title="Late or without a scan now" flush>
      {orders.length === 0 ? (
        <Empty sign="done" title={isSynced ? "Nothing is late" : "Looking through your orders"}>
          Orders of the last 60 days that are late, or that no carrier has scanned, stand here.
        </Empty>
      ) : (
        <table className="tl-table">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">What is wrong</th>
              <th scope="col">Parcel</th>
              <th scope="col" className="tl-end">
                Placed
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.slice(0, orders.length - hidden).map((order) => (
              <Row key={order.id} order={order} shopDomain={shopDomain} />
            ))}
          </tbody>
        </table>
      )}
      {orders.length > FEW && (
        <div className="tl-foot">
          <Button small onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? "Show fewer" : `Show ${hidden} more`}
          </Button>
        </div>
      )}
      {isWhole && orders.length >= most && <p className="tl-foot tl-quiet">The newest {most} are listed.</p>}
    </Section>
  );
}

function Row({ order, shopDomain }: { order: OrderNeedingAttention; shopDomain: string }) {
  const isLate = order.because === "late";
  return (
    <tr>
      <td>
        <a href={adminUrl(shopDomain, `orders/${order.id}`)} target="_top">
          {order.name}
        </a>
      </td>
      <td>
        <Tag tone={isLate ? "bad" : "attention"}>{isLate ? "Late" : "No scan"}</Tag> {order.says}
      </td>
      <td className="tl-value">{order.parcel ?? "Not shipped"}</td>
      <td className="tl-end" data-label="Placed">
        <Moment at={order.placedAt} style="date" />
      </td>
    </tr>
  );
}
