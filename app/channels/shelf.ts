import type { ChannelAdapter, Provider } from "#app/channels/channel.ts";
import { instagram } from "#app/channels/instagram.server.ts";
import { messenger } from "#app/channels/messenger.server.ts";
import { smtp } from "#app/channels/smtp.server.ts";
import { whatsapp } from "#app/channels/whatsapp.server.ts";
import { telnyx } from "#app/channels/telnyx.server.ts";
import { twilio } from "#app/channels/twilio.server.ts";
import { withShortIds } from "#app/channels/with-short-ids.ts";

const adapters: ChannelAdapter[] = [twilio, whatsapp, telnyx, messenger, instagram, smtp];

/** One adapter a provider. A second carrier is one file and one name here. */
export const shelf: Partial<Record<Provider, ChannelAdapter>> = Object.fromEntries(
  adapters.map((adapter) => [adapter.provider, withShortIds(adapter)]),
);

/** Who carries for this account. Throws where an account's provider is not on the shelf: a fault of ours. */
export function adapterOf({ provider }: { provider: Provider }): ChannelAdapter {
  const adapter = shelf[provider];
  if (!adapter) throw new Error(`no adapter for ${provider}`);
  return adapter;
}
