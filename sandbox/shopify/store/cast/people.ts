import type { CustomerInput } from "../verb-types.ts";

type Home = [address1: string, city: string, zip: string, countryCode: string, country: string];

/** The shoppers of the cast. Numbers are from ranges kept for fiction where a country has them. */
export const SHOPPERS = {
  ada: who("Ada", "Lindqvist", "+46701740605", "en", [
    "Hornsgatan 22",
    "Stockholm",
    "118 20",
    "SE",
    "Sweden",
  ]),
  bruno: who("Bruno", "Costa", "+351912345678", "en", [
    "Rua Augusta 101",
    "Lisboa",
    "1100-048",
    "PT",
    "Portugal",
  ]),
  chiara: who("Chiara", "Rossi", "+393331234567", "en", [
    "Via Garibaldi 8",
    "Genova",
    "16124",
    "IT",
    "Italy",
  ]),
  dev: who("Dev", "Patel", "+14155550144", "en", [
    "510 Valencia Street",
    "San Francisco",
    "94110",
    "US",
    "United States",
  ]),
  elif: who("Elif", "Yılmaz", "+4917139200011", "de", ["Sonnenallee 91", "Berlin", "12045", "DE", "Germany"]),
  farid: who("Farid", "Haddad", "+4917139200012", "fr", ["rue des Lilas 4", "Lyon", "69007", "FR", "France"]),
  greta: who("Greta", "Sommer", "+4917139200013", "de", [
    "Kastanienallee 12",
    "Berlin",
    "10435",
    "DE",
    "Germany",
  ]),
  hugo: who("Hugo", "Lambert", "+4917139200014", "fr", ["Torstraße 60", "Berlin", "10119", "DE", "Germany"]),
  ingrid: who("Ingrid", "Falk", "+4917139200015", "de", [
    "Schönhauser Allee 5",
    "Berlin",
    "10119",
    "DE",
    "Germany",
  ]),
  jamal: who("Jamal", "Wright", "+14155550145", "en", [
    "88 King Street",
    "San Francisco",
    "94107",
    "US",
    "United States",
  ]),
  katrin: who("Katrin", "Neumann", "+4917139200016", "de", [
    "Speicherstadt 3",
    "Hamburg",
    "20457",
    "DE",
    "Germany",
  ]),
  liam: who("Liam", "O'Connor", "+14155550146", "en", [
    "12 Pearl Street",
    "Boston",
    "02110",
    "US",
    "United States",
  ]),
  mei: who("Mei", "Tanaka", "+14155550147", "en", [
    "4 Pine Street",
    "Seattle",
    "98101",
    "US",
    "United States",
  ]),
  nils: who("Nils", "Bergström", "+46701740606", "en", ["Storgatan 3", "Göteborg", "411 24", "SE", "Sweden"]),
  olivia: who("Olivia", "Grant", "+14155550148", "en", [
    "77 Lake Avenue",
    "Chicago",
    "60601",
    "US",
    "United States",
  ]),
  pedro: who("Pedro", "Álvarez", "+14155550149", "en", [
    "Calle del Mar 9",
    "Valencia",
    "46003",
    "ES",
    "Spain",
  ]),
  quinn: who("Quinn", "Baker", "+14155550150", "en", [
    "9 Elm Street",
    "Denver",
    "80202",
    "US",
    "United States",
  ]),
  rosa: who("Rosa", "Klein", "+4917139200017", "de", ["Lange Reihe 40", "Hamburg", "20099", "DE", "Germany"]),
  samuel: who("Samuel", "Adeyemi", "+14155550151", "en", [
    "31 Court Street",
    "Brooklyn",
    "11201",
    "US",
    "United States",
  ]),
  tereza: who("Tereza", "Nováková", "+4917139200018", "en", [
    "Dlouhá 14",
    "Praha",
    "110 00",
    "CZ",
    "Czechia",
  ]),
  uma: who("Uma", "Krishnan", "+14155550152", "en", [
    "600 Congress Avenue",
    "Austin",
    "78701",
    "US",
    "United States",
  ]),
  viktor: who("Viktor", "Hansen", "+4917139200019", "en", [
    "Vestergade 2",
    "København",
    "1456",
    "DK",
    "Denmark",
  ]),
  wanda: who("Wanda", "Zielińska", "+4917139200020", "en", [
    "ulica Długa 7",
    "Gdańsk",
    "80-831",
    "PL",
    "Poland",
  ]),
  xavier: who("Xavier", "Dupont", "+4917139200021", "fr", [
    "rue du Port 18",
    "Nantes",
    "44000",
    "FR",
    "France",
  ]),
  yara: who("Yara", "Mansour", "+4917139200022", "de", ["Gartenstraße 5", "Kiel", "24103", "DE", "Germany"]),
  zoltan: who("Zoltán", "Kovács", "+4917139200023", "en", [
    "Fő utca 11",
    "Budapest",
    "1011",
    "HU",
    "Hungary",
  ]),
  lily: who(
    "Lily 🌸",
    "Chen 🐚",
    "+14155550153",
    "en",
    ["5 Grant Avenue", "San Francisco", "94108", "US", "United States"],
    "lily.chen",
  ),
  theo: who("Theo", "Marchetti", "+14155550154", "en", [
    "210 Harbor Street",
    "Portland",
    "97214",
    "US",
    "United States",
  ]),
  noor: who("Noor", "van Dijk", "+4917139200024", "en", [
    "Prinsengracht 300",
    "Amsterdam",
    "1016 HX",
    "NL",
    "Netherlands",
  ]),
  sofia: who("Sofía", "Romero", "+14155550155", "en", ["Calle Mayor 2", "Bilbao", "48001", "ES", "Spain"]),
  arjun: who("Arjun", "Mehta", "+14155550156", "en", [
    "15 Station Road",
    "Leeds",
    "LS1 4DY",
    "GB",
    "United Kingdom",
  ]),
  hanna: who("Hanna", "Weiss", "+4917139200025", "de", ["Am Deich 3", "Bremen", "28199", "DE", "Germany"]),
  marco: who("Marco", "Bianchi", "+14155550157", "en", ["Via Roma 30", "Torino", "10121", "IT", "Italy"]),
  june: who(
    "June",
    "Carver",
    "+14155550158",
    "en",
    ["44 Cedar Lane", "Nashville", "37203", "US", "United States"],
    null,
  ),
} satisfies { [name: string]: CustomerInput };

export type Shopper = keyof typeof SHOPPERS;

function who(
  firstName: string,
  lastName: string,
  phone: string,
  locale: string,
  [address1, city, zip, countryCode, country]: Home,
  mailbox: string | null = `${firstName}.${lastName}`,
): CustomerInput {
  const plain = mailbox
    ?.toLowerCase()
    .replaceAll("ı", "i")
    .normalize("NFD")
    .replace(/[^a-z.]/g, "");
  return {
    firstName,
    lastName,
    phone,
    locale,
    email: plain ? `${plain}@example.com` : null,
    address: { address1, city, zip, countryCode, country },
  };
}
