import type { PickerOptions, ResourcePickerOptions, TownShell } from "../shell-contract.ts";
import type { Shown } from "./save-bars.ts";

/** The `shopify` global that apps and app-bridge-react use; what the town lacks rejects and says so. */
export function shopifyGlobal(
  shell: TownShell,
  apiKey: string,
  modal: Shown,
  saveBar: Shown & { leaveConfirmation(): Promise<void> },
) {
  const { shop, host, locale, staff } = shell.config;
  return {
    config: { apiKey, shop, host, locale },
    origin: location.origin,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: true, pos: false, intent: false },
    idToken: () => shell.idToken(),
    // Apps without the approval for staff details learn nothing but the level of access.
    user: async () => ({ accountAccess: staff.accountOwner ? "full access" : "limited access" }),
    loading: (isLoading = true) => shell.showLoading(isLoading),
    toast: { show: toast, hide: (id: string) => shell.hideToast(id) },
    modal,
    saveBar,
    resourcePicker: (options: ResourcePickerOptions) => pickResource(shell, options),
    picker: async (options: PickerOptions) => ({ selected: shell.pick(options) }),
    scopes: shell.scopes,
    app: { extensions: () => shell.extensions() },
    reviews: { request: async () => ({ success: false, code: "recently-installed", message: "A new app." }) },
    webVitals: { onReport: async () => undefined },
    support: { registerHandler: () => undefined },
    tools: { register: () => () => undefined, unregister: () => undefined, clear: () => undefined },
    setSignals: () => undefined,
    intents: { invoke: () => absent("intents") },
    scanner: { capture: () => absent("scanner") },
    shopifyQL: { query: () => absent("shopifyQL") },
    pos: { cart: {}, close: () => absent("pos"), device: () => absent("pos"), location: () => absent("pos") },
  };

  function toast(message: string, options = {}) {
    return shell.showToast(message, options);
  }
}

async function pickResource(shell: TownShell, options: ResourcePickerOptions) {
  const picked = await shell.pickResource(options);
  // Apps written for older App Bridge read `selection`.
  return picked && Object.assign(picked, { selection: picked });
}

async function absent(name: string) {
  throw new Error(`not implemented in the sandbox: shopify.${name}`);
}
