import { signInPages } from '../shared/access/pages.ts'
import { createPortalRouter } from '../shared/router/pages.ts'
import { startPortal } from '../shared/start-portal.tsx'
import { portalPages } from './pages.ts'
import { Frame } from './shell/frame.tsx'

startPortal(createPortalRouter({ basepath: '/', frame: Frame, pages: portalPages, openPages: signInPages }))
