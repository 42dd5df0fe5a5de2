import type { ChannelAdapter } from "#app/channels/channel.ts";
import { smtp } from "#app/channels/smtp.server.ts";
import { twilio } from "#app/channels/twilio.server.ts";

/** One adapter a channel. A second carrier is one file and one line here. */
export const shelf: Record<ChannelAdapter["name"], ChannelAdapter> = { sms: twilio, email: smtp };
