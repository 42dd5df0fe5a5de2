/** What the shell offers to the App Bridge stand-in inside the app's frame: one object, the same origin. */
export interface TownShell {
  config: ShellConfig;
  idToken(): Promise<string>;
  /** The app's own path changed: the shell's address follows. */
  showPath(path: string): void;
  showNavigation(items: NavigationItem[]): void;
  showTitleBar(bar: TitleBarContent | null): void;
  showSaveBar(bar: SaveBarContent): void;
  hideSaveBar(): void;
  /** False while unsaved changes stand: the save bar shakes. */
  mayLeave(): boolean;
  /** Resolves when nothing is unsaved or the person agrees to lose it. */
  confirmLeave(): Promise<void>;
  showToast(message: string, options: ToastOptions): string;
  hideToast(id: string): void;
  showLoading(isLoading: boolean): void;
  dim(isDim: boolean): void;
  /** Where a Shopify address lies in the town, or null when it is none of Shopify's. */
  townAddress(address: string): string | null;
  /** Goes to an address of the town, this shell's own pages of the app without a reload. */
  go(address: string): void;
  pickResource(options: ResourcePickerOptions): Promise<unknown[] | undefined>;
  pick(options: PickerOptions): Promise<string[] | undefined>;
  scopes: ScopesDesk;
  extensions(): Promise<unknown[]>;
}

export interface ShellConfig {
  apiKey: string;
  appName: string;
  shop: string;
  handle: string;
  host: string;
  /** `/store/<handle>/apps/<key>` */
  base: string;
  locale: string;
  staff: { id: number; name: string; email: string; accountOwner: boolean };
  /** The staff member named in the address, to be kept in links; empty for the owner. */
  staffQuery: string;
  storefront: string;
  storefrontHosts: string[];
}

export interface Action {
  label: string;
  isPrimary: boolean;
  isCritical: boolean;
  isDisabled: boolean;
  isLoading: boolean;
  run(): void;
}
export interface TitleBarContent {
  title: string;
  breadcrumb: Action | null;
  actions: Action[];
  groups: { label: string; actions: Action[] }[];
}
export interface SaveBarContent {
  save: Action | null;
  discard: Action | null;
  asksBeforeDiscard: boolean;
}
export interface NavigationItem {
  label: string;
  href: string;
  isHome: boolean;
  run(): void;
}
export interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}
export interface ResourcePickerOptions {
  /** Shopify knows product, variant and collection; the town offers orders and customers too. */
  type: "product" | "variant" | "collection" | "order" | "customer";
  action?: "add" | "select";
  multiple?: boolean | number;
  query?: string;
  filter?: { query?: string; variants?: boolean; [key: string]: unknown };
  selectionIds?: { id: string; variants?: { id: string }[] }[];
}
export interface PickerOptions {
  heading: string;
  multiple?: boolean | number;
  headers?: { content?: string; type?: string }[];
  items: PickerItem[];
}
export interface PickerItem {
  id: string;
  heading: string;
  data?: (string | number | undefined)[];
  disabled?: boolean;
  selected?: boolean;
  badges?: { content: string; tone?: string }[];
  thumbnail?: { url: string };
}
export interface ScopesDesk {
  query(): Promise<ScopesDetail>;
  request(scopes: string[]): Promise<{ result: "granted-all" | "declined-all"; detail: ScopesDetail }>;
  revoke(scopes: string[]): Promise<{ detail: ScopesDetail }>;
}
export interface ScopesDetail {
  granted: string[];
  required: string[];
  optional: string[];
}

declare global {
  interface Window {
    townShell?: TownShell;
  }
}
