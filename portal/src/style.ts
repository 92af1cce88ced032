/** The stylesheet of the portal: small, light and dark, right on a phone, ready to print. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6675; --paper: #fff; --ground: #f4f6f8; --line: #d9dfe6; --accent: #1f5fae; --on-accent: #fff; --good: #1d7a46; --bad: #b3261e; --ours: #eef4fb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ed; --soft: #a3afbd; --paper: #1d232b; --ground: #14181e; --line: #36404c; --accent: #7fb2f0; --on-accent: #10161d; --good: #6fcf97; --bad: #f2938c; --ours: #1f2b3a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); text-autospace: normal; font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
a { color: var(--accent); }
header { display: flex; justify-content: space-between; align-items: center; gap: 16px; flex-wrap: wrap; max-width: 720px; margin: 0 auto; padding: 16px 20px; }
header strong { font-size: 17px; }
nav { display: flex; gap: 4px; }
nav a { padding: 6px 10px; border-radius: 6px; text-decoration: none; color: var(--soft); }
nav a[aria-current] { color: var(--ink); background: var(--line); }
main { max-width: 720px; margin: 0 auto 48px; padding: 28px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
h1 { font-size: 24px; line-height: 1.3; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 32px 0 8px; }
p { margin: 0 0 12px; }
.soft { color: var(--soft); }
.badge { display: inline-block; padding: 2px 10px; border: 1px solid var(--line); border-radius: 999px; font-size: 14px; }
.notice { border-left: 4px solid var(--good); padding: 10px 14px; background: var(--ground); border-radius: 4px; }
.alert { border-left-color: var(--bad); }
label { display: block; font-weight: 600; margin: 18px 0 4px; }
.help { font-size: 14px; color: var(--soft); margin: 4px 0 0; }
input, textarea, select { width: 100%; padding: 10px 12px; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; }
input[type=checkbox] { width: auto; }
textarea { min-height: 140px; resize: vertical; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
button { margin: 20px 12px 0 0; padding: 11px 22px; font: inherit; font-weight: 600; border-radius: 8px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); }
.hidden { position: absolute; left: -10000px; width: 1px; height: 1px; overflow: hidden; }
ol.messages { list-style: none; padding: 0; margin: 24px 0; }
ol.messages > li { border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; margin: 0 0 12px; }
ol.messages > li.ours { background: var(--ours); margin-left: 32px; }
ol.messages > li.theirs { margin-right: 32px; }
ol.messages .who { display: flex; justify-content: space-between; gap: 12px; flex-wrap: wrap; font-size: 14px; color: var(--soft); margin: 0 0 6px; }
ol.messages .body { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 70ch; }
ol.messages .rich { white-space: normal; }
.rich p, .rich li, .rich h2, .rich h3 { margin: 0; white-space: pre-wrap; min-height: 1.6em; }
.rich h2, .rich h3 { font-size: 17px; }
.rich ul { list-style: disc; }
.rich ul, .rich ol { margin: 0 0 4px; padding-left: 24px; }
.rich blockquote { margin: 4px 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--soft); }
.rich pre { margin: 4px 0; padding: 10px 12px; background: var(--ground); border-radius: 6px; white-space: pre-wrap; }
.rich img { display: block; margin: 4px 0; max-width: 100%; height: auto; border-radius: 6px; }
.rich hr { border: 0; border-top: 1px solid var(--line); }
@media (max-width: 480px) { main { border-radius: 0; border-inline: 0; padding: 20px 16px; } button { width: 100%; margin-right: 0; } ol.messages > li.ours { margin-left: 12px; } ol.messages > li.theirs { margin-right: 12px; } }
@media print { nav, form { display: none; } body, main { background: none; border: 0; } }
`;
