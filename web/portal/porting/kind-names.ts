import type { PortLine } from '../../shared/porting/port-words.ts'

/** The kinds as the desk calls them. */
export const KIND_NAMES: Readonly<Record<PortLine['kind'], string>> = {
  simple: 'Simple',
  complex: 'Complex',
  special: '13, 1300, 1800',
  mobile: 'Mobile',
}
