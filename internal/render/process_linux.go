package render

import "syscall"

// diesWithParent has the kernel end a child when the tool is killed before it
// could do so itself.
func diesWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
