import { type ActionFunctionArgs, data, type HeadersFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { now } from "#app/clock.ts";
import { BarePage } from "#app/components/bare-page.tsx";
import { beginSignIn, requireSignIn } from "#app/desk/meta-sign-in.ts";

/** A sign-in at Meta begins here, in a window of its own that the settings have opened: cookies of a frame are not kept. */
export async function action({ request, params }: ActionFunctionArgs) {
  const channel = requireSignIn(params.channel);
  const pass = String((await request.formData()).get("pass") ?? "");
  const signIn = beginSignIn(channel, { pass, origin: request.headers.get("origin") }, now());
  if (!signIn.begun) return data({ url: null, say: signIn.say });
  // Our pages' `form-action` lets no form end elsewhere, by a redirect neither: so the page that answers leads on.
  const headers = { "Set-Cookie": signIn.cookie, Refresh: `0; url=${signIn.url}` };
  return data({ url: signIn.url, say: null }, { headers });
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

const BY_A_LINK = "A sign-in begins with the button in Threadline's settings, not with a link.";

export default function BeginSignIn() {
  const answer = useActionData<typeof action>();
  if (!answer?.url)
    return (
      <BarePage title="Nothing is connected">
        <p>{answer?.say ?? BY_A_LINK} You can close this window and go on in your Shopify admin.</p>
      </BarePage>
    );
  return (
    <BarePage title="On to Meta">
      <p>
        If nothing happens, <a href={answer.url}>go on to sign in</a>.
      </p>
    </BarePage>
  );
}
