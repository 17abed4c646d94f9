interface Range {
  /** Of the digits as dialled in Australia. */
  readonly form: RegExp
  readonly message: string
}

/** Ranges that belong to their network, or to nobody. Source: the numbering plan. */
const NOT_PORTABLE: readonly Range[] = [
  { form: /^(?:000|112|106)$/, message: 'is an emergency number, which nobody can have.' },
  { form: /^014[57]\d*$/, message: 'is a satellite number; those stay with their network.' },
  { form: /^014\d*$/, message: 'is a number for machines (M2M); those stay with their network.' },
  { form: /^016\d*$/, message: 'is a pager number; those stay with their network.' },
  { form: /^0198\d*$/, message: 'is a number for data services; those stay with their network.' },
  { form: /^05\d*$/, message: 'is a location-independent number; those do not move between providers.' },
  { form: /^19\d*$/, message: 'is a premium-rate number; those stay with their provider.' },
  { form: /^180[1-9]\d*$/, message: 'is a number of one network; those do not move between providers.' },
  { form: /^(?:1[02]|110|119|1555)\d*$/, message: 'is a service number of one network.' },
  { form: /^[1-9]\d{1,4}$/, message: 'is an internal number; write the number that is dialled from outside.' },
]

/**
 * Why a number in no range that moves between providers cannot be ported, however it is written; undefined: nothing is known
 * against it. Geographic, mobile, 13, 1300 and 1800 numbers can.
 */
export function whyNotPortable(written: string): string | undefined {
  const digits = written.replaceAll(/[\s().-]/g, '')
  const dialled = digits.replace(/^(?:\+|0011)?61(?=\d{4})/, '')
  const forms = dialled === digits ? [digits] : [dialled, `0${dialled}`]
  const range = NOT_PORTABLE.find(({ form }) => forms.some((each) => form.test(each)))
  return range === undefined ? undefined : `${written.trim()} ${range.message}`
}
