import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { now } from "#app/clock.ts";
import { finishWhatsAppSignUp, type SignedUp, takeNumber } from "#app/desk/whatsapp-sign-up.ts";

/** Meta's sign-up ends here, outside the admin: whose it is, the signed state says. */
export async function loader({ request }: LoaderFunctionArgs) {
  return shown(await finishWhatsAppSignUp(new URL(request.url).searchParams, now()));
}

export async function action({ request }: ActionFunctionArgs) {
  const offer = String((await request.formData()).get("offer") ?? "");
  return shown(await takeNumber(offer, now()));
}

interface Shown {
  say: string | null;
  numbers: { label: string; offer: string }[];
}

function shown(signedUp: SignedUp): Shown {
  if (signedUp.as === "connected") throw redirect(signedUp.adminUrl);
  return signedUp.as === "choice"
    ? { say: null, numbers: signedUp.numbers }
    : { say: signedUp.say, numbers: [] };
}

/** No style sheet is there to rely on. */
export default function SignedUpAtMeta() {
  const began = useLoaderData<typeof loader>();
  const { say, numbers } = useActionData<typeof action>() ?? began;
  return (
    <main style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: 480, margin: "12vh auto", padding: 24 }}>
      <h1 style={{ fontSize: 20 }}>{numbers.length ? "Which number?" : "Nothing is connected"}</h1>
      {say && <p>{say} You can close this window and go on in your Shopify admin.</p>}
      {numbers.map(({ label, offer }) => (
        <Form method="post" key={label}>
          <input type="hidden" name="offer" value={offer} />
          <p>
            <button type="submit" style={{ font: "inherit", padding: "8px 16px" }}>
              {label}
            </button>
          </p>
        </Form>
      ))}
    </main>
  );
}
