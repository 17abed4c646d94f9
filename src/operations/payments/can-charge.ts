import type { ChargedAccount } from '#storage/queries/automatic-charges.ts'

/** Whether an account can be charged without anybody there. */
export interface ChargeAbility {
  readonly canCharge: boolean
  /** Why not, for people; null where it can. */
  readonly reason: string | null
}

/** Said wherever an automatic charge is shown. */
export function chargeAbilityOf({
  takesMethods,
  hasMethod,
  isMethodOver,
}: Pick<ChargedAccount, 'takesMethods' | 'hasMethod' | 'isMethodOver'>): ChargeAbility {
  if (!takesMethods) return cannot('This provider does not take cards yet, so nothing is charged by itself.')
  if (!hasMethod) return cannot('No card or bank account is stored to be charged: add one first.')
  if (isMethodOver) return cannot('The stored card has expired: add the new one.')
  return { canCharge: true, reason: null }
}

function cannot(reason: string): ChargeAbility {
  return { canCharge: false, reason }
}
