import { required } from "../element.ts";
import type { ScopesDetail, ShellConfig, TownShell } from "../shell-contract.ts";
import { askJson } from "./ask.ts";
import { openMenus } from "./menus.ts";
import { openNavigation } from "./navigation.ts";
import { pick, pickResource } from "./picker.ts";
import { openSaveBar } from "./save-bar.ts";
import { requestScopes } from "./scopes-dialog.ts";
import { showTitleBar } from "./title-bar.ts";
import { hideToast, showToast } from "./toasts.ts";
import { townAddress } from "./town-address.ts";

const config = JSON.parse(required("#shell-config").textContent ?? "{}") as ShellConfig;
const about = { shop: config.shop, staff: String(config.staff.id) };
const saveBar = openSaveBar();
const navigation = openNavigation(config, saveBar.mayLeave);
openMenus();

/** Before the frame begins to load: the stand-in inside looks for it at once. */
const shell: TownShell = {
  config,
  ...navigation,
  ...saveBar,
  idToken: async () => (await askJson<{ token: string }>("/_shell/token", about)).token,
  showTitleBar: (bar) => showTitleBar(config, bar),
  showToast,
  hideToast,
  showLoading: (isLoading) => void document.body.classList.toggle("is-loading", isLoading),
  dim: (isDim) => void document.body.classList.toggle("is-dim", isDim),
  townAddress: (address) => townAddress(config, address),
  pick,
  pickResource: (options) => pickResource(config.shop, options),
  scopes: {
    query: () => askJson<ScopesDetail>("/_shell/scopes", about),
    request: (scopes) => requestScopes(config, scopes),
    revoke: async (scopes) => ({
      detail: await askJson<ScopesDetail>("/_shell/scopes", about, { revoke: scopes }),
    }),
  },
  extensions: () => askJson<unknown[]>("/_shell/extensions", about),
};
window.townShell = shell;
