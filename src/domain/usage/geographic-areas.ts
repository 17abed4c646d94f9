/** States and territories, as they are abbreviated in an address. */
export type AustralianState = 'ACT' | 'NSW' | 'NT' | 'QLD' | 'SA' | 'TAS' | 'VIC' | 'WA'

/** A family of number blocks among which calls are local. */
export interface GeographicArea {
  readonly label: string
  /** Where most of its numbers are: some families cross a border, so tax and holidays come from the service's address. */
  readonly state: AustralianState
  readonly timeZone: string
  /** The beginnings of its numbers as dialled; one of three digits stands for all ten blocks of four. */
  readonly blocks: readonly string[]
}

const SYDNEY = 'Australia/Sydney'
const MELBOURNE = 'Australia/Melbourne'
const HOBART = 'Australia/Hobart'
const BRISBANE = 'Australia/Brisbane'
const ADELAIDE = 'Australia/Adelaide'
const PERTH = 'Australia/Perth'

function area(label: string, state: AustralianState, timeZone: string, ...blocks: string[]): GeographicArea {
  return { label, state, timeZone, blocks }
}

/**
 * Which blocks of geographic numbers (0AXX) belong together. The law makes a call within a zone or to the one beside it
 * local; these families are at least that wide in practice, and calling more calls local than the law asks is safe.
 * Source: the place names libphonenumber gives to the prefixes of the numbering register, grouped by us.
 */
export const GEOGRAPHIC_AREAS: readonly GeographicArea[] = [
  area('Gosford', 'NSW', SYDNEY, '0233'),
  area('Central Coast', 'NSW', SYDNEY, '0243'),
  area('Southern Highlands and Goulburn', 'NSW', SYDNEY, '0238', '0248'),
  area('Newcastle and the Hunter', 'NSW', SYDNEY, '0240', '0241', '0249'),
  area('Wollongong', 'NSW', SYDNEY, '0242'),
  area('Nowra and Batemans Bay', 'NSW', SYDNEY, '0244'),
  area('Windsor and the Hawkesbury', 'NSW', SYDNEY, '0245'),
  area('Campbelltown and Camden', 'NSW', SYDNEY, '0246'),
  area('Penrith and the Blue Mountains', 'NSW', SYDNEY, '0247'),
  area('Albury-Wodonga', 'NSW', SYDNEY, '0250', '0260'),
  area('Canberra, Queanbeyan and Yass', 'ACT', SYDNEY, '0251', '0261', '0262'),
  area('Bathurst, Orange and Mudgee', 'NSW', SYDNEY, '0253', '0263'),
  area('Bega and Cooma', 'NSW', SYDNEY, '0254', '0264'),
  area('Port Macquarie, Taree and Muswellbrook', 'NSW', SYDNEY, '0255', '0265'),
  area('Coffs Harbour, Grafton and Lismore', 'NSW', SYDNEY, '0256', '0266'),
  area('Tamworth, Armidale and Moree', 'NSW', SYDNEY, '0257', '0267'),
  area('Dubbo, Parkes and Bourke', 'NSW', SYDNEY, '0258', '0268'),
  area('Wagga Wagga and Griffith', 'NSW', SYDNEY, '0259', '0269'),
  area('Sydney', 'NSW', SYDNEY, '027', '028', '029'),
  area('Mildura and Swan Hill', 'VIC', MELBOURNE, '0340', '0350'),
  area('Gippsland', 'VIC', MELBOURNE, '0341', '0351'),
  area('Geelong and Colac', 'VIC', MELBOURNE, '0342', '0352'),
  area('Ballarat and Horsham', 'VIC', MELBOURNE, '0343', '0353'),
  area('Bendigo and Echuca', 'VIC', MELBOURNE, '0344', '0354'),
  area('Warrnambool and Portland', 'VIC', MELBOURNE, '0345', '0355'),
  area('Warragul and Wonthaggi', 'VIC', MELBOURNE, '0346', '0356'),
  area('Wangaratta and Seymour', 'VIC', MELBOURNE, '0347', '0357'),
  area('Shepparton and Deniliquin', 'VIC', MELBOURNE, '0348', '0358'),
  area('Mornington Peninsula and Cranbourne', 'VIC', MELBOURNE, '0349', '0359'),
  area('Melbourne', 'VIC', MELBOURNE, '037', '038', '039'),
  area('Hobart', 'TAS', HOBART, '0361', '0362'),
  area('Launceston', 'TAS', HOBART, '0363', '0367'),
  area('Burnie and Devonport', 'TAS', HOBART, '0364', '0365'),
  area('Brisbane, Ipswich and Logan', 'QLD', BRISBANE, '072', '073'),
  area('Cairns', 'QLD', BRISBANE, '0740', '0742'),
  area('Bundaberg, Maryborough and Kingaroy', 'QLD', BRISBANE, '0741', '0743'),
  area('Townsville and Mount Isa', 'QLD', BRISBANE, '0744', '0747'),
  area('Toowoomba, Warwick and Roma', 'QLD', BRISBANE, '0745', '0746', '0775', '0776'),
  area('Rockhampton, Mackay and Gladstone', 'QLD', BRISBANE, '0748', '0749'),
  area('Sunshine Coast, Caboolture and Gympie', 'QLD', BRISBANE, '0752', '0753', '0754'),
  area('Gold Coast and Tweed Heads', 'QLD', BRISBANE, '0755', '0756'),
  area('Kimberley, Pilbara and the Indian Ocean islands', 'WA', PERTH, '0851', '0891'),
  area('Mandurah and Rockingham', 'WA', PERTH, '0855', '0895'),
  area('Kalgoorlie and Esperance', 'WA', PERTH, '0860', '0890'),
  area('Perth', 'WA', PERTH, '0852', '0853', '0854', '0861', '0862', '0863', '0864', '0865', '0892', '0893', '0894'),
  area('Northam and Moora', 'WA', PERTH, '0866', '0896'),
  area('Bunbury and Busselton', 'WA', PERTH, '0867', '0897'),
  area('Albany and Narrogin', 'WA', PERTH, '0868', '0898'),
  area('Geraldton and Carnarvon', 'WA', PERTH, '0869', '0899'),
  area('Adelaide', 'SA', ADELAIDE, '0870', '0871', '0872', '0873', '0874', '0881', '0882', '0883', '0884'),
  area('Barossa, Riverland and Fleurieu', 'SA', ADELAIDE, '0875', '0885'),
  area('Whyalla, Port Augusta and Port Lincoln', 'SA', ADELAIDE, '0876', '0886'),
  area('Mount Gambier', 'SA', ADELAIDE, '0877', '0887'),
  area('Clare and the Yorke Peninsula', 'SA', ADELAIDE, '0878', '0888'),
  area('Northern Territory', 'NT', 'Australia/Darwin', '0879', '0889'),
  area('Broken Hill', 'NSW', 'Australia/Broken_Hill', '0880'),
]
