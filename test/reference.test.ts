import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { PERMISSIONS, POLICIES, type Permission } from '#domain/access/policies.ts'
import { ROLES, type Role } from '#domain/access/roles.ts'

/** What is written from the code into docs/reference. `vitest run test/reference.test.ts --update` writes it anew. */

const REFERENCE = resolve(import.meta.dirname, '../docs/reference')

test('docs/reference/permissions.md says what the policies say', async () => {
  await expect(permissionsPage()).toMatchFileSnapshot(`${REFERENCE}/permissions.md`)
})

/** A key has the permissions of its scopes, whatever the policies say. */
const COLUMNS = ROLES.filter((role) => role !== 'key')

function permissionsPage(): string {
  const rows = PERMISSIONS.map((permission) => {
    const roles: readonly Role[] = POLICIES[permission]
    const isScope = KEY_SCOPES.includes(permission)
    return [`\`${permission}\``, ...COLUMNS.map((role) => mark(roles.includes(role))), mark(isScope)]
  })
  return `# Permissions

Which role may do what. Written from \`src/domain/access/policies\` by \`vitest run test/reference.test.ts --update\`; edit it
there. Nobody is let out of their walls by a permission: a reseller's people see their reseller only, a customer's their
account, a customer user its own numbers, and the database holds that by itself.

\`key\`: a machine's key may be given it as a scope, by somebody who has it; one confined to an account, only what
\`customer-admin\` has. \`system\` is the installation at its timetable. Staff signed in as a customer have what
\`customer-admin\` has, without ${listed(['users.write', 'api-keys.write'])}.

${table(['permission', ...COLUMNS, 'key'], rows)}`
}

function listed(permissions: readonly Permission[]): string {
  return permissions.map((permission) => `\`${permission}\``).join(' and ')
}

function mark(isYes: boolean): string {
  return isYes ? '•' : ''
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map((_, index) => (index === 0 ? '---' : ':-:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
