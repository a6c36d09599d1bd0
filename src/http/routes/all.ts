import type { Route } from '../route.ts'
import { callbackRoutes } from './callbacks.ts'
import { caseCommandRoutes } from './case-commands.ts'
import { caseRoutes } from './cases.ts'
import { customerRoutes } from './customers.ts'
import { decisionRoutes } from './decisions.ts'
import { descriptionRoutes } from './description.ts'
import { factRoutes } from './facts.ts'
import { pageRoutes } from './pages.ts'
import { replyRoutes } from './replies.ts'
import { promiseRoutes } from './promises.ts'
import { sendingRoutes } from './sending.ts'
import { statusRoutes } from './status.ts'
import { visitRoutes } from './visit.ts'

/** Every door there is; what is not here does not exist. */
export const ROUTES: readonly Route[] = [
  ...pageRoutes,
  ...visitRoutes,
  ...factRoutes,
  ...promiseRoutes,
  ...decisionRoutes,
  ...customerRoutes,
  ...caseRoutes,
  ...caseCommandRoutes,
  ...replyRoutes,
  ...callbackRoutes,
  ...sendingRoutes,
  ...statusRoutes,
  ...descriptionRoutes,
]
