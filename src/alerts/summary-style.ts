/**
 * Of the summary's HTML. Mail programs that leave it out show the same content as plain lists and tables; those with a
 * dark mode take the second part. Contrast is 4.5 : 1 at least in both.
 */
export const SUMMARY_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 12px; background: #f3f5f8; color: #1c2430;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 640px; margin: 0 auto; }
h1 { font-size: 22px; line-height: 1.3; margin: 0; }
h2 { font-size: 18px; margin: 0 0 12px; }
h3 { font-size: 15px; margin: 24px 0 6px; }
.lead, .note { color: #566072; margin: 4px 0 20px; font-size: 14px; }
.note { margin: 0; }
section { background: #ffffff; border: 1px solid #dde2ea; border-radius: 10px; padding: 20px; margin: 0 0 16px; }
.tiles { margin: 0 -6px; font-size: 0; }
.tile { display: inline-block; box-sizing: border-box; width: 50%; padding: 6px; vertical-align: top; font-size: 14px; }
.tile > div { background: #f3f5f8; border-radius: 8px; padding: 10px 12px; min-height: 66px; }
.tile strong { display: block; font-size: 22px; line-height: 1.3; }
.tile span { display: block; color: #566072; }
.tile .fact { font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; table-layout: fixed; }
th { text-align: left; font-weight: 600; color: #566072; }
td, th { padding: 5px 8px 5px 0; vertical-align: middle; }
tbody th { color: inherit; font-weight: 400; overflow-wrap: anywhere; }
.bars th { width: 28%; }
.number { text-align: right; white-space: nowrap; padding-right: 0; font-variant-numeric: tabular-nums; width: 76px; }
.trend { width: 138px; }
.types th { width: 46%; }
.track { background: #e8ecf2; border-radius: 4px; height: 10px; min-width: 60px; }
.bar { border-radius: 4px; height: 10px; background: #3567c4; }
.bad { background: #b3372f; }
.good { background: #24794a; }
.alarm { color: #a1281f; }
a { color: #24549f; }
@media (max-width: 480px) { body { padding: 12px 6px; } section { padding: 16px 14px; } .tile > div { min-height: 84px; } }
@media (prefers-color-scheme: dark) {
  body { background: #12161d; color: #e4e9f1; }
  section { background: #1b212b; border-color: #303a49; }
  .lead, .note, .tile span, th { color: #a3afc1; }
  .tile > div, .track { background: #262e3b; }
  tbody th { color: inherit; }
  .bar { background: #6b9bf2; } .bad { background: #ee7a70; } .good { background: #58b885; }
  .alarm { color: #ff9d94; }
  a { color: #92b8ff; }
}
`;
