import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "#app/clock.ts";
import { SignedInPage } from "#app/components/signed-in.tsx";
import { finishInstagram } from "#app/desk/finish-sign-in.ts";

/** Instagram's sign-in ends here, outside the admin: whose it is, the signed state says. */
export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await finishInstagram(new URL(request.url).searchParams, now());
  if (signedIn.as === "connected") throw redirect(signedIn.adminUrl);
  return signedIn.as === "refused" ? { say: signedIn.say } : {};
}

export default function SignedInAtInstagram() {
  return <SignedInPage {...useLoaderData<typeof loader>()} />;
}
