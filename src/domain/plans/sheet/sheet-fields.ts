/** What a column of a rate sheet can mean; the names are those of deck.csv, and of `--column FIELD=HEADING`. */
export const SHEET_FIELDS = [
  'prefix',
  'country_code',
  'area_code',
  'destination',
  'per_minute',
  'rate_unit',
  'flagfall',
  'disconnect_charge',
  'included_seconds',
  'first_increment',
  'next_increment',
  'increments',
  'minimum_charge',
  'valid_from',
  'valid_to',
  'change',
  'currency',
] as const
export type SheetField = (typeof SHEET_FIELDS)[number]

/** What people call the fields, and what is in them. The order is that in which a person looks for them. */
export const SHEET_FIELD_WORDS: Readonly<
  Record<SheetField, { readonly label: string; readonly help: string; readonly isNeeded?: true }>
> = {
  prefix: { label: 'Prefix', help: 'Digits the numbers begin with: a list or a range may stand there', isNeeded: true },
  country_code: { label: 'Country code', help: 'Where the prefix is in two columns: the first part' },
  area_code: { label: 'Area code', help: 'Where the prefix is in two columns: the part behind the country code' },
  destination: { label: 'Destination', help: 'The name of the place' },
  per_minute: { label: 'Price a minute', help: 'Ex GST; empty: not offered', isNeeded: true },
  rate_unit: { label: 'Price unit', help: 'What the price is for, where it is not a minute' },
  flagfall: { label: 'Flagfall', help: 'Once a call' },
  minimum_charge: { label: 'Minimum charge', help: 'The least an answered call costs' },
  first_increment: { label: 'First increment', help: 'Seconds billed at the least' },
  next_increment: { label: 'Next increment', help: 'Seconds in each further block' },
  increments: { label: 'Increments', help: 'First and next in one column, like 60/1' },
  valid_from: { label: 'Valid from', help: 'The day the price begins' },
  valid_to: { label: 'Valid to', help: 'The day it ends' },
  change: { label: 'Change', help: 'What the carrier says of the row: new, increase, deleted, blocked' },
  currency: { label: 'Currency', help: 'AUD and the like' },
  disconnect_charge: { label: 'Disconnect charge', help: 'Once a call, at its end: added to the flagfall' },
  included_seconds: { label: 'Included seconds', help: 'A deck has none: it must be 0' },
}

/** Where each field stands in a row, counted from 0; -1: the sheet does not have it. */
export type SheetColumns = Readonly<Record<SheetField, number>>

/** A kind of sheet that is known by its headings. */
export interface SheetLayout {
  readonly name: LayoutName
  /** Headings of the fields, in lower case. */
  readonly headings: Readonly<Partial<Record<SheetField, string>>>
  /** Fields that must be there for a sheet to be of this kind. */
  readonly needs: readonly SheetField[]
  /** Whether it has these headings and no other. */
  readonly isExact?: boolean
  /** Whether an increment of 0 means that every second counts; elsewhere it is a fault. */
  readonly zeroIncrementIsOne?: boolean
}

export type LayoutName = 'tollgate' | 'sdf' | 'a2billing' | 'astpp' | 'asterisell' | 'cgrates' | 'guessed'

/** In the order they are looked for. */
export const LAYOUTS: readonly SheetLayout[] = [
  {
    name: 'tollgate',
    headings: Object.fromEntries(SHEET_FIELDS.map((field) => [field, field])),
    needs: ['prefix', 'destination', 'per_minute'],
  },
  {
    name: 'sdf',
    headings: {
      destination: 'destination',
      prefix: 'prefix',
      first_increment: 'first interval',
      next_increment: 'sub interval',
      per_minute: 'rate',
      change: 'status',
      valid_from: 'start date',
      valid_to: 'end date',
    },
    needs: ['destination', 'prefix', 'first_increment', 'next_increment', 'per_minute'],
  },
  {
    // The selling side; for the buying side: --column per_minute=buyrate.
    name: 'a2billing',
    headings: {
      prefix: 'dialprefix',
      destination: 'destination',
      per_minute: 'rateinitial',
      first_increment: 'initblock',
      next_increment: 'billingblock',
      flagfall: 'connectcharge',
      disconnect_charge: 'disconnectcharge',
      valid_from: 'startdate',
      valid_to: 'stopdate',
    },
    needs: ['prefix', 'per_minute'],
    zeroIncrementIsOne: true,
  },
  {
    name: 'astpp',
    headings: {
      prefix: 'pattern',
      destination: 'comment',
      flagfall: 'connectcost',
      included_seconds: 'includedseconds',
      per_minute: 'cost',
      increments: 'inc',
    },
    needs: ['prefix', 'flagfall', 'per_minute'],
    zeroIncrementIsOne: true,
  },
  {
    name: 'asterisell',
    headings: { destination: 'destination', prefix: 'prefix', per_minute: 'rate' },
    needs: ['destination', 'prefix', 'per_minute'],
    isExact: true,
  },
]

/**
 * Words by which other headings are guessed, the surest first; a heading is taken by the first field it fits. Brackets,
 * currencies and signs are gone when they are compared.
 */
export const HEADING_WORDS: readonly (readonly [SheetField, readonly RegExp[]])[] = [
  ['country_code', [/^(country|ctry) code$|^cc$/]],
  ['area_code', [/^(area|city|region|national) codes?$|^ndc$/]],
  [
    'prefix',
    [
      /^(dial|dialled|dialed|destination|number)? ?prefix(es)?$|^dial(led|ed|ing)? ?codes?$/,
      /^(destination )?codes?$|^pattern$|^breakouts?$/,
    ],
  ],
  ['valid_from', [/^(valid|effective) ?from$|^(effective|start|activation|from) ?date( time)?$|^effective$/]],
  ['valid_to', [/^(valid|effective) ?(to|until|till)$|^(end|expiry|expiration|to|stop) ?date( time)?$|^expires$/]],
  [
    'first_increment',
    [
      /^(first|1st|initial|init) ?(billing )?(increment|interval|period|block)$/,
      /^(min|minimum) (duration|time|seconds|period)$|^interval 1$/,
    ],
  ],
  [
    'next_increment',
    [
      /^(next|sub|subsequent|additional|second|2nd|recurring) ?(billing )?(increment|interval|period|block)$/,
      /^billing ?block$|^interval n$/,
    ],
  ],
  ['increments', [/^(billing|charging)? ?(increments?|intervals?)$|^(billing terms|pulse|inc|rounding)$/]],
  ['minimum_charge', [/^min(imum)? (charge|cost|price|fee)$/]],
  ['flagfall', [/^flag ?fall$|^connect(ion)? ?(fee|charge|cost|rate)?$|^(call )?set ?up ?(fee|charge|cost|rate)?$/]],
  ['included_seconds', [/^(included|free) ?seconds$/]],
  ['rate_unit', [/^rate ?unit$/]],
  ['change', [/^(rate |price |code )?change( code| type)?$|^(change |code )?status$|^type of change$|^action$/]],
  ['currency', [/^curr(ency)?$/]],
  [
    'per_minute',
    [
      /^(rate|price|cost|charge|tariff)? ?per ?min(ute)?$|^(rate|price|cost|charge) (a |1 )?min(ute)?$/,
      /^new (rate|price)$/,
      /^(rates?|price|tariff|cost)$/,
    ],
  ],
  [
    'destination',
    [
      /^destination( name| description)?$/,
      /^(description|name|comment|area name|zone( name)?)$/,
      /^(country|area|region|location)( name)?$/,
    ],
  ],
]
