import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Download } from "#app/components/download.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Section } from "#app/components/section.tsx";
import type { Proof } from "#app/consent/read-proof.ts";
import { readShop } from "#app/db.server.ts";
import { readConsentPoint } from "#app/desk/consent-point.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { Entries } from "./entries.tsx";
import { Stands } from "./stands.tsx";

/** One address: what stands and everything that was said, opened. That somebody looked is noted first. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "reply");
  const point = await readShop(shopId, (shop) => readConsentPoint(shop, params.id!));
  if (!point) throw new Response("Nobody can tell any more whose this was.", { status: 404 });
  for (const customerId of point.customers.length ? point.customers : [`consent:${params.id}`])
    await noteAccess(shopId, { staffId: staff.id, customerId });
  return { point, mayExport: mayDo(staff.role, "manage") };
}

/** An id of theirs on Messenger or in the chat says by itself nothing to anybody. */
const sayWhose = ({ address, entries: [first] }: Pick<Proof, "address" | "entries">): string =>
  /^\+|@/.test(address) || !first ? address : `${CHANNEL_WORDS[first.channel].name}: ${address}`;

export default function ConsentOfOne() {
  const { point, mayExport } = useLoaderData<typeof loader>();
  const { id } = useParams();
  return (
    <Page
      title={sayWhose(point)}
      purpose="What they agreed to and refused, when, by what words."
      back={{ title: "Consent", url: "/app/consent" }}
    >
      {point.blockedBy && (
        <Notice tone="warning" title="Their phone company blocks your texts">
          <p>
            They wrote STOP to {point.blockedBy}: until they text START to it, no text arrives there, whatever
            they agreed to.
          </p>
        </Notice>
      )}
      <Stands stands={point.stands} />
      <Entries entries={point.entries} />
      {point.customers[0] && (
        <Section title="They told you yes">
          <div className="tl-form">
            <p className="tl-quiet">
              On the telephone, in the store or in writing: keep their words as the proof.
            </p>
            <div className="tl-form-foot">
              <Button url={`/app/customers/${point.customers[0]}/yes`}>Write down a yes</Button>
            </div>
          </div>
        </Section>
      )}
      {mayExport && (
        <Section title="Proof to hand on">
          <div className="tl-form">
            <p className="tl-quiet">
              Holds the address, every entry and the exact words. That you took it out is noted.
            </p>
            <div className="tl-form-foot">
              <Download path={`/app/consent-proofs/${id}?as=html`} name="consent-proof.html">
                Page to print
              </Download>
              <Download path={`/app/consent-proofs/${id}?as=json`} name="consent-proof.json">
                JSON
              </Download>
            </div>
          </div>
        </Section>
      )}
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
