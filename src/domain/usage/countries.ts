import { SERVICE_TYPE_CODES } from './service-type.ts'

/**
 * The countries and territories with numbers of their own, by ISO 3166 code (XK and AC by custom): name, and the
 * beginnings of their numbers in E.164. Where one code is shared, the longest beginning decides: 1876 is Jamaica, 1 the rest
 * of North America. Source: the ITU's list of country codes and the numbering plan of North America.
 */
const COUNTRIES = {
  AF: ['Afghanistan', '93'],
  AL: ['Albania', '355'],
  DZ: ['Algeria', '213'],
  AS: ['American Samoa', '1684'],
  AD: ['Andorra', '376'],
  AO: ['Angola', '244'],
  AI: ['Anguilla', '1264'],
  AG: ['Antigua and Barbuda', '1268'],
  AR: ['Argentina', '54'],
  AM: ['Armenia', '374'],
  AW: ['Aruba', '297'],
  AC: ['Ascension', '247'],
  AT: ['Austria', '43'],
  AZ: ['Azerbaijan', '994'],
  BS: ['Bahamas', '1242'],
  BH: ['Bahrain', '973'],
  BD: ['Bangladesh', '880'],
  BB: ['Barbados', '1246'],
  BY: ['Belarus', '375'],
  BE: ['Belgium', '32'],
  BZ: ['Belize', '501'],
  BJ: ['Benin', '229'],
  BM: ['Bermuda', '1441'],
  BT: ['Bhutan', '975'],
  BO: ['Bolivia', '591'],
  BA: ['Bosnia and Herzegovina', '387'],
  BW: ['Botswana', '267'],
  BR: ['Brazil', '55'],
  VG: ['British Virgin Islands', '1284'],
  BN: ['Brunei', '673'],
  BG: ['Bulgaria', '359'],
  BF: ['Burkina Faso', '226'],
  BI: ['Burundi', '257'],
  KH: ['Cambodia', '855'],
  CM: ['Cameroon', '237'],
  CA: [
    'Canada',
    '1204 1226 1236 1249 1250 1257 1263 1289 1306 1343 1354 1365 1367 1368 1382 1403 1416 1418 1428 1431 1437 1438 1450 1460 1468 1474 1506 1514 1519 1537 1548 1579 1581 1584 1587 1604 1613 1639 1647 1672 1683 1705 1709 1742 1753 1778 1780 1782 1807 1819 1825 1867 1873 1879 1902 1905 1942',
  ],
  CV: ['Cape Verde', '238'],
  KY: ['Cayman Islands', '1345'],
  CF: ['Central African Republic', '236'],
  TD: ['Chad', '235'],
  CL: ['Chile', '56'],
  CN: ['China', '86'],
  CO: ['Colombia', '57'],
  KM: ['Comoros', '269'],
  CG: ['Congo', '242'],
  CD: ['Congo (Democratic Republic)', '243'],
  CK: ['Cook Islands', '682'],
  CR: ['Costa Rica', '506'],
  HR: ['Croatia', '385'],
  CU: ['Cuba', '53'],
  CW: ['Curaçao and Caribbean Netherlands', '599'],
  CY: ['Cyprus', '357'],
  CZ: ['Czechia', '420'],
  DK: ['Denmark', '45'],
  IO: ['Diego Garcia', '246'],
  DJ: ['Djibouti', '253'],
  DM: ['Dominica', '1767'],
  DO: ['Dominican Republic', '1809 1829 1849'],
  EC: ['Ecuador', '593'],
  EG: ['Egypt', '20'],
  SV: ['El Salvador', '503'],
  GQ: ['Equatorial Guinea', '240'],
  ER: ['Eritrea', '291'],
  EE: ['Estonia', '372'],
  SZ: ['Eswatini', '268'],
  ET: ['Ethiopia', '251'],
  FK: ['Falkland Islands', '500'],
  FO: ['Faroe Islands', '298'],
  FJ: ['Fiji', '679'],
  FI: ['Finland', '358'],
  FR: ['France', '33'],
  GF: ['French Guiana', '594'],
  PF: ['French Polynesia', '689'],
  GA: ['Gabon', '241'],
  GM: ['Gambia', '220'],
  GE: ['Georgia', '995'],
  DE: ['Germany', '49'],
  GH: ['Ghana', '233'],
  GI: ['Gibraltar', '350'],
  GR: ['Greece', '30'],
  GL: ['Greenland', '299'],
  GD: ['Grenada', '1473'],
  GP: ['Guadeloupe', '590'],
  GU: ['Guam', '1671'],
  GT: ['Guatemala', '502'],
  GN: ['Guinea', '224'],
  GW: ['Guinea-Bissau', '245'],
  GY: ['Guyana', '592'],
  HT: ['Haiti', '509'],
  HN: ['Honduras', '504'],
  HK: ['Hong Kong', '852'],
  HU: ['Hungary', '36'],
  IS: ['Iceland', '354'],
  IN: ['India', '91'],
  ID: ['Indonesia', '62'],
  IR: ['Iran', '98'],
  IQ: ['Iraq', '964'],
  IE: ['Ireland', '353'],
  IL: ['Israel', '972'],
  IT: ['Italy', '39'],
  CI: ['Ivory Coast', '225'],
  JM: ['Jamaica', '1658 1876'],
  JP: ['Japan', '81'],
  JO: ['Jordan', '962'],
  KZ: ['Kazakhstan', '76 77'],
  KE: ['Kenya', '254'],
  KI: ['Kiribati', '686'],
  XK: ['Kosovo', '383'],
  KW: ['Kuwait', '965'],
  KG: ['Kyrgyzstan', '996'],
  LA: ['Laos', '856'],
  LV: ['Latvia', '371'],
  LB: ['Lebanon', '961'],
  LS: ['Lesotho', '266'],
  LR: ['Liberia', '231'],
  LY: ['Libya', '218'],
  LI: ['Liechtenstein', '423'],
  LT: ['Lithuania', '370'],
  LU: ['Luxembourg', '352'],
  MO: ['Macau', '853'],
  MG: ['Madagascar', '261'],
  MW: ['Malawi', '265'],
  MY: ['Malaysia', '60'],
  MV: ['Maldives', '960'],
  ML: ['Mali', '223'],
  MT: ['Malta', '356'],
  MH: ['Marshall Islands', '692'],
  MQ: ['Martinique', '596'],
  MR: ['Mauritania', '222'],
  MU: ['Mauritius', '230'],
  MX: ['Mexico', '52'],
  FM: ['Micronesia', '691'],
  MD: ['Moldova', '373'],
  MC: ['Monaco', '377'],
  MN: ['Mongolia', '976'],
  ME: ['Montenegro', '382'],
  MS: ['Montserrat', '1664'],
  MA: ['Morocco', '212'],
  MZ: ['Mozambique', '258'],
  MM: ['Myanmar', '95'],
  NA: ['Namibia', '264'],
  NR: ['Nauru', '674'],
  NP: ['Nepal', '977'],
  NL: ['Netherlands', '31'],
  NC: ['New Caledonia', '687'],
  NZ: ['New Zealand', '64'],
  NI: ['Nicaragua', '505'],
  NE: ['Niger', '227'],
  NG: ['Nigeria', '234'],
  NU: ['Niue', '683'],
  NF: ['Norfolk Island and Antarctica', '672'],
  KP: ['North Korea', '850'],
  MK: ['North Macedonia', '389'],
  MP: ['Northern Mariana Islands', '1670'],
  NO: ['Norway', '47'],
  OM: ['Oman', '968'],
  PK: ['Pakistan', '92'],
  PW: ['Palau', '680'],
  PS: ['Palestine', '970'],
  PA: ['Panama', '507'],
  PG: ['Papua New Guinea', '675'],
  PY: ['Paraguay', '595'],
  PE: ['Peru', '51'],
  PH: ['Philippines', '63'],
  PL: ['Poland', '48'],
  PT: ['Portugal', '351'],
  PR: ['Puerto Rico', '1787 1939'],
  QA: ['Qatar', '974'],
  RO: ['Romania', '40'],
  RU: ['Russia', '7'],
  RW: ['Rwanda', '250'],
  RE: ['Réunion and Mayotte', '262'],
  WS: ['Samoa', '685'],
  SM: ['San Marino', '378'],
  SA: ['Saudi Arabia', '966'],
  SN: ['Senegal', '221'],
  RS: ['Serbia', '381'],
  SC: ['Seychelles', '248'],
  SL: ['Sierra Leone', '232'],
  SG: ['Singapore', '65'],
  SX: ['Sint Maarten', '1721'],
  SK: ['Slovakia', '421'],
  SI: ['Slovenia', '386'],
  SB: ['Solomon Islands', '677'],
  SO: ['Somalia', '252'],
  ZA: ['South Africa', '27'],
  KR: ['South Korea', '82'],
  SS: ['South Sudan', '211'],
  ES: ['Spain', '34'],
  LK: ['Sri Lanka', '94'],
  SH: ['St Helena', '290'],
  KN: ['St Kitts and Nevis', '1869'],
  LC: ['St Lucia', '1758'],
  PM: ['St Pierre and Miquelon', '508'],
  VC: ['St Vincent and the Grenadines', '1784'],
  SD: ['Sudan', '249'],
  SR: ['Suriname', '597'],
  SE: ['Sweden', '46'],
  CH: ['Switzerland', '41'],
  SY: ['Syria', '963'],
  ST: ['São Tomé and Príncipe', '239'],
  TW: ['Taiwan', '886'],
  TJ: ['Tajikistan', '992'],
  TZ: ['Tanzania', '255'],
  TH: ['Thailand', '66'],
  TL: ['Timor-Leste', '670'],
  TG: ['Togo', '228'],
  TK: ['Tokelau', '690'],
  TO: ['Tonga', '676'],
  TT: ['Trinidad and Tobago', '1868'],
  TN: ['Tunisia', '216'],
  TR: ['Türkiye', '90'],
  TM: ['Turkmenistan', '993'],
  TC: ['Turks and Caicos Islands', '1649'],
  TV: ['Tuvalu', '688'],
  VI: ['US Virgin Islands', '1340'],
  UG: ['Uganda', '256'],
  UA: ['Ukraine', '380'],
  AE: ['United Arab Emirates', '971'],
  GB: ['United Kingdom', '44'],
  US: ['United States', '1'],
  UY: ['Uruguay', '598'],
  UZ: ['Uzbekistan', '998'],
  VU: ['Vanuatu', '678'],
  VE: ['Venezuela', '58'],
  VN: ['Vietnam', '84'],
  WF: ['Wallis and Futuna', '681'],
  YE: ['Yemen', '967'],
  ZM: ['Zambia', '260'],
  ZW: ['Zimbabwe', '263'],
} as const satisfies Readonly<Record<string, readonly [name: string, codes: string]>>

