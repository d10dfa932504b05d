package render

import "syscall"

// diesWithParent makes the kernel kill a child when the tool is killed before
// it can stop the child itself.
func diesWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
