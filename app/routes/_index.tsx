import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app's address itself; people who come here by hand are told where it lives. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export default function Landing() {
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", maxWidth: 480, margin: "15vh auto", padding: 24 }}>
      <h1 style={{ fontSize: 20 }}>Threadline</h1>
      <p>
        One conversation per shopper, right about every order. Open it from the Apps list of your Shopify
        admin.
      </p>
    </main>
  );
}
