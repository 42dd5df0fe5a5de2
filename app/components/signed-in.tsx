import { Form } from "@remix-run/react";

interface Props {
  /** Why nothing is connected, in words. */
  say?: string;
  pages?: { name: string; offer: string }[];
}

/** Where Meta's sign-in ends outside the admin: what to choose, or what went wrong. No style sheet is there to rely on. */
export function SignedInPage({ say, pages = [] }: Props) {
  return (
    <main style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: 480, margin: "12vh auto", padding: 24 }}>
      <h1 style={{ fontSize: 20 }}>{pages.length ? "Which Page?" : "Nothing is connected"}</h1>
      {say && <p>{say} You can close this window and go on in your Shopify admin.</p>}
      {pages.map(({ name, offer }) => (
        <Form method="post" key={name}>
          <input type="hidden" name="offer" value={offer} />
          <p>
            <button type="submit" style={{ font: "inherit", padding: "8px 16px" }}>
              {name}
            </button>
          </p>
        </Form>
      ))}
    </main>
  );
}
