/**
 * Why a call could not be priced or attributed. Such a call is kept with its cause: it is never written as free and
 * never dropped. The codes are stored: never renumber one.
 */
export const SUSPENSE_CAUSE_CODES = {
  unreadable_row: 1,
  bad_number: 2,
  no_owner: 3,
  no_plan: 4,
  no_rate: 5,
  not_offered: 6,
  unclassified: 7,
  implausible_duration: 8,
  implausible_time: 9,
} as const

export type SuspenseCause = keyof typeof SUSPENSE_CAUSE_CODES
export type SuspenseCauseCode = (typeof SUSPENSE_CAUSE_CODES)[SuspenseCause]

/** A call of more than seven days is a switch that lost the hang-up, not a conversation. */
export const LONGEST_PLAUSIBLE_SECONDS = 604_800

/** What each cause means, and what puts it right, one sentence each. */
export const SUSPENSE_CAUSES: Readonly<Record<SuspenseCause, { readonly meaning: string; readonly fix: string }>> = {
  unreadable_row: {
    meaning: 'A field of the row is missing or cannot be read.',
    fix: 'Correct the row, or the profile that reads this source, and load the row again.',
  },
  bad_number: {
    meaning: 'The number that decides the price is not a phone number.',
    fix: 'Check the number, and whether the source writes E.164 or national numbers.',
  },
  no_owner: {
    meaning: 'No account held the number when the call started.',
    fix: 'Give the number to its account from a date before the call, then retry.',
  },
  no_plan: {
    meaning: 'The account had no calling plan when the call started.',
    fix: 'Give the account a calling plan from a date before the call, then retry.',
  },
  no_rate: {
    meaning: 'Neither the plan nor its rate deck has a rate for this call.',
    fix: 'Add a rate for the service type, or the prefix to the deck, then retry.',
  },
  not_offered: {
    meaning: 'The rate deck marks this destination as not offered.',
    fix: 'Bar the destination at the switch, or give its prefix a price in the deck, then retry.',
  },
  unclassified: {
    meaning: 'The called number belongs to no service type.',
    fix: 'Check the number; if it is real, add its range to the classification.',
  },
  implausible_duration: {
    meaning: 'The call is said to have lasted more than seven days.',
    fix: 'Ask the switch or the carrier for the true duration and load the row again.',
  },
  implausible_time: {
    meaning: 'The start of the call lies outside any time in which it can have been made.',
    fix: 'Check the clock of the switch and the date format of the source, and load the row again.',
  },
}

const NAMES: readonly (SuspenseCause | undefined)[] = namesByCode()

/** The cause of a stored code; `undefined` for a code that is none. */
export function suspenseCauseOf(code: number): SuspenseCause | undefined {
  return NAMES[code]
}

function namesByCode(): (SuspenseCause | undefined)[] {
  const names: (SuspenseCause | undefined)[] = []
  for (const name of Object.keys(SUSPENSE_CAUSE_CODES)) {
    if (isSuspenseCause(name)) names[SUSPENSE_CAUSE_CODES[name]] = name
  }
  return names
}

function isSuspenseCause(name: string): name is SuspenseCause {
  return name in SUSPENSE_CAUSE_CODES
}
