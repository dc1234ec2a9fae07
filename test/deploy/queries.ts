import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');

export const RULES_FILE = path.join(DEPLOY, 'prometheus/rules.yml');
export const PROMETHEUS_FILE = path.join(DEPLOY, 'prometheus/prometheus.yml');
const BOARD_FILE = path.join(DEPLOY, 'grafana/ticket-processor.json');

/** One query of a file, by the name of what asks it. */
export interface Query {
  name: string;
  query: string;
}

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  annotations?: Record<string, string>;
}

export const rules = (): Rule[] =>
  (parse(readFileSync(RULES_FILE, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  );

export const ruleQueries = (): Query[] =>
  rules().map(({ alert, record, expr }) => ({ name: alert ?? record ?? '', query: expr }));

interface Board {
  templating: { list: { name: string; definition?: string }[] };
  panels: { title: string; targets?: { expr: string }[] }[];
}

/** What the panels of the board ask, and its list of tenants. */
export function boardQueries(): Query[] {
  const { panels, templating } = JSON.parse(readFileSync(BOARD_FILE, 'utf8')) as Board;
  return [
    ...templating.list.flatMap(({ name, definition }) => (definition ? [{ name, query: definition }] : [])),
    ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ name: title, query: expr }))),
  ];
}
