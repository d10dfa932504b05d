//go:build !linux

package render

import "syscall"

// diesWithParent does nothing, because the kernel has no such feature: a tool
// that is killed then leaves its functions running.
func diesWithParent() *syscall.SysProcAttr { return nil }
