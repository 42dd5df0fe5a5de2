import { PlainText } from "#app/components/plain-text.tsx";
import type { Preview } from "#app/orders/alerts/preview-alert.ts";

/** How it reads on a phone and in a mailbox, and how many segments the text takes. */
export function PreviewBox({ preview }: { preview: Preview }) {
  if (!preview.ok) return <p className="tl-quiet">The preview comes back once the words can be sent.</p>;
  const { sms, segments, subject, email, of, isMadeUp } = preview;
  return (
    <section className="tl-alert-preview" aria-label="Preview">
      <p className="tl-quiet">
        {isMadeUp ? "With a made-up parcel, as there is none yet:" : `With a parcel of order ${of}:`}
      </p>
      <h3>Text message</h3>
      <div className="tl-alert-sms">
        <PlainText text={sms} />
      </div>
      <p className="tl-quiet" aria-live="polite">
        {`${segments.segments} ${segments.segments === 1 ? "segment" : "segments"}, ${segments.length} of ${segments.room} characters`}
        {segments.encoding === "ucs-2" && ", with characters that take more room"}
      </p>
      <h3>Email</h3>
      <div className="tl-alert-mail">
        <p>
          <strong>{subject}</strong>
        </p>
        <PlainText text={email} />
      </div>
    </section>
  );
}
