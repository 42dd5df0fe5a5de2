import type { Platform } from "./inbox-types.ts";

export const MESSENGER: Platform = {
  name: "messenger",
  object: "page",
  permission: "pages_messaging",
  lengthOf: (text) => text.length,
  longest: 2000,
  outsideWindowSubcode: 2018278,
  unknownPersonSubcode: 2018001,
  hasWatermarks: true,
  midPrefix: "m_",
};

export const INSTAGRAM: Platform = {
  name: "instagram",
  object: "instagram",
  permission: "instagram_business_manage_messages",
  lengthOf: (text) => Buffer.byteLength(text),
  longest: 1000,
  outsideWindowSubcode: 2534022,
  unknownPersonSubcode: 2534014,
  hasWatermarks: false,
  midPrefix: "aWdf",
};
