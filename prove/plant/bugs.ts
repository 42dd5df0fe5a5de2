export interface Edit {
  /** A file of app/, by the end of its path. */
  file: string;
  /** Must stand there word for word: a bug that no longer fits is an error, not a pass. */
  from: string;
  to: string;
}

export interface Bug {
  proof: string;
  name: string;
  edits?: Edit[];
  /** Takes the app's own filters out as well (filters-off.ts). */
  isWithoutFilters?: boolean;
  /** Done to the proof's own database. */
  sql?: string;
}

export const bugs: Bug[] = [
  {
    // The second wall has a hole where somebody forgot FORCE on one table.
    proof: "tenants",
    name: "no-wall-around-messages",
    isWithoutFilters: true,
    sql: 'alter table "Message" no force row level security',
  },
  {
    proof: "tenants",
    name: "anybodys-parked-webhooks-are-shown",
    edits: [{ file: "app/desk/problems.ts", from: "address: { in: addresses }, parkedFor", to: "parkedFor" }],
  },
  {
    proof: "tenants",
    name: "anybodys-parked-webhook-is-replayed",
    edits: [
      { file: "app/desk/retry-problem.ts", from: "return isOurs === 1 && replay", to: "return replay" },
    ],
  },
  {
    proof: "tenants",
    name: "the-shop-is-taken-from-the-address",
    edits: [
      {
        file: "app/shop/known-visit.server.ts",
        from: "return staff && { shopId: known!.shopId,",
        to: `const asked = new URL(request.url).searchParams.get("shop");
          const other = asked && (await (await import("./find-shop.ts")).findShopByDomain(asked));
          return staff && { shopId: other ? other.id : known!.shopId,`,
      },
    ],
  },
  {
    proof: "tenants",
    name: "passes-are-believed-unsigned",
    edits: [{ file: "app/seal.server.ts", from: "return isOurs ? JSON", to: "return isOurs || true ? JSON" }],
  },
  {
    proof: "tenants",
    name: "typing-is-told-to-every-shop",
    edits: [
      {
        file: "app/realtime/bus.server.ts",
        from: "bus.emit(shopRoom(event.shopId), event);",
        to: 'for (const room of bus.eventNames()) if (String(room).startsWith("shop:")) bus.emit(room, event);',
      },
    ],
  },
  {
    proof: "guesses",
    name: "tries-are-counted-too-late",
    edits: [
      {
        file: "app/orders/check-order-code.ts",
        from: "if (!row || row.tries > MOST_TRIES ||",
        to: "if (!row || row.tries > 10 * MOST_TRIES ||",
      },
    ],
  },
  {
    proof: "guesses",
    name: "a-contact-gets-any-number-of-texts",
    edits: [
      { file: "app/orders/start-order-proof.ts", from: "most: 3, perMs: HOUR", to: "most: 300, perMs: HOUR" },
    ],
  },
  {
    proof: "guesses",
    name: "a-miss-says-so",
    edits: [
      {
        file: "app/orders/start-order-proof.ts",
        from: 'started ? "proof.sent" : "proof.wait"',
        to: 'started && found.order ? "proof.sent" : "proof.wait"',
      },
    ],
  },
  {
    proof: "guesses",
    name: "a-miss-writes-nothing",
    edits: [
      {
        file: "app/orders/start-order-proof.ts",
        from: "const isWithin = await takeFromAll(shopId, asked);",
        to: 'if (!found.order) return { asked: true, text: say(asked.locale, "proof.sent") };\n  const isWithin = await takeFromAll(shopId, asked);',
      },
    ],
  },
  {
    proof: "guesses",
    name: "an-address-asks-without-end",
    edits: [
      {
        file: "app/orders/start-order-proof.ts",
        from: 'key: bucket("from", from), most: 10,',
        to: 'key: bucket("from", from), most: 10_000,',
      },
    ],
  },
  {
    proof: "guesses",
    name: "a-network-asks-without-end",
    edits: [
      {
        file: "app/orders/start-order-proof.ts",
        from: 'key: bucket("network", network), most: 30,',
        to: 'key: bucket("network", network), most: 30_000,',
      },
    ],
  },
  {
    proof: "webhooks",
    name: "acknowledged-before-it-is-kept",
    edits: [
      {
        file: "app/letterbox/take-in.server.ts",
        from: "await Promise.all(opened.receipts.map(keepReceipt));",
        to: "void Promise.all(opened.receipts.map(keepReceipt)).catch(() => undefined);",
      },
    ],
  },
  {
    proof: "webhooks",
    name: "acknowledged-while-the-database-is-down",
    edits: [{ file: "app/letterbox/take-in.server.ts", from: "return 503;", to: "return 200;" }],
  },
  {
    proof: "webhooks",
    name: "a-repeat-has-another-key",
    edits: [
      {
        file: "app/wiring/letterbox-doors.ts",
        from: 'key: header("webhook-id"),',
        to: 'key: header("webhook-id") + Math.random(),',
      },
    ],
  },
  {
    // The receipt commits, its job follows a little later: whoever dies in between leaves it lying for ever.
    proof: "webhooks",
    name: "the-job-is-not-in-the-receipts-statement",
    edits: [
      {
        file: "app/letterbox/keep-receipt.server.ts",
        from: "select count(*) from jobs, graphile_worker.add_jobs(specs)",
        to: "select count(*) from jobs",
      },
      {
        file: "app/letterbox/keep-receipt.server.ts",
        from: "else await insert(client, receipts);",
        to: `else await insert(client, receipts);
    setTimeout(() => letterboxPool.query(
      "select graphile_worker.add_jobs(array(select ('readReceipt', json_build_object('door', 'shopify', 'key', key), null, null, 8, null, null, null)::graphile_worker.job_spec from unnest($1::text[]) key))",
      [receipts.map(({ key }) => key)]).catch(() => undefined), 200);`,
      },
    ],
  },
  {
    proof: "webhooks",
    name: "marked-read-in-a-transaction-of-its-own",
    edits: [
      {
        file: "app/letterbox/read-receipt.server.ts",
        from: "if (plan) await inShop(plan.shopId, (shop) => applyOnce(shop, door, key, plan.apply));",
        to: `if (plan) {
      const { count } = await prisma.receipt.updateMany({ where: { door, key, readAt: null }, data: { readAt: now(), ...EMPTIED } });
      if (count) await inShop(plan.shopId, plan.apply);
    }`,
      },
    ],
  },
  {
    proof: "webhooks",
    name: "the-last-to-come-wins",
    edits: [
      {
        file: "app/orders/order-upsert.ts",
        from: 'where known."deletedAt" is null and (known."sourceUpdatedAt" < excluded."sourceUpdatedAt"',
        to: 'where known."deletedAt" is null and (true',
      },
    ],
  },
  {
    proof: "webhooks",
    name: "two-states-of-one-second-are-not-read-again",
    edits: [
      {
        file: "app/orders/mirror-order.ts",
        from: "if (!record.isLive && (await isOtherOfSameSecond(shop, record))) await",
        to: "if (false) await",
      },
    ],
  },
  {
    proof: "sends",
    name: "a-fault-of-the-carrier-is-tried-again",
    edits: [
      {
        file: "app/channels/twilio.server.ts",
        from: 'if (status < 400 || status >= 500) return { as: "unknown", code };',
        to: "if (status < 400 || status >= 500) return later(code);",
      },
    ],
  },
  {
    proof: "sends",
    name: "a-reset-is-tried-again",
    edits: [
      {
        file: "app/channels/network-fault.ts",
        from: "wasWritten: !NEVER_WRITTEN.includes(code)",
        to: 'wasWritten: code === "never"',
      },
    ],
  },
  {
    proof: "sends",
    name: "what-is-unknown-is-sent-again",
    edits: [
      {
        file: "app/conversations/record-send-result.ts",
        from: 'await move(shop, claim, { state: "unknown", reason: result.code });',
        to: `await tryLater(shop, claim, { as: "later", code: result.code, afterMs: 1_000 });
    return;`,
      },
    ],
  },
  {
    // Who dies between claim and answer leaves the message on its way for ever.
    proof: "sends",
    name: "nobody-asks-after-a-claim",
    edits: [
      {
        file: "app/conversations/claim-messages.ts",
        from: 'await enqueue(shop, [{ task: "settleClaims", payload: { claims }, runAt: later(shop.at, LEASE_MS) }]);',
        to: "void claims;",
      },
    ],
  },
  {
    proof: "sends",
    name: "a-lease-that-ended-is-sent-again",
    edits: [
      {
        file: "app/conversations/settle-message.ts",
        from: 'await setMessageState(shop, message, { state: "unknown", reason: "no-answer" });',
        to: `{
      await setMessageState(shop, message, { state: "queued", reason: "no-answer" });
      const { deliveryJob } = await import("#app/conversations/delivery-job.ts");
      await enqueue(shop, [deliveryJob(message)]);
      return null;
    }`,
      },
    ],
  },
  {
    proof: "stop",
    name: "consent-is-asked-before-the-lock",
    edits: [
      {
        file: "app/conversations/claim-messages.ts",
        from: `await lockAddresses(shop, waiting);
  const verdicts = await mayEachSend(shop, await intendedOf(shop, waiting));`,
        to: `const verdicts = await mayEachSend(shop, await intendedOf(shop, waiting));
  await lockAddresses(shop, waiting);`,
      },
    ],
  },
  {
    proof: "stop",
    name: "the-letterbox-takes-no-lock",
    edits: [
      {
        file: "app/letterbox/keep-receipt.server.ts",
        from: "if (receipts.some(({ senderHash }) => senderHash)) await storeUnderLock(client, receipts);",
        to: "if (receipts.length < 0) await storeUnderLock(client, receipts);",
      },
    ],
  },
  {
    proof: "stop",
    name: "what-was-not-read-yet-is-no-reason-to-wait",
    edits: [
      {
        file: "app/consent/may-send.ts",
        from: "if (unread) return unread;",
        to: "if (false && unread) return unread;",
      },
    ],
  },
  {
    proof: "stop",
    name: "acknowledged-before-it-is-kept",
    edits: [
      {
        file: "app/letterbox/take-in.server.ts",
        from: "await Promise.all(opened.receipts.map(keepReceipt));",
        to: "void Promise.all(opened.receipts.map(keepReceipt)).catch(() => undefined);",
      },
    ],
  },
  {
    proof: "outage",
    name: "nobody-looks-for-what-was-missed",
    edits: [
      {
        file: "app/wiring/jobs.ts",
        from: "sweepShop: of((shopId, payload: { because: SweepCause }) => sweepShop(shopId, payload, sweeps)),",
        to: "sweepShop: of(async (_shopId, _payload: { because: SweepCause }) => void [sweepShop, sweeps]),",
      },
    ],
  },
  {
    proof: "cuts",
    name: "streams-begin-at-now",
    edits: [
      {
        file: "app/realtime/stream.server.ts",
        from: "let isReading = false;",
        to: "let isReading = false;\n  let isFirst = true;",
      },
      {
        file: "app/realtime/stream.server.ts",
        from: "for (const [index, item] of read.items.entries())",
        to: 'const told = isFirst && cursor !== "0" ? [] : read.items;\n      isFirst = false;\n      for (const [index, item] of told.entries())',
      },
    ],
  },
  {
    proof: "cuts",
    name: "deaf-after-the-database-hung-up",
    edits: [
      {
        file: "app/realtime/bus.server.ts",
        from: 'client.once("end", () => void comeBack());',
        to: 'client.once("end", () => undefined);',
      },
    ],
  },
  {
    proof: "cuts",
    name: "the-horizon-itself-is-skipped",
    edits: [{ file: "app/realtime/shop-events.ts", from: "and xid >= ", to: "and xid > " }],
  },
  {
    proof: "cuts",
    name: "every-message-is-told-twice",
    edits: [
      {
        file: "app/chat/shopper-stream.server.ts",
        from: "const items = page.messages.map(",
        to: "const items = page.messages.flatMap((message) => [message, message]).map(",
      },
    ],
  },
  {
    proof: "cuts",
    name: "a-stream-is-told-newest-first",
    edits: [{ file: "app/chat/read-thread.ts", from: "order by m.version`", to: "order by m.version desc`" }],
  },
  {
    proof: "quiet-hours",
    name: "an-area-code-has-one-zone",
    edits: [
      {
        file: "app/consent/places.ts",
        from: 'TWO_ZONE_AREAS[area]?.split(" ") ?? (await timezones(number))',
        to: "(await timezones(number))",
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "any-open-clock-will-do",
    edits: [
      {
        file: "app/consent/quiet-hours.ts",
        from: "if (!found || moment > found) found = moment;",
        to: "if (!found || moment < found) found = moment;",
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "sunday-is-a-day-like-any",
    edits: [
      {
        file: "app/consent/quiet-hours.ts",
        from: "if (weekday === 7 && sunday !== undefined) return sunday;",
        to: "",
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "holidays-are-not-kept",
    edits: [
      {
        file: "app/consent/quiet-hours.ts",
        from: "if (rule.isShutOnHolidays && isHoliday(country, state, day)) return null;",
        to: "void [isHoliday, country, state];",
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "a-holiday-on-a-saturday-has-no-friday",
    edits: [
      {
        file: "app/consent/holidays.ts",
        from: "if (day.weekday === 6) return",
        to: "if (day.weekday === 66) return",
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "clocks-do-not-change",
    edits: [
      {
        file: "app/consent/quiet-hours.ts",
        from: "const local = DateTime.fromJSDate(moment, { zone });",
        to: 'const winter = DateTime.fromISO("2028-01-15", { zone }).offset;\n  const local = DateTime.fromJSDate(moment, { zone: winter as unknown as string });',
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "the-last-hour-is-an-hour-longer",
    edits: [
      {
        file: "app/consent/quiet-hours.ts",
        from: "(!days && local.hour >= hours.close)",
        to: "(!days && local.hour > hours.close)",
      },
    ],
  },
  {
    proof: "quiet-hours",
    name: "a-mobile-is-where-its-digits-say",
    edits: [
      {
        file: "app/consent/places.ts",
        from: ": [number, anywhere];",
        to: ": [{ ...number, zones: number.zones.slice(0, 1) }, ...[anywhere].slice(1)];",
      },
    ],
  },
  {
    proof: "xss",
    name: "mails-are-shown-as-they-came",
    edits: [
      {
        file: "app/channels/mail/clean-html.ts",
        from: "return sanitizeHtml(html, {",
        to: "if (html) return html;\n  return sanitizeHtml(html, {",
      },
    ],
  },
  {
    proof: "xss",
    name: "pictures-in-mails-load-by-themselves",
    edits: [
      {
        file: "app/channels/mail/clean-html.ts",
        from: "allowedTags: TAGS,",
        to: 'allowedTags: [...TAGS, "img"],',
      },
      {
        file: "app/channels/mail/clean-html.ts",
        from: 'a: ["href", "rel", "target"],',
        to: 'a: ["href", "rel", "target"],\n      img: ["src"],',
      },
      {
        file: "app/channels/mail/clean-html.ts",
        from: "img: (_tag, { alt }) =>",
        to: "image: (_tag, { alt }) =>",
      },
    ],
  },
  {
    proof: "xss",
    name: "pages-for-shoppers-write-markup",
    edits: [
      {
        file: "app/track/html.ts",
        from: "const asText = (text: string): string => text.replace",
        to: "const asText = (text: string): string => text || text.replace",
      },
    ],
  },
  {
    proof: "xss",
    name: "mails-of-ours-write-markup",
    edits: [
      {
        file: "app/channels/mail/html-of-text.ts",
        from: "const escapeHtml = (text: string) => text.replace",
        to: "const escapeHtml = (text: string) => text || text.replace",
      },
    ],
  },
  {
    proof: "xss",
    name: "a-proof-of-consent-writes-markup",
    edits: [
      {
        file: "app/consent/proof-page.ts",
        from: "const asText = (text: string): string => text.replace",
        to: "const asText = (text: string): string => text || text.replace",
      },
    ],
  },
  {
    proof: "xss",
    name: "a-cell-is-a-formula",
    edits: [
      {
        file: "app/consent/csv-cell.ts",
        from: "const safe = /^[=",
        to: "const safe = !value && /^[=",
      },
    ],
  },
  {
    proof: "restore",
    name: "sending-is-on-after-a-restore",
    edits: [
      {
        file: "tools/backup/hold-sending.ts",
        from: 'await switchSending(client, "off");',
        to: 'await switchSending(client, "on");',
      },
    ],
  },
  {
    // What waited in the backup leaves a second time, as soon as sending is on.
    proof: "restore",
    name: "what-waited-waits-on",
    edits: [
      {
        file: "tools/backup/hold-sending.ts",
        from: "where state = 'queued' and direction <> 'in'",
        to: "where false",
      },
      {
        file: "tools/backup/hold-sending.ts",
        from: "where settling.identifier = 'settleClaims' and",
        to: "where false and",
      },
    ],
  },
  {
    proof: "restore",
    name: "nobody-reads-back",
    edits: [
      {
        file: "tools/backup/hold-sending.ts",
        from: `from "ChannelAccount" account where`,
        to: `from "ChannelAccount" account where false and`,
      },
    ],
  },
  {
    proof: "restore",
    name: "sending-waits-for-nothing",
    edits: [
      {
        file: "tools/backup/hold-sending.ts",
        from: "return rows[0]!.n + (await countOpenSweeps(client));",
        to: "return 0 * (rows[0]!.n + (await countOpenSweeps(client)));",
      },
    ],
  },
  {
    proof: "restore",
    name: "a-stop-that-was-read-back-is-not-heard",
    edits: [
      {
        file: "app/conversations/read-back.ts",
        from: "isReadBack: true",
        to: "isReadBack: true, isAutomatic: true",
      },
    ],
  },
];
