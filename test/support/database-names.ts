export const TEMPLATE_PREFIX = 'tollgate_template_'
export const TEST_PREFIX = 'tollgate_test_'

/** Another database of the same server, same user. */
export function urlOfDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
