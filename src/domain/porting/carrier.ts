/** How orders travel to a carrier; the simulator is there for demonstrations and tests. */
export const CARRIER_WAYS = ['by-hand', 'files', 'simulator'] as const
export type CarrierWay = (typeof CARRIER_WAYS)[number]

/** Those on which orders are taken and answered by themselves, when the carrier is asked. */
export const AUTOMATIC_WAYS = ['simulator'] as const satisfies readonly CarrierWay[]

/** Ways an office may choose. */
export const OFFICE_WAYS = ['by-hand', 'files'] as const satisfies readonly CarrierWay[]

/** A carrier as the porting desk knows it. */
export interface CarrierTerms {
  readonly name: string
  /** Orders are lodged with it; else numbers only leave it. */
  readonly isUpstream: boolean
  /** Orders go to it where nobody says. */
  readonly isDefault: boolean
  readonly way: CarrierWay
  /** Of its porting desk: where request forms go. */
  readonly email: string | null
}
