import type { Asked } from "../answer-page.ts";
import type { PageContent } from "../render-page.ts";

const PAGES: Record<string, { title: string; content: string; blocks?: string[] }> = {
  about: {
    title: "About us",
    content: `<p>Tidewater began in 2009 as a chandlery on the Hamburg docks: rope, brass, oilskins, and coffee for whoever came in from the rain. The rope is still here. So is the coffee.</p>
<p>We sell things that last outdoors and look right indoors. Most come from workshops within two days of the sea. What breaks, we mend: send it to the warehouse with your order number and a note.</p>`,
  },
  contact: {
    title: "Contact",
    content: `<p>Write to us in the chat at the foot of the page, or by email. We answer on working days from 9 to 17 o’clock, Hamburg time.</p>
<p>Warehouse and returns: Am Sandtorkai 12, 20457 Hamburg.<br>Shop: Kastanienallee 40, 10435 Berlin, Monday to Saturday, 10 to 18.</p>`,
  },
  "track-order": { title: "Where is it?", content: "", blocks: ["order-tracking"] },
  news: { title: "News from the harbour", content: "", blocks: ["sign-up"] },
};

export function textPage({ parts: [handle = ""] }: Asked): PageContent {
  const page = PAGES[handle];
  if (!page) return notFoundPage();
  const { title, content, blocks } = page;
  return { template: "page", title, blocks, page: { id: handle.length, handle, title, content } };
}

export function policyPage({ visit, parts: [handle = ""] }: Asked): PageContent {
  const policy = visit.store.shop().policies.find(({ url }) => url.endsWith(`/policies/${handle}`));
  if (!policy) return notFoundPage();
  return {
    template: "policy",
    file: "page",
    title: policy.title,
    page: { id: policy.id, title: policy.title, handle, content: policy.body },
  };
}

export function notFoundPage(): PageContent {
  return { template: "404", title: "404" };
}