export type CountryKey = keyof typeof COUNTRIES

export const COUNTRY_KEYS = Object.keys(COUNTRIES).filter(isCountryKey)

/** Satellite networks and networks of no country. */
const SATELLITE_CODES = ['870', '878', '881', '882', '883', '888'] as const
/** International shared cost and premium rate. */
const PREMIUM_CODES = ['808', '979'] as const
/** Satellite phones within the Australian plan. */
const AUSTRALIAN_SATELLITE = ['61145', '61147'] as const

export function isCountryKey(key: string): key is CountryKey {
  return Object.hasOwn(COUNTRIES, key)
}

export function countryName(key: CountryKey): string {
  return COUNTRIES[key][0]
}

/** The beginnings of the numbers of a country; numbers of another may begin likewise and go on. */
export function countryCodes(key: CountryKey): readonly string[] {
  return COUNTRIES[key][1].split(' ')
}

const BY_CODE: ReadonlyMap<string, CountryKey> = new Map(
  COUNTRY_KEYS.flatMap((key) => countryCodes(key).map((code) => [code, key] as const)),
)

/** The country a number outside Australia belongs to, by its E.164 digits; undefined: Australia's, or nobody's. */
export function countryOf(digits: string): CountryKey | undefined {
  for (let length = Math.min(LONGEST_CODE, digits.length); length > 0; length--) {
    const key = BY_CODE.get(digits.slice(0, length))
    if (key !== undefined) return key
  }
  return undefined
}

const LONGEST_CODE = 4

/** What the far end of a call out is to rules against fraud. */
export interface FarEnd {
  readonly isOverseas: boolean
  readonly country: CountryKey | undefined
  readonly isPremium: boolean
  readonly isSatellite: boolean
}

/**
 * What the number called is.
 *
 * @param serviceType of the call: a code of SERVICE_TYPE_CODES.
 * @param digits of the number, E.164.
 */
export function describeFarEnd(serviceType: number, digits: string): FarEnd {
  const isOverseas = serviceType === SERVICE_TYPE_CODES.International
  const begins = (codes: readonly string[]): boolean => codes.some((code) => digits.startsWith(code))
  const isSatellite = begins(isOverseas ? SATELLITE_CODES : AUSTRALIAN_SATELLITE)
  return {
    isOverseas,
    country: isOverseas ? countryOf(digits) : undefined,
    isPremium: isOverseas ? begins(PREMIUM_CODES) : serviceType === SERVICE_TYPE_CODES.Premium && !isSatellite,
    isSatellite,
  }
}
