/** Whether an account can be charged without anybody there. */
export interface ChargeAbility {
  readonly canCharge: boolean
  /** Why not, for people; null where it can. */
  readonly reason: string | null
}

/** No gateway is there to charge a card or a bank account through: said wherever an automatic charge is shown. */
export const CHARGE_ABILITY: ChargeAbility = {
  canCharge: false,
  reason: 'This provider does not take cards yet, so nothing is charged by itself.',
}
