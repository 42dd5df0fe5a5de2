import { describe, expect, it } from "vitest";
import { isThrottled, readAdminAnswer, readStatus } from "#app/shopify/admin-answer.ts";

const denied = (path: (string | number)[], message = "Access denied for email field.") => ({
  message,
  path,
  extensions: { code: "ACCESS_DENIED" },
});

describe("an answer of the Admin API", () => {
  it("is the data, where nothing is wrong", () => {
    expect(readAdminAnswer("X", { order: { id: "1" } }, [])).toEqual({
      ok: true,
      data: { order: { id: "1" } },
      redacted: [],
    });
  });

  it("is still the data where protected customer data was held back, and says what", () => {
    const data = { order: { id: "1", email: null, customer: { firstName: null } } };
    // Shopify's own example of a protected field has no code; a missing scope has.
    const message =
      "This app is not approved to access the Customer object. See https://partners.shopify.com/1";
    const faults = [denied(["order", "email"]), { message, path: ["order", "customer", "firstName"] }];
    expect(readAdminAnswer("X", data, faults)).toEqual({
      ok: true,
      data,
      redacted: ["order.email", "order.customer.firstName"],
    });
  });

  it("is a value with words where access to the whole is missing", () => {
    const refused = readAdminAnswer("X", { orders: null }, [
      denied(["orders"], "Access denied for orders field."),
    ]);
    expect(refused).toMatchObject({
      ok: false,
      because: "access-denied",
      say: expect.stringContaining("accept"),
    });
    const notApproved = "This app is not approved to access the Customer object.";
    expect(readAdminAnswer("X", null, [denied([], notApproved)])).toMatchObject({
      because: "access-denied",
      say: expect.stringContaining("customer data"),
    });
  });

  it("is a value with Shopify's own words where a change was refused", () => {
    const data = {
      orderCancel: {
        job: null,
        orderCancelUserErrors: [
          { field: ["orderId"], message: "Cannot cancel a fulfilled order.", code: "INVALID" },
        ],
      },
    };
    expect(readAdminAnswer("X", data, [])).toEqual({
      ok: false,
      because: "user-errors",
      say: "Cannot cancel a fulfilled order.",
      errors: [{ message: "Cannot cancel a fulfilled order.", code: "INVALID", path: "orderId" }],
    });
    expect(readAdminAnswer("X", { tagsAdd: { userErrors: [] } }, [])).toMatchObject({ ok: true });
  });

  it("is a value where Shopify is in trouble, and a fault of ours where we asked nonsense", () => {
    const trouble = { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } };
    expect(readAdminAnswer("X", null, [trouble])).toMatchObject({ because: "unavailable" });
    const nonsense = {
      message: "Field 'x' doesn't exist on type 'Order'",
      extensions: { code: "undefinedField" },
    };
    expect(() => readAdminAnswer("ReadX", null, [nonsense])).toThrow("ReadX is not what Shopify takes");
  });

  it("is throttled by its code", () => {
    expect(isThrottled([{ message: "Throttled", extensions: { code: "THROTTLED" } }])).toBe(true);
    expect(isThrottled([denied(["order"])])).toBe(false);
  });

  it.each([
    [401, "access-denied"],
    [402, "unavailable"],
    [403, "access-denied"],
    [404, "uninstalled"],
    [423, "unavailable"],
    [429, "throttled"],
    [500, "unavailable"],
    [0, "unavailable"],
  ])("of status %i is %s, with a sentence for the merchant", (status, because) => {
    expect(readStatus(status)).toMatchObject({ ok: false, because, say: expect.stringMatching(/\.$/) });
  });
});
