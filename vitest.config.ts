import { defineConfig } from "vitest/config";

// Its own file: the Remix plugin has no business in tests.
export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    globalSetup: "tests/once.ts",
    setupFiles: "tests/each-file.ts",
    pool: "forks",
    maxWorkers: 2,
    // Only what hangs is cut off: how long a test takes says more of the machine than of the shop.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    env: {
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      // A process that waits too briefly for the town's clock would go on with the machine's.
      TOWN_PATIENCE_MS: "60000",
      SHOPIFY_API_KEY: "town-key",
      SHOPIFY_API_SECRET: "town-secret",
      MAIL_HOSTS_INSIDE: "127.0.0.1",
      META_APP_ID: "610000000000001",
      META_APP_SECRET: "meta-town-secret",
      META_VERIFY_TOKEN: "meta-town-verify",
      META_SIGNUP_CONFIG_ID: "730000000000001",
      SHOPIFY_APP_URL: "http://127.0.0.1:1",
      SEALING_KEYS: "test:dGhyZWFkbGluZS10ZXN0LXNlYWxpbmcta2V5LTMyYiE=",
    },
  },
});
