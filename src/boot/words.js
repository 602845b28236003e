// After the module's death, and without it: the words for why the panel cannot start, and
// that it has crashed. The one table of words that is not compiled, for that reason.
export const WORDS = {
  en: {
    reload: 'Reload',
    save: 'Save diagnostics',
    crashed: ['The panel has stopped', 'What it showed is gone, because it could no longer be trusted. Your calls and your session are not affected. Reload to go on.'],
    old: ['This browser is too old for the panel', 'It has an older WebAssembly than the panel needs. A current Chrome, Edge, Firefox or Safari will do.'],
    off: ['WebAssembly is switched off in this browser', 'The panel needs it. An enhanced security mode, a lockdown mode, or a policy of your organisation may have switched it off: have this site excepted, or use another browser.'],
    missing: ['A file of the panel is missing', 'It may have been updated while this page was open: reload. If that does not help, the operator should copy the whole folder again.'],
    type: ['The server sends a file of the panel as the wrong type', 'The operator should have .js sent as text/javascript and .wasm as application/wasm.'],
    blocked: ['The page’s security policy blocks the panel', 'Its operator should allow what is named below. A portal can show the panel in an iframe as well, which has a policy of its own.'],
    network: ['The panel could not be loaded', 'Check the network and reload.'],
    damaged: ['A file of the panel is damaged', 'Reload. If that does not help, the operator should copy the whole folder again.'],
    slow: ['The panel is still loading', 'The network is slow. Wait a little longer, or reload.'],
  },
  zh: {
    reload: '重新加载',
    save: '保存诊断信息',
    crashed: ['面板已停止运行', '先前显示的内容已不可信，因此已移除。您的通话和会话不受影响，请重新加载。'],
    old: ['浏览器版本过旧', '面板需要更新的 WebAssembly，请使用新版 Chrome、Edge、Firefox 或 Safari。'],
    off: ['此浏览器已停用 WebAssembly', '面板需要 WebAssembly。可能是增强安全模式、锁定模式或单位的策略将其停用：请将本站点设为例外，或换用其他浏览器。'],
    missing: ['面板缺少文件', '页面打开期间可能已升级，请重新加载。如仍无效，请管理员重新复制整个文件夹。'],
    type: ['服务器发送的文件类型不正确', '请管理员将 .js 设为 text/javascript，.wasm 设为 application/wasm。'],
    blocked: ['页面的安全策略阻止了面板', '请管理员放行下列项目；门户也可改用 iframe 显示面板，iframe 使用自己的策略。'],
    network: ['面板加载失败', '请检查网络后重新加载。'],
    damaged: ['面板文件已损坏', '请重新加载。如仍无效，请管理员重新复制整个文件夹。'],
    slow: ['面板仍在加载', '网络较慢，请稍候或重新加载。'],
  },
};
