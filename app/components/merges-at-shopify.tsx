import { AskForScope } from "./ask-for-scope.tsx";

/** Said where merges are shown, of a shop whose merges in Shopify are not told to us. */
export const MergesAtShopify = ({ mayAsk }: { mayAsk: boolean }) => (
  <AskForScope
    scope="read_customer_merge"
    allow="Follow merges in Shopify"
    granted="Customers who are merged in Shopify become one here too from now on."
    mayAsk={mayAsk}
  >
    When two customers are merged in Shopify, Threadline does not hear of it, and their conversations stay
    apart. Shopify asks you before it tells us.
  </AskForScope>
);
