import { main } from './main.js';

process.exitCode = await main(process.argv.slice(2));
// Native handles of the Temporal SDK would keep a finished command alive.
process.exit();
