import type { Card } from "#app/conversations/message.ts";

/** The facts that went with an answer, as the shopper's channel shows them. */
export function OrderCard({ card }: { card: Card }) {
  return (
    <div className="tl-card">
      <p className="tl-card-title">{card.title}</p>
      {card.lines.length > 0 && (
        <dl>
          {card.lines.map(({ label, value }) => (
            <div key={`${label}${value}`}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.parcels.map((parcel) => (
        <div key={`${parcel.title}${parcel.state}`} className="tl-card-parcel">
          <p>
            {parcel.title && <strong>{parcel.title} · </strong>}
            {parcel.state}
          </p>
          {parcel.lines.map((line) => (
            <p key={line} className="tl-quiet">
              {line}
            </p>
          ))}
          {parcel.link && (
            <a href={parcel.link.url} target="_blank" rel="noopener noreferrer">
              {parcel.link.label}
            </a>
          )}
        </div>
      ))}
    </div>
  );
}
