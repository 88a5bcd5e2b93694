import './setup/node-version.mjs'

import('./setup/launch.mjs').then(({ launch }) => launch('scripts/start/run.ts', { quiet: true }))
