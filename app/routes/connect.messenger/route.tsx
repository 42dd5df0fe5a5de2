import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { now } from "#app/clock.ts";
import { SignedInPage } from "#app/components/signed-in.tsx";
import { finishFacebook, type SignedIn, takeOffer } from "#app/desk/finish-sign-in.ts";

/** Facebook's sign-in ends here, outside the admin: whose it is, the signed state says. */
export async function loader({ request }: LoaderFunctionArgs) {
  return shown(await finishFacebook(new URL(request.url).searchParams, now()));
}

export async function action({ request }: ActionFunctionArgs) {
  const offer = String((await request.formData()).get("offer") ?? "");
  return shown(await takeOffer(offer, now()));
}

function shown(signedIn: SignedIn): { say?: string; pages?: { name: string; offer: string }[] } {
  if (signedIn.as === "connected") throw redirect(signedIn.adminUrl);
  return signedIn.as === "choice" ? { pages: signedIn.pages } : { say: signedIn.say };
}

export default function SignedInAtFacebook() {
  const began = useLoaderData<typeof loader>();
  const chosen = useActionData<typeof action>();
  return <SignedInPage {...(chosen ?? began)} />;
}
