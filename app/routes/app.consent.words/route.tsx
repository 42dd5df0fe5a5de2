import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { cleanText } from "#app/clean-text.ts";
import { faultOfWords } from "#app/consent/disclosure.ts";
import { DISCLOSURE_RULES, OPT_IN_CHANNELS, RULES_AS_OF } from "#app/consent/disclosure-rules.ts";
import { readDisclosures, readOwnWords, writeWords } from "#app/consent/disclosure-words.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { catalogues, type Language } from "#app/words/catalogue.ts";
import { Asked } from "./asked.tsx";
import { Rules } from "./rules.tsx";

const LANGUAGES = Object.keys(catalogues) as Language[];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  const { searchParams } = new URL(request.url);
  const channel = OPT_IN_CHANNELS.find((one) => one === searchParams.get("channel")) ?? "sms";
  const language = LANGUAGES.find((one) => one === searchParams.get("language")) ?? "en";
  const country = DISCLOSURE_RULES.flatMap(({ countries }) => countries).find(
    (one) => one === searchParams.get("country"),
  );
  return readShop(shopId, async (shop) => {
    const wordsFor = await readDisclosures(shop);
    const own = await readOwnWords(shop);
    const asking = { country: country ?? null, channel, locale: language };
    return {
      channel,
      language,
      country: country ?? "",
      asOf: RULES_AS_OF,
      rules: DISCLOSURE_RULES.map(({ countries, source }) => ({ countries: [...countries], source })),
      asked: PROMOTIONS.map((purpose) => ({
        purpose,
        ...wordsFor({ ...asking, purposes: [purpose] }),
        own:
          own.find((row) => row.channel === channel && row.language === language && row.purpose === purpose)
            ?.text ?? "",
      })),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId, staff } = await requireStaff(request, "manage");
  const form = await request.formData();
  const channel = OPT_IN_CHANNELS.find((one) => one === form.get("channel"));
  const purpose = PROMOTIONS.find((one) => one === form.get("purpose"));
  const language = LANGUAGES.find((one) => one === form.get("language"));
  if (!channel || !purpose || !language) return { form: "words", fault: "Load the page again." };
  const text = cleanText(String(form.get("text") ?? "").trim());
  const fault = text ? faultOfWords(text) : null;
  if (fault) return { form: purpose, fault };
  await inShop(shopId, (shop) => writeWords(shop, { channel, purpose, language, text }, staff.id));
  return { form: purpose, done: text ? "Saved as a new version" : "Our words stand again" };
}

export default function HowYouAsk() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  return (
    <Page
      title="How you ask"
      purpose="The words that somebody agrees to. What they saw is kept with their yes, word for word."
      back={{ title: "Consent", url: "/app/consent" }}
    >
      <Asked {...data} answer={answer} />
      <Rules rules={data.rules} asOf={data.asOf} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
