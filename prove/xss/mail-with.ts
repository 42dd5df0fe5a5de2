/**
 * A mail, in base64, that says the same in every place a mail has: who it is from, what it is about, its text, its HTML
 * and the name of what is attached. Written by hand: a program that writes mails would make some of it harmless.
 */
export function mailWith({ from, to, evil }: { from: string; to: string; evil: string }): string {
  const lines = [
    `From: ${encoded(evil)} <${from}>`,
    `To: ${to}`,
    `Subject: ${encoded(evil)}`,
    `Message-ID: <${crypto.randomUUID()}@${from.split("@")[1]}>`,
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=outer",
    "",
    "--outer",
    "Content-Type: multipart/alternative; boundary=inner",
    "",
    ...part("inner", "text/plain", evil),
    ...part("inner", "text/html", `<p>Dear shop,</p>${evil}<p>and kind regards</p>`),
    "--inner--",
    "--outer",
    `Content-Type: application/pdf; name*=UTF-8''${percent(evil)}`,
    `Content-Disposition: attachment; filename*=UTF-8''${percent(evil)}`,
    "Content-Transfer-Encoding: base64",
    "",
    base64("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"),
    "--outer--",
    "",
  ];
  return Buffer.from(lines.join("\r\n")).toString("base64");
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const encoded = (text: string) => `=?utf-8?B?${base64(text)}?=`;
const percent = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

const part = (boundary: string, type: string, text: string) => [
  `--${boundary}`,
  `Content-Type: ${type}; charset=utf-8`,
  "Content-Transfer-Encoding: base64",
  "",
  base64(text).replace(/.{76}/g, "$&\r\n"),
];
