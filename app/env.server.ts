import { z } from "zod";

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: z.string().optional(),
  /** How long a transaction of ours may say nothing before PostgreSQL ends it and frees its locks (decisions/003). */
  DATABASE_IDLE_MS: z.coerce.number().int().positive().default(15_000),
  DATA_DIR: z.string().default(".data"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().default(3000),
  ROLE: z.enum(["web", "worker", "all"]).default("all"),
  LOG_LEVEL: z.string().default("info"),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** After a rotation both secrets sign for an hour (Shopify: verify webhook deliveries). */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().optional(),
  SHOPIFY_APP_URL: z.url(),
  /** `id:base64key[,id:base64key…]`, 32 bytes each; the first seals, all open. */
  SEALING_KEYS: z.string().min(1),
  /** How many proxies of our own stand before the app, each adding to X-Forwarded-For (chat/network-of.ts). */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  SMTP_URL: z.string().optional(),
  /** Names of our own network, with commas between, that a merchant may give as their mail server (files/only-public). */
  MAIL_HOSTS_INSIDE: z.string().default(""),
  MAIL_FROM: z.string().default("Threadline <no-reply@threadline.local>"),
  /** Where files stand: with a bucket in any S3-compatible store, else on disk under DATA_DIR. */
  FILES_S3_BUCKET: z.string().min(1).optional(),
  FILES_S3_ENDPOINT: z.url().optional(),
  FILES_S3_REGION: z.string().default("us-east-1"),
  FILES_S3_KEY: z.string().optional(),
  FILES_S3_SECRET: z.string().optional(),
  /** The app as it is registered with Meta, for WhatsApp, Messenger and Instagram; Instagram's login may have its own. */
  META_APP_ID: z.string().optional(),
  META_APP_SECRET: z.string().optional(),
  /** What Meta says when it first calls the webhook. */
  META_VERIFY_TOKEN: z.string().optional(),
  META_LOGIN_CONFIG_ID: z.string().optional(),
  /** WhatsApp's Embedded Signup, as configured at Meta. */
  META_SIGNUP_CONFIG_ID: z.string().optional(),
  INSTAGRAM_APP_ID: z.string().optional(),
  INSTAGRAM_APP_SECRET: z.string().optional(),
  APP_BRIDGE_URL: z.string().optional(),
});

/** The environment, read once and checked: a missing or malformed setting stops the start and says which. */
export const env = read();

function read(): z.infer<typeof schema> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(
    `The environment is not complete (README, "Connect the real world"):\n${faults.join("\n")}`,
  );
}
