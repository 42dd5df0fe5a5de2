import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { joinCodeSvg } from "#app/consent/join-code.ts";
import { dropJoinWord, faultOfJoinWord, saveJoinWord } from "#app/consent/join-words.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { readJoinPage } from "#app/desk/join-page.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { JoinForm } from "./join-form.tsx";
import { Words } from "./words.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  const { number, words } = await readShop(shopId, readJoinPage);
  const withCodes = words.map(async (word) => ({
    ...word,
    code: number && (await joinCodeSvg(number, word.word)),
  }));
  return { number, words: await Promise.all(withCodes) };
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  const form = await request.formData();
  const word = String(form.get("word") ?? "")
    .trim()
    .toUpperCase();
  if (form.get("form") === "drop") {
    await inShop(shopId, (shop) => dropJoinWord(shop, word));
    return { form: "drop", done: `${word} joins nobody any more` };
  }
  const purposes = PURPOSES.filter((purpose) => form.has(purpose));
  const fault = faultOfJoinWord(word) ?? (purposes.length ? null : "Choose what the word joins.");
  if (fault) return { form: "join", fault };
  await inShop(shopId, (shop) => saveJoinWord(shop, { word, purposes }));
  return { form: "join", done: "Saved" };
}

export default function JoinWords() {
  const { number, words } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  return (
    <Page
      title="Words that join"
      purpose="A shopper texts your word, or scans its code, and has agreed."
      back={{ title: "Consent", url: "/app/consent" }}
    >
      {!number && (
        <Notice tone="warning" title="No number is connected">
          <p>Connect one under Settings: shoppers text the word to it.</p>
        </Notice>
      )}
      <Words words={words} number={number} />
      <JoinForm answer={answer} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
