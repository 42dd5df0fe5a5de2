import { createContext, useContext } from "react";

/** The page's one-time word: only scripts that carry it run (entry.server.tsx sends it as the policy). */
export const NonceContext = createContext("");

/** Empty in the browser, which hides the word from scripts, so that both renderings agree. */
export const useNonce = (): string => useContext(NonceContext);
