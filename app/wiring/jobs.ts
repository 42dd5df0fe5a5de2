import { readSegment, readSegmentsOf } from "#app/customers/read-segments.ts";
import { answerMessage } from "#app/answers/answer-message.ts";
import { askAboutCancel } from "#app/answers/ask-about-cancel.ts";
import { rereadCustomer } from "#app/consent/keep-customer.ts";
import { writeImport } from "#app/consent/write-import.ts";
import { readCheckoutAgain } from "#app/carts/read-checkout-again.ts";
import { readDiscountAgain, readDiscounts } from "#app/catalog/read-discounts.ts";
import { readProductAgain } from "#app/catalog/read-product-again.ts";
import { goOnRegistering } from "#app/channels/go-on-registering.ts";
import { keepTokens } from "#app/channels/keep-tokens.ts";
import { deliverMessage, deliverMessages } from "#app/conversations/deliver-message.ts";
import { learnName } from "#app/conversations/learn-name.ts";
import { letGoOfThreads } from "#app/conversations/let-go.ts";
import { fetchMedia, giveUpMedia } from "#app/conversations/fetch-media.ts";
import { tellAway } from "#app/conversations/tell-away.ts";
import { readBack } from "#app/conversations/read-back.ts";
import { withdrawStopped } from "#app/conversations/withdraw-stopped.ts";
import { settleClaims, settleMessage } from "#app/conversations/settle-message.ts";
import { dropLooseBytes } from "#app/files/loose-bytes.ts";
import type { Outage } from "#app/jobs/pulse.server.ts";
import { inShop } from "#app/db.server.ts";
import { prune } from "#app/jobs/prune.server.ts";
import type { JobPayload, Task } from "#app/jobs/worker.server.ts";
import { parkReceipt, readReceipt } from "#app/letterbox/read-receipt.server.ts";
import { joinByProof } from "#app/orders/join-by-proof.ts";
import { alertGroup, alertParcel } from "#app/orders/alerts/raise-alerts.ts";
import { watchParcels } from "#app/orders/alerts/watch-parcels.ts";
import { readNewestOrders } from "#app/orders/read-newest-orders.ts";
import { readGroupAgain, readOrderAgain } from "#app/orders/read-order-again.ts";
import { sendOrderCode } from "#app/orders/send-order-code.ts";
import { measureImported, measureLanes } from "#app/orders/tracking/measure-lanes.ts";
import { followParcels } from "#app/orders/tracking/follow-parcels.ts";
import { forgetShop } from "#app/privacy/forget-shop.ts";
import { dropExport } from "#app/privacy/read-export.ts";
import { foldHeard } from "#app/shop/hearing/fold-heard.ts";
import { readReturnAgain } from "#app/returns/read-return-again.ts";
import { noteFirstSync } from "#app/shop/note-sync.ts";
import { refreshShop } from "#app/shop/refresh-shop.ts";
import { refreshShops } from "#app/shop/refresh-shops.ts";
import { subscribeTopics } from "#app/shop/subscribe-topics.ts";
import { startFirstSync } from "#app/shop/start-first-sync.ts";
import { runImport } from "#app/shopify/bulk/run-import.ts";
import { giveUpSweep, sweepPage } from "#app/shop/sweeps/sweep-page.ts";
import { sweepAfterOutage, sweepShops, sweepShopsAtNight } from "#app/shop/sweeps/sweep-shops.ts";
import type { SweepCause } from "#app/shop/sweeps/sweep.ts";
import { type SweepPageJob, sweepShop } from "#app/shop/sweeps/sweep-shop.ts";
import { watchRegistrations } from "#app/desk/watch-registrations.ts";
import { makeWrite } from "#app/shopify/writes/make-write.ts";
import { imports } from "#app/wiring/imports.ts";
import { readMailboxes, readOneMailbox, recheckDomains } from "#app/wiring/mailboxes.ts";
import { pruners } from "#app/wiring/pruners.ts";
import { readers } from "#app/wiring/receipt-readers.ts";
import { makers } from "#app/wiring/shopify-writes.ts";
import { nightSweeps, sweeps } from "#app/wiring/sweeps.ts";

