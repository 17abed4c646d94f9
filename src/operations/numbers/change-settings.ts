import { operation } from '#operations/operation.ts'
import { readNumberSettings, type NumberSettings } from '#storage/queries/number-settings.ts'
import { updateNumberSettings } from '#storage/tables/number-settings.ts'

/** Changes how the reseller handles its numbers, from now on: what rests already keeps its day. */
export const changeNumberSettings = operation({
  name: 'numbers.change-settings',
  permission: 'numbers.correct',
  async run({ db, resellerId, audit }, settings: NumberSettings) {
    const before = await readNumberSettings(db, resellerId)
    await updateNumberSettings(db, resellerId, settings)
    audit({ subject: 'number settings', before, after: settings })
    return settings
  },
})
