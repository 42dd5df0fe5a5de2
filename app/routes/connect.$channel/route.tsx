import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { SignInChannel } from "#app/channels/channel.ts";
import { now } from "#app/clock.ts";
import { BarePage } from "#app/components/bare-page.tsx";
import { finishSignIn, takeOffer } from "#app/desk/finish-sign-in.ts";
import { requireSignIn } from "#app/desk/meta-sign-in.ts";
import { dropSecret } from "#app/desk/sign-in-cookie.ts";
import type { Choice, SignedIn } from "#app/desk/signed-in.ts";

/**
 * A sign-in at Meta ends here, outside the admin: whose it is, the signed state says, and that it was begun in this
 * browser, its cookie.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const channel = requireSignIn(params.channel);
  const back = { query: new URL(request.url).searchParams, cookies: request.headers.get("cookie") };
  return shown(channel, await finishSignIn(channel, back, now()));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const channel = requireSignIn(params.channel);
  const offer = String((await request.formData()).get("offer") ?? "");
  return shown(channel, await takeOffer(channel, offer, now()));
}

interface Shown {
  title: string;
  /** Why nothing is connected, in words. */
  say: string | null;
  choices: Choice[];
}

function shown(channel: SignInChannel, signedIn: SignedIn) {
  const headers = { "Set-Cookie": dropSecret(channel) };
  if (signedIn.as === "connected") throw redirect(signedIn.adminUrl, { headers });
  const page: Shown =
    signedIn.as === "choice"
      ? { title: WHICH[channel], say: null, choices: signedIn.choices }
      : { title: "Nothing is connected", say: signedIn.say, choices: [] };
  return data(page, { headers });
}

const WHICH = { whatsapp: "Which number?", messenger: "Which Page?", instagram: "Which account?" };

export default function SignedInAtMeta() {
  const began = useLoaderData<typeof loader>();
  const { title, say, choices } = useActionData<typeof action>() ?? began;
  return (
    <BarePage title={title}>
      {say && <p>{say} You can close this window and go on in your Shopify admin.</p>}
      {choices.map(({ label, offer }) => (
        <Form method="post" key={offer}>
          <input type="hidden" name="offer" value={offer} />
          <p>
            <button type="submit" style={{ font: "inherit", padding: "8px 16px" }}>
              {label}
            </button>
          </p>
        </Form>
      ))}
    </BarePage>
  );
}
