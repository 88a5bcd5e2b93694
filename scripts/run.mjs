import './setup/node-version.mjs'

import('./setup/launch.mjs').then(({ launch }) =>
  launch(new URL('./start/run.ts', import.meta.url).href, { quiet: true }),
)
