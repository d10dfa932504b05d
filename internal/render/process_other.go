//go:build !linux

package render

import "syscall"

// diesWithParent does nothing where the kernel offers nothing of the kind: a
// tool that is killed outright then leaves its functions behind.
func diesWithParent() *syscall.SysProcAttr { return nil }
