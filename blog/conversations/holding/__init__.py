"""Why a comment waits instead of appearing by itself; nothing here refuses one."""
