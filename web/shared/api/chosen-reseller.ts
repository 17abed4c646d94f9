const PLACE = 'reseller'

/** The reseller an operator works for in this tab; null for everybody else, whose sign-in says it. */
export function chosenReseller(): string | null {
  return sessionStorage.getItem(PLACE)
}

export function chooseReseller(resellerId: string | undefined): void {
  if (resellerId === undefined) sessionStorage.removeItem(PLACE)
  else sessionStorage.setItem(PLACE, resellerId)
}
