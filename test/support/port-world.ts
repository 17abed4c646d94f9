import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import type { PortingTelco } from './porting.ts'

/** A port as it lies in the database. */
export interface WorldPort {
  readonly id: number
  readonly kind: PortKind
  readonly state: PortState
  readonly attempt: number
  readonly dueOn: string | null
  readonly dueAt: string | null
  readonly stateSince: string
  readonly cutOverAt: string | null
  readonly provisionAt: string | null
  readonly outOfHours: boolean
  readonly returnUntil: string | null
  readonly changedAt: string
  readonly splitFrom: number | null
  readonly numbers: readonly string[]
  /** Whether each of them is on its way, in the same order. */
  readonly open: readonly boolean[]
}

/** Everything a step of a port may touch. */
export interface World {
  readonly ports: readonly WorldPort[]
  /** Of the numbers of these ports: how they stand in the inventory, and with whom. */
  readonly inventory: readonly { readonly number: string; readonly status: string; readonly accountId: number | null }[]
  /** What the ports were charged for, `port 7 attempt 1 reject 80`. */
  readonly charges: readonly string[]
  /** How many lines there are of what else a step writes: timelines, attempts, charges of any kind, postings. */
  readonly lines: readonly number[]
}

/** What lies in the database of every port after one, and around it. */
export async function readWorld({ telco }: PortingTelco, afterId: number): Promise<World> {
  const { rows } = await telco.pool.query<{ world: World }>(
    `WITH p AS (SELECT * FROM ports WHERE id > $1),
          n AS (SELECT * FROM port_numbers WHERE port_id > $1)
     SELECT json_build_object(
       'ports', coalesce((SELECT json_agg(json_build_object(
           'id', id, 'kind', kind, 'state', state, 'attempt', attempt, 'dueOn', due_on, 'dueAt', due_at,
           'stateSince', state_since, 'cutOverAt', cut_over_at, 'provisionAt', provision_at, 'outOfHours', is_out_of_hours,
           'returnUntil', return_until, 'changedAt', changed_at, 'splitFrom', split_from,
           'numbers', (SELECT json_agg(number ORDER BY number) FROM n WHERE port_id = p.id),
           'open', (SELECT json_agg(is_open ORDER BY number) FROM n WHERE port_id = p.id)) ORDER BY id) FROM p), '[]'),
       'inventory', coalesce((SELECT json_agg(json_build_object('number', number, 'status', status, 'accountId', account_id)
                               ORDER BY number) FROM numbers WHERE number IN (SELECT number FROM n)), '[]'),
       'charges', coalesce((SELECT json_agg(regexp_replace(source, 'date change \\d+$', 'date change') || ' ' ||
                                            (amount_micros / 1000000) ORDER BY id)
                              FROM charges WHERE source ~ '^port \\d+ ' AND split_part(source, ' ', 2)::int > $1), '[]'),
       'lines', json_build_array((SELECT count(*) FROM port_events), (SELECT count(*) FROM port_attempts),
                                 (SELECT count(*) FROM charges), (SELECT count(*) FROM postings))) AS world`,
    [afterId],
  )
  const world = rows[0]?.world
  if (world === undefined) throw new Error('no world')
  return world
}
