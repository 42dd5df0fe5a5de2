import { pick, roll } from "./randomness.ts";
import type { Address } from "./types.ts";

type Country = "DE" | "US" | "FR" | "GB" | "NL" | "ES";
interface Region {
  country: string;
  code: Country;
  locale: string;
  currency: "EUR" | "USD" | "GBP";
  first: string[];
  last: string[];
  streets: string[];
  cities: [city: string, zip: string, province: string | null, provinceCode: string | null][];
}

const REGIONS: { [code in Country]: Region } = {
  DE: {
    country: "Germany",
    code: "DE",
    locale: "de",
    currency: "EUR",
    first: [
      "Anna",
      "Jonas",
      "Mia",
      "Felix",
      "Greta",
      "Lukas",
      "Klara",
      "Emil",
      "Frieda",
      "Moritz",
      "Selin",
      "Cem",
    ],
    last: [
      "Brandt",
      "Köhler",
      "Lorenz",
      "Yıldız",
      "Petersen",
      "Vogel",
      "Engel",
      "Busch",
      "Haas",
      "Winter",
      "Roth",
    ],
    streets: ["Lindenstraße", "Hafenweg", "Gartenstraße", "Am Deich", "Schillerstraße"],
    cities: [
      ["Berlin", "10437", null, null],
      ["Hamburg", "22765", null, null],
      ["Bremen", "28203", null, null],
      ["München", "80799", null, null],
      ["Kiel", "24103", null, null],
    ],
  },
  US: {
    country: "United States",
    code: "US",
    locale: "en",
    currency: "USD",
    first: [
      "Harper",
      "Mason",
      "Naomi",
      "Ethan",
      "Priya",
      "Caleb",
      "Zoe",
      "Andre",
      "Grace",
      "Mateo",
      "June",
      "Tyler",
    ],
    last: [
      "Whitaker",
      "Nguyen",
      "Okafor",
      "Delgado",
      "Sullivan",
      "Reyes",
      "Carver",
      "Iyer",
      "Holt",
      "Benson",
    ],
    streets: ["Harbor Street", "Maple Avenue", "Cedar Lane", "5th Avenue", "Ocean Drive"],
    cities: [
      ["Portland", "97214", "Oregon", "OR"],
      ["Austin", "78704", "Texas", "TX"],
      ["Brooklyn", "11215", "New York", "NY"],
      ["Seattle", "98103", "Washington", "WA"],
      ["Miami", "33133", "Florida", "FL"],
    ],
  },
  FR: {
    country: "France",
    code: "FR",
    locale: "fr",
    currency: "EUR",
    first: ["Camille", "Louis", "Inès", "Hugo", "Manon", "Théo", "Chloé", "Nathan", "Léa", "Adèle"],
    last: ["Moreau", "Lefèvre", "Girard", "Rousseau", "Benali", "Fontaine", "Mercier", "Perrin", "Caron"],
    streets: ["rue des Lilas", "rue du Port", "avenue Jean Jaurès", "rue de la République"],
    cities: [
      ["Paris", "75011", null, null],
      ["Nantes", "44000", null, null],
      ["Lyon", "69007", null, null],
      ["Brest", "29200", null, null],
    ],
  },
  GB: {
    country: "United Kingdom",
    code: "GB",
    locale: "en",
    currency: "GBP",
    first: ["Isla", "Oliver", "Amara", "Harry", "Poppy", "Callum", "Nia", "George", "Freya", "Imran"],
    last: ["Hughes", "Patterson", "Ahmed", "Fraser", "Bennett", "Osei", "Clarke", "Murray", "Doyle"],
    streets: ["Mill Lane", "Station Road", "Quay Street", "Church Road"],
    cities: [
      ["Bristol", "BS1 4RW", "England", "ENG"],
      ["Leeds", "LS6 2QB", "England", "ENG"],
      ["Edinburgh", "EH6 6LX", "Scotland", "SCT"],
      ["Cardiff", "CF10 5AL", "Wales", "WLS"],
    ],
  },
  NL: {
    country: "Netherlands",
    code: "NL",
    locale: "en",
    currency: "EUR",
    first: ["Sanne", "Daan", "Lotte", "Bram", "Fleur", "Sem", "Noor", "Thijs"],
    last: ["de Vries", "Jansen", "Bakker", "Visser", "Mulder", "Smit", "van Dijk"],
    streets: ["Prinsengracht", "Havenstraat", "Dorpsstraat", "Kerkweg"],
    cities: [
      ["Amsterdam", "1016 GV", null, null],
      ["Rotterdam", "3011 AA", null, null],
      ["Utrecht", "3512 JE", null, null],
    ],
  },
  ES: {
    country: "Spain",
    code: "ES",
    locale: "en",
    currency: "EUR",
    first: ["Lucía", "Pablo", "Elena", "Javier", "Nuria", "Diego", "Carmen", "Iker"],
    last: ["Ortega", "Navarro", "Ibáñez", "Molina", "Serrano", "Vidal", "Campos"],
    streets: ["Calle Mayor", "Calle del Mar", "Avenida de la Playa"],
    cities: [
      ["Valencia", "46023", "Valencia", "V"],
      ["Bilbao", "48009", "Vizcaya", "BI"],
      ["Cádiz", "11004", "Cádiz", "CA"],
    ],
  },
};
const LANES: Country[] = ["DE", "US", "DE", "FR", "DE", "GB", "US", "NL", "DE", "ES"];
const US_AREAS = [206, 212, 213, 305, 312, 404, 503, 512, 617, 702, 718, 801, 808, 919, 971];

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  locale: string;
  currency: string;
  address: Omit<Address, "id">;
}

