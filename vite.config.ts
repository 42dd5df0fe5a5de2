import { pathToFileURL } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import options from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [sourceAtRunTime(), remix(options)],
  build: { assetsInlineLimit: 0 },
  // Named here, else the first page of a fresh checkout reloads in the middle of its own loading.
  optimizeDeps: {
    include: [
      "react-dom/client",
      "@remix-run/react",
      "@remix-run/node",
      "@shopify/app-bridge-react",
      "@shopify/polaris",
      "@shopify/polaris-icons",
      "@shopify/shopify-app-remix/react",
      // boundary.error and boundary.headers, in the routes' ErrorBoundary
      "@shopify/shopify-app-remix/server",
    ],
  },
});

/**
 * On the server every `#app/….ts` stays outside Vite: Node runs the source itself, so server.ts, the worker and the
 * Remix bundle hold one pool, one bus, one clock. Vite sees only .tsx files and the routes' own siblings.
 */
function sourceAtRunTime(): Plugin {
  const isSource = (id: string) => /^(#app|\/app)\/.+(?<!\.d)\.ts$/.test(id) && !id.includes("/routes/");
  return {
    name: "source-at-run-time",
    enforce: "pre",
    resolveId(id, _importer, { ssr }) {
      if (ssr && this.environment.mode === "build" && isSource(id)) return { id, external: true };
    },
    configureServer({ config, environments: { ssr } }) {
      const fetchModule = ssr.fetchModule.bind(ssr);
      ssr.fetchModule = async (id, importer, fetchOptions) =>
        isSource(id)
          ? { externalize: pathToFileURL(config.root + id).href, type: "module" }
          : fetchModule(id, importer, fetchOptions);
    },
  };
}
