import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from '../environment.js';
import { environmentExample, settingsDocument } from './documents.js';

// npm run docs:configuration: writes docs/configuration.md and .env.example anew.
writeFileSync(path.join(CHECKOUT, 'docs', 'configuration.md'), settingsDocument());
writeFileSync(path.join(CHECKOUT, '.env.example'), environmentExample());
