import { describe, expect, test } from '@jest/globals';
import { isProtected } from '../../src/http/outgoing.js';

describe('isProtected', () => {
  test.each([
    ['https://desk.example.com', []],
    ['http://127.0.0.1:4000', []],
    ['http://localhost:4000', []],
    ['http://[::1]:4000', []],
    ['http://model.internal:8000', ['model.internal']],
    ['http://model.internal:8000', ['model.internal:8000']],
    ['http://MODEL.internal.', ['model.internal']],
  ])('%s, allowed %j → yes', (url, allowed) => {
    expect(isProtected(new URL(url), allowed)).toBe(true);
  });

  test.each([
    ['http://desk.example.com', []],
    ['http://127.0.0.1.example.com', []],
    ['http://localhost.example.com', []],
    ['http://model.internal:8000', ['model.internal:8001']],
    ['http://sub.model.internal', ['model.internal']],
    ['http://user:localhost@desk.example.com', []],
  ])('%s, allowed %j → no', (url, allowed) => {
    expect(isProtected(new URL(url), allowed)).toBe(false);
  });
});