/** Job → verb. A job's payload is what the verb that enqueued it wrote. */
export const tasks: Record<string, Task> = {
  readReceipt: {
    run: (payload) => readReceipt(receiptOf(payload), readers),
    evenUninstalled: true,
    park: (payload, reason) => parkReceipt(receiptOf(payload), `It could not be worked on (${reason}).`),
  },
  answerMessage: of(answerMessage),
  askAboutCancel: of(askAboutCancel),
  // Also of a shop that has uninstalled: may-send refuses, and the message says so instead of waiting for ever.
  deliverMessages: { ...of(deliverMessages), evenUninstalled: true },
  deliverMessage: { ...of(deliverMessage), evenUninstalled: true },
  fetchMedia: {
    ...of(fetchMedia),
    park: ({ shopId, messageId }) => giveUpMedia(shopId, { messageId: String(messageId) }),
  },
  settleClaims: { ...of(settleClaims), evenUninstalled: true },
  settleMessage: { ...of(settleMessage), evenUninstalled: true },
  withdrawStopped: of(withdrawStopped),
  readBack: of(readBack),
  learnName: of(learnName),
  tellAway: of(tellAway),
  letGoOfThreads: of(letGoOfThreads),
  keepTokens: of(keepTokens),
  refreshShop: of(refreshShop),
  refreshShops: { run: refreshShops },
  subscribeTopics: of(subscribeTopics),
  // Of a shop that has uninstalled above all.
  forgetShop: { ...of(forgetShop), evenUninstalled: true },
  dropExport: { ...of(dropExport), evenUninstalled: true },
  rereadOrder: of(readOrderAgain),
  rereadFulfillmentOrder: of(readGroupAgain),
  rereadProduct: of(readProductAgain),
  rereadCheckout: of(readCheckoutAgain),
  rereadDiscount: of(readDiscountAgain),
  readDiscounts: of(readDiscounts),
  rereadReturn: of(readReturnAgain),
  rereadCustomer: of(rereadCustomer),
  readSegment: of(readSegment),
  rereadSegmentsOf: of(readSegmentsOf),
  makeShopifyWrite: of((shopId, write: { writeId: string }) => makeWrite(shopId, write, makers)),
  sendOrderCode: of(sendOrderCode),
  joinByProof: of(joinByProof),
  followParcels: of(followParcels),
  alertParcel: of(alertParcel),
  alertGroup: of(alertGroup),
  watchParcels: { run: watchParcels },
  watchRegistrations: { run: watchRegistrations },
  goOnRegistering: of(goOnRegistering),
  measureLanes: { run: measureLanes },
  measureImported: of(measureImported),
  readNewestOrders: of(readNewestOrders),
  startFirstSync: of((shopId, asked: { kinds?: string[] }) => startFirstSync(shopId, asked, imports)),
  runImport: of((shopId, run: { kind: string }) => runImport(shopId, run, imports)),
  writeImport: of(writeImport),
  noteFirstSync: of((shopId) => inShop(shopId, noteFirstSync)),
  sweepShops: { run: sweepShops },
  sweepAfterOutage: { run: (payload) => sweepAfterOutage(payload as unknown as Outage) },
  sweepShop: of((shopId, payload: { because: SweepCause }) => sweepShop(shopId, payload, sweeps)),
  sweepShopsAtNight: { run: sweepShopsAtNight },
  sweepShopAtNight: of((shopId) => sweepShop(shopId, { because: "nightly" }, nightSweeps)),
  sweepPage: {
    ...of((shopId, page: SweepPageJob) => sweepPage(shopId, page, [...sweeps, ...nightSweeps])),
    park: ({ shopId, ...page }) => giveUpSweep(shopId, page as unknown as SweepPageJob),
  },
  dropLooseBytes: { ...of(dropLooseBytes), evenUninstalled: true },
  foldHeard: { run: foldHeard },
  readMailboxes: { run: readMailboxes },
  readMailbox: of(readOneMailbox),
  recheckDomains: { run: recheckDomains },
  prune: { run: () => prune(pruners) },
};

const receiptOf = (payload: JobPayload) => payload as unknown as { door: string; key: string };

function of<T>(verb: (shopId: string, payload: T) => Promise<unknown>): Task {
  return { run: async ({ shopId, ...payload }) => void (await verb(shopId, payload as T)) };
}
