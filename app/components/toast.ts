import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect } from "react";

/** A short word at the foot of the admin: something went well. Failures never go by toast: they must stay in sight. */
export function useToast(): (words: string) => void {
  const shopify = useAppBridge();
  return useCallback((words) => void shopify.toast.show(words), [shopify]);
}

/** Shows what an action answered, once per answer. */
export function useToastOf(answer: { done?: string } | undefined): void {
  const toast = useToast();
  useEffect(() => {
    if (answer?.done) toast(answer.done);
  }, [answer, toast]);
}

/** A fresh session token of whoever is at the screen; for the live stream, which App Bridge's own fetch does not hold. */
export function useSessionToken(): () => Promise<string> {
  const shopify = useAppBridge();
  return useCallback(() => shopify.idToken(), [shopify]);
}
