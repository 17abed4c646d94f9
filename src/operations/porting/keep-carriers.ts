import type { CarrierTerms, OFFICE_WAYS } from '#domain/porting/carrier.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import { listCarrierSheets } from '#storage/queries/carrier-sheets.ts'
import { countPortsLeaving, listCarriers, readCarrier, type CarrierRow } from '#storage/queries/carriers.ts'
import { clearDefaultCarrier, deleteCarrier, insertCarrier, updateCarrier } from '#storage/tables/carriers.ts'

/** As an office writes it: what numbers only leave takes no orders. */
export interface CarrierWritten extends Omit<CarrierTerms, 'way'> {
  readonly way: (typeof OFFICE_WAYS)[number]
}

/**
 * Writes down a carrier. The first upstream carrier is the default one.
 *
 * @throws ProblemError 'already_exists', 'invalid_value'.
 */
export const addCarrier = operation({
  name: 'carriers.add',
  permission: 'carriers.write',
  async run(context, written: CarrierWritten) {
    return insert(context, written)
  },
})

/** The simulated carrier of demonstrations and tests; no door leads here. */
export const addSimulatedCarrier = operation({
  name: 'carriers.add-simulated',
  permission: 'carriers.write',
  async run(context, { name, isDefault }: Pick<CarrierTerms, 'name' | 'isDefault'>) {
    return insert(context, { name, isUpstream: true, isDefault, way: 'simulator', email: null })
  },
})

async function insert(context: WriteContext, written: CarrierTerms): Promise<number> {
  const { db, resellerId, audit } = context
  const carriers = await listCarriers(db)
  const isFirst = written.isUpstream && carriers.every(({ isUpstream }) => !isUpstream)
  const terms = tidy({ ...written, isDefault: written.isDefault || isFirst })
  if (terms.isDefault) await clearDefaultCarrier(db)
  const carrierId = await insertCarrier(db, resellerId, terms)
  if (carrierId === undefined) throw new ProblemError(nameTaken(terms.name))
  audit({ subject: `carrier ${carrierId}`, after: terms })
  return carrierId
}

/**
 * Changes a carrier. How orders travel to a simulated one stays.
 *
 * @throws ProblemError 'not_found', 'already_exists', 'invalid_value', 'in_use' for one with orders that is to take none,
 *   'changed_meanwhile'.
 */
export const changeCarrier = operation({
  name: 'carriers.change',
  permission: 'carriers.write',
  async run(
    { db, audit },
    {
      carrierId,
      ifVersion,
      ...written
    }: CarrierWritten & { readonly carrierId: number; readonly ifVersion: number | undefined },
  ) {
    const carrier = await known(db, carrierId)
    const terms = tidy({ ...written, way: carrier.way === 'simulator' ? 'simulator' : written.way })
    if (!terms.isUpstream && carrier.orderCount > 0) {
      const lodged = `${carrier.orderCount} ports were lodged with it`
      const message = `${lodged}: it stays an upstream carrier. Make another the default instead.`
      throw new ProblemError(problem('in_use', message, { field: 'isUpstream' }))
    }
    const namesakes = (await listCarriers(db)).filter(({ name }) => name.toLowerCase() === terms.name.toLowerCase())
    if (namesakes.some(({ id }) => id !== carrierId)) throw new ProblemError(nameTaken(terms.name))
    if (terms.isDefault && !carrier.isDefault) await clearDefaultCarrier(db)
    if (!(await updateCarrier(db, carrierId, terms, ifVersion ?? carrier.version)))
      throw changedMeanwhile('this carrier')
    audit({ subject: `carrier ${carrierId}`, before: termsOf(carrier), after: terms })
    return carrierId
  },
})

/**
 * Removes a carrier no port and no sheet refers to, with the calendars that were its own.
 *
 * @throws ProblemError 'not_found', 'in_use'.
 */
export const removeCarrier = operation({
  name: 'carriers.remove',
  permission: 'carriers.write',
  async run({ db, audit }, { carrierId }: { readonly carrierId: number }) {
    const carrier = await known(db, carrierId)
    const leaving = await countPortsLeaving(db, carrier.name)
    if (carrier.orderCount > 0 || leaving > 0) {
      const ports =
        carrier.orderCount > 0 ? `${carrier.orderCount} ports were lodged with it` : `${leaving} open ports leave it`
      throw new ProblemError(problem('in_use', `${ports}: it stays. Rename it where its name changed.`))
    }
    const sheets = await listCarrierSheets(db, { carrierId, limit: 1 })
    if (sheets.items.length > 0) throw new ProblemError(problem('in_use', 'Sheets of its answers are kept: it stays.'))
    await deleteCarrier(db, carrierId)
    audit({ subject: `carrier ${carrierId}`, before: termsOf(carrier) })
    return carrierId
  },
})

async function known(db: WriteContext['db'], carrierId: number): Promise<CarrierRow> {
  const carrier = await readCarrier(db, carrierId)
  if (carrier === undefined) throw new ProblemError(problem('not_found', 'There is no such carrier.'))
  return carrier
}

/** What takes no orders has no way for them. */
function tidy(terms: CarrierTerms): CarrierTerms {
  if (!terms.isUpstream) return { ...terms, isDefault: false, way: 'by-hand', email: null }
  if (terms.way !== 'files' || terms.email !== null) return terms
  const message = 'Give the e-mail address of its porting desk: request forms are sent there.'
  throw new ProblemError(problem('invalid_value', message, { field: 'email' }))
}

function nameTaken(name: string): Problem {
  return problem('already_exists', `There is a carrier called ${name} already.`, { field: 'name' })
}

function termsOf({ name, isUpstream, isDefault, way, email }: CarrierRow): CarrierTerms {
  return { name, isUpstream, isDefault, way, email }
}
