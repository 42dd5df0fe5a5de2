/** The modal stands among the app's own styles, so it brings the few it needs. */
export const MODAL_STYLE = `
.town-modal{border:0;padding:0;border-radius:16px;width:min(620px,calc(100vw - 24px));max-height:calc(100vh - 48px);overflow:hidden;
box-shadow:0 20px 20px -8px rgba(26,26,26,.28);color:#303030;font:13px/1.5 Inter,-apple-system,"Segoe UI",sans-serif;flex-direction:column}
.town-modal[open]{display:flex}
.town-modal::backdrop{background:rgba(0,0,0,.5)}
.town-modal.is-small{width:min(380px,calc(100vw - 24px))}
.town-modal.is-large{width:min(980px,calc(100vw - 24px))}
.town-modal.is-max{width:100vw;height:100vh;max-width:none;max-height:none;border-radius:0}
.town-modal>header{display:flex;align-items:center;justify-content:space-between;padding:12px 16px;background:#f3f3f3;border-bottom:1px solid #e3e3e3}
.town-modal>header h2{font-size:14px;font-weight:650;margin:0}
.town-modal>header button{border:0;background:none;font-size:14px;min-width:28px;min-height:28px;border-radius:8px;cursor:pointer;color:#616161}
.town-modal>header button:hover{background:#e3e3e3}
.town-modal-content{overflow:auto;flex:1}
.town-modal-content iframe{border:0;width:100%;height:60vh;display:block}
.town-modal>footer{display:flex;justify-content:flex-end;gap:8px;padding:12px 16px;border-top:1px solid #e3e3e3}
.town-modal>footer button{font:inherit;font-weight:550;padding:6px 12px;border-radius:8px;border:1px solid #c9c9c9;background:#fff;cursor:pointer}
.town-modal>footer .is-primary{background:#303030;color:#fff;border-color:#303030}
.town-modal>footer .is-critical{background:#c70a24;color:#fff;border-color:#c70a24}
.town-modal>footer button:disabled{opacity:.5;cursor:default}
.town-modal button:focus-visible{outline:2px solid #005bd3;outline-offset:1px}`;
