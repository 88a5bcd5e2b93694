import './setup/node-version.mjs'

import('./setup/launch.mjs').then(({ launch }) => launch('scripts/start/main.ts'))
