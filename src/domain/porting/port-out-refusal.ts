/**
 * Why a request to take numbers away may be refused: nothing else is a reason. Debt and a running contract are none; the
 * losing carrier must port all the same. Source: the rules of local number portability and the carriers' reject codes.
 */
export const PORT_OUT_REFUSALS = {
  'number-not-here': {
    label: 'Number not with us',
    carrierText: 'A number of the request is not in service with us.',
    customerText: 'A number they asked for is not with us.',
  },
  'account-number-mismatch': {
    label: 'Account number does not match',
    carrierText: 'The account number stated is not the one of the service.',
    customerText: 'The account number they gave is not yours.',
  },
  'name-mismatch': {
    label: 'Name does not match',
    carrierText: 'The name stated is not the one of the account holder.',
    customerText: 'The name they gave is not the one your account is under.',
  },
  'authority-too-old': {
    label: 'Authority older than 90 days',
    carrierText: 'The customer’s authority is older than 90 days.',
    customerText: 'The authority they hold from you is older than 90 days: sign a new one with them.',
  },
  'complex-service': {
    label: 'Complex service or associated numbers',
    carrierText: 'A number belongs to a complex service or to other numbers: ask for a complex port of all of them.',
    customerText: 'A number belongs together with others and can only leave by a complex port.',
  },
  'already-pending': {
    label: 'Another port is pending',
    carrierText: 'Another port of a number is pending already.',
    customerText: 'Another move of the same number is under way already.',
  },
  'not-authorised': {
    label: 'Customer did not authorise it',
    carrierText: 'The customer says that it did not authorise the port.',
    customerText: 'You told us that you did not ask for this.',
  },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly carrierText: string; readonly customerText: string }>
>

export type PortOutRefusal = keyof typeof PORT_OUT_REFUSALS

export const PORT_OUT_REFUSAL_NAMES = Object.keys(PORT_OUT_REFUSALS) as readonly PortOutRefusal[]

/** What whoever refuses is reminded of. */
export const NO_REASON_WARNING =
  'Money owed and a contract that still runs are no reason to refuse or to delay: the numbers must be let go, and what is owed stays owed.'