/** Person k of a seed. The email ends in k, so that it leads back to k. */
export function person(seed: number, k: number): Person {
  const region = REGIONS[LANES[k % LANES.length]!];
  const firstName = pick(seed, 11, k, region.first);
  const lastName = pick(seed, 12, k, region.last);
  const [city, zip, province, provinceCode] = pick(seed, 13, k, region.cities);
  const phone = phoneOf(k);
  const house = 1 + roll(seed, 15, k, 180);
  const street = pick(seed, 14, k, region.streets);
  const streetFirst = region.code === "DE" || region.code === "NL" || region.code === "ES";
  return {
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName)}.${k}@example.com`,
    phone,
    locale: region.locale,
    currency: region.currency,
    address: {
      firstName,
      lastName,
      company: null,
      address1: streetFirst ? `${street} ${house}` : `${house} ${street}`,
      address2: null,
      city,
      province,
      provinceCode,
      zip,
      country: region.country,
      countryCode: region.code,
      phone,
    },
  };
}

/** The k that an email of `person` would have; the caller compares the whole address. */
export function kOfEmail(email: string): number | null {
  const found = /\.(\d{1,7})@example\.com$/.exec(email);
  return found ? Number(found[1]) : null;
}

/** The k whose phone this is. Only numbers that regulators keep for fiction are given out. */
export function kOfPhone(phone: string): number | null {
  const us = /^\+1(\d{3})55501(\d\d)$/.exec(phone);
  if (!us || !US_AREAS.includes(Number(us[1]))) return null;
  const j = US_AREAS.indexOf(Number(us[1])) * 100 + Number(us[2]);
  return Math.floor(j / 2) * 10 + (j % 2 === 0 ? 1 : 6);
}

export function regionOf(countryCode: string): { country: string; currency: string } | null {
  const region = REGIONS[countryCode as Country];
  return region ? { country: region.country, currency: region.currency } : null;
}

// 555-0100 to 555-0199 never ring anybody (NANPA keeps them for fiction); they last for the first 7,500 customers.
function phoneOf(k: number): string | null {
  const lane = k % 10;
  if (lane !== 1 && lane !== 6) return null;
  const j = Math.floor(k / 10) * 2 + (lane === 6 ? 1 : 0);
  const area = US_AREAS[Math.floor(j / 100)];
  return area ? `+1${area}55501${String(j % 100).padStart(2, "0")}` : null;
}

function plain(name: string): string {
  const letters = name.toLowerCase().replaceAll("ı", "i").replaceAll("ß", "ss").normalize("NFD");
  return letters.replace(/[^a-z]/g, "");
}
